# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The package installs, its unit is as closed as promised, and a machine without RDMA hardware has no devices.

show dpkg -i /lab/packages/*.deb
[ "$status" = 0 ] || give_up "the package is installed" "$said"
succeeds "systemd scores the unit's exposure at most 1.7" systemd-analyze security --no-pager --threshold=17 "$unit"
equal "there are no devices yet" "{}" "$(state | jq -c .live.devices)"
pid=$(systemctl show -P MainPID "$unit")
equal "libibverbs is not loaded where there is no device to listen to" 0 "$(grep -c libibverbs "/proc/$pid/maps")"

modprobe -a dummy rdma_rxe ib_umad
make_link
show make_device
[ "$status" = 0 ] || give_up "a soft-RoCE device is made" "$said"
