# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A port on each guest, disks to export on the peer; the packages install on both.

show make_port
[ "$status" = 0 ] || give_up "a soft-RoCE port is made" "$said"
show on_peer make_port
[ "$status" = 0 ] || give_up "the peer has a port as well" "$said"
show on_peer make_disks
[ "$status" = 0 ] || give_up "the peer has disks" "$said"
show on_peer load_target
[ "$status" = 0 ] || give_up "the kernel's target is loaded there" "$said"
show install_package
[ "$status" = 0 ] || give_up "the package is installed" "$said"
show on_peer install_package
[ "$status" = 0 ] || give_up "… on the peer as well" "$said"
equal "the target's ids are those of its port" "0x$guid" "$(on_peer cat /sys/module/ib_srpt/parameters/srpt_service_guid)"
