# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# After the boot the chosen modules are loaded and the others are not.

lacks "the machine booted anew" "$(cat /root/boot_id)" "$(cat /proc/sys/kernel/random/boot_id)"
within 30 test -e /sys/class/infiniband/rxe0
for list in rdma infiniband; do
	succeeds "its list $list was read" within 60 systemctl is-active --quiet "rdma-load-modules@$list.service"
done
for module in ib_srpt rds_rdma rdma_rxe ib_umad; do
	succeeds "$module is loaded" within 20 is_loaded "$module"
done
for module in ib_ipoib ib_iser ib_srp; do
	fails "$module is not" is_loaded "$module"
done
equal "the helper and the kernel agree" "$(kernels_view)" "$(helpers_view)"
show rdma-managerctl modules gaps
lacks "IPoIB is no gap any more" 'IPoIB' "$said"
