# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# 4,096 mapped LUNs made, read and saved: ours beside rtslib's tools and a bare loop of system calls.

make_port() {
	modprobe -a dummy crc32_generic rdma_rxe ib_umad &&
		ip link add roce0 address 52:54:00:00:00:02 type dummy && ip link set roce0 up &&
		rdma link add rxe0 type rxe netdev roce0 && udevadm settle
}

show make_port
[ "$status" = 0 ] || give_up "a soft-RoCE port is made" "$said"
mkdir -p /etc/target # LIO's own state (dbroot): it complains without
show modprobe ib_srpt
[ "$status" = 0 ] || give_up "the kernel's target is loaded" "$said"
show dpkg -i /lab/packages/*.deb
[ "$status" = 0 ] || give_up "the package is installed" "$said"
PYTHONPATH=/lab/guest python3 -B /lab/tools/exports.py || failed "exports ran to its end" "status $?"
