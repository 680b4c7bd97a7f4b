# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The package, and a port for which rdma-core loads what its lists say.

show install_package
equal "the package is installed" 0 "$status"
succeeds "systemd scores the unit's exposure at most 1.7" systemd-analyze security --no-pager --threshold=17 "$unit"
show make_port_at_boot
[ "$status" = 0 ] || give_up "a soft-RoCE port is made" "$said"
succeeds "rdma-core loads the list of InfiniBand for it" within 20 is_loaded ib_ipoib
succeeds "… and the list of all RDMA hardware" within 20 is_loaded rdma_ucm
