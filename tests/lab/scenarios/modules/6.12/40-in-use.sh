# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What is in use stays, and whoever uses it is named before anything is asked.

show make_disks
show rdma-managerctl apply srp_target "$(first_export)" --yes
[ "$status" = 0 ] || give_up "a disk is exported" "$said"
show rdma-managerctl modules load srp_initiator --yes
log_in
within 20 disk_of_session || give_up "its disk appears" "$(lsblk)"
udevadm settle
disk=$(disk_of_session)
show mkfs.ext4 -q "$disk"
mkdir -p /srv/data && show mount "$disk" /srv/data

# KI-15, IV-04
show rdma-managerctl modules unload srp_initiator --yes --consent
[ "$status" = 0 ] && failed "ib_srp with a mounted disk is not unloaded" "$said"
matches "KI-15: the mount is named" "/srv/data" "$said"
succeeds "ib_srp is loaded" is_loaded ib_srp
succeeds "… and the file system mounted" mountpoint -q /srv/data
fails "IV-04: the kernel would have refused as well" modprobe -r ib_srp
show rdma-managerctl modules unload srp_target --yes --consent
[ "$status" = 0 ] && failed "ib_srpt with a target is not unloaded" "$said"
matches "the target is named" "$wwn" "$said"
fails "the kernel would have refused as well" modprobe -r ib_srpt

show umount /srv/data
show rdma-managerctl preview modules '{"protocols":{"srp_initiator":{"loaded":false}}}'
matches "the session that ends is named" "${wwn#0xfe80000000000000}" "$said"
show rdma-managerctl modules unload srp_initiator --yes
equal "without the mount it goes" 0 "$status"
succeeds "and takes the session with it" within 20 no_host
show rdma-managerctl apply srp_target "$(jq -nc --arg wwn "$wwn" '{targets: {($wwn): null}, backstores: {"block/vol1": null}} | {now: ., atBoot: .}')" --yes
show rdma-managerctl modules unload srp_target --yes
equal "without a target ib_srpt goes" 0 "$status"

sleep 600 9<>/dev/infiniband/rdma_cm &
holder=$!
# A plan waits three seconds for the worker (patienceWith()); an emulated guest beside another may take longer to start it.
for _ in 1 2 3; do
	show rdma-managerctl modules unload rdma_ucm --yes --consent
	[ "$status" = 0 ] && failed "rdma_ucm with an open device is not unloaded" "$said"
	grep -q "$holder" <<<"$said" && break
done
matches "the program is named, by a worker that may look" "sleep.*$holder|$holder.*sleep" "$said"
kill "$holder"
wait "$holder" 2>/dev/null
show rdma-managerctl modules unload rdma_ucm --yes
equal "when it has ended, rdma_ucm goes" 0 "$status"
show rdma-managerctl modules load rdma_ucm --yes
show rdma-managerctl preview modules '{"protocols":{"uverbs":{"loaded":false}}}'
matches "what needs ib_uverbs goes before it" "rdma_rxe.*" "$said"
matches "… and the port that ends with it is named" "rxe0" "$said"
