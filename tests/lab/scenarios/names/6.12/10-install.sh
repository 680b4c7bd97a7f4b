# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The package installs on a machine that has its dependencies, and its unit is as closed as promised.

show dpkg -i /lab/packages/*.deb
equal "the package is installed" 0 "$status"
show rdma-managerctl --version
equal "the helper does not run before somebody needs it" inactive "$(systemctl is-active "$unit")"
score=$(systemd-analyze security --no-pager "$unit" | tail -1)
printf '  %s\n' "$score"
succeeds "systemd scores the unit's exposure at most 1.7" systemd-analyze security --no-pager --threshold=17 "$unit"

show modprobe rdma_lab_ipoib
show udevadm settle
show ip link
equal "the first port is ib0" ib0 "$(names_of "$tail_of_ib0")"
equal "the second port is ib1" ib1 "$(names_of "$tail_of_ib1")"
