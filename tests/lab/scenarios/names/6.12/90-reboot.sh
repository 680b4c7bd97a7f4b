# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# An interface is renamed, the adapter's driver is one that loads at boot, and the machine boots anew.

show rdma-managerctl names rename ib0 mlx4_ib0 --yes
equal "the rule is there" "$rule" "$(cat "$rules")"
last_job >/root/job
echo rdma_lab_ipoib >/etc/modules-load.d/rdma_lab_ipoib.conf
cat /proc/sys/kernel/random/boot_id >/root/boot_id
reboot_guest
