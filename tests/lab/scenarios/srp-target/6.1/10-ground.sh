# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A port that can be target and initiator, and disks to export.

show make_port
[ "$status" = 0 ] || give_up "a soft-RoCE port is made" "$said"
show make_disks
[ "$status" = 0 ] || give_up "three disks are made" "$said"
show load_target
[ "$status" = 0 ] || give_up "the kernel's target and initiator are loaded" "$said"
equal "the port's first GID is what a target is called by" "$wwn" "0x$(tr -d : </sys/class/infiniband/rxe0/ports/1/gids/0)"
