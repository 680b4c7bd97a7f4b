# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Disks in use are refused before anything is made, whatever they are called; one that is held without a trace by the kernel.

refused() { # WORDS DEVICE
	local before
	before=$(nodes)
	show rdma-managerctl apply srp_target "$(new_disk refused "$2")" --yes
	lacks "refused: $1" "status 0" "status $status"
	equal "nothing is left of: $1" "$before" "$(nodes)"
}

refused "a mounted disk" "$held_disk"
refused "the same by its UUID" "/dev/disk/by-uuid/$(blkid -s UUID -o value "$held_disk")"
refused "the same by its number" "/dev/block/$(stat -c '%Hr:%Lr' "$held_disk")"
refused "a disk that is exported" "$free_disk"
refused "a read-only disk without read-only" "$read_only_disk"
refused "a character device" /dev/zero
refused "a file" /etc/passwd
refused "the disk with the root file system" "$(findmnt -no SOURCE /)"
make_used_disks() {
	truncate -s 16M /var/tmp/{swap,lvm,member}.img &&
		losetup /dev/loop6 /var/tmp/swap.img && mkswap -q /dev/loop6 && swapon /dev/loop6 &&
		losetup /dev/loop7 /var/tmp/lvm.img && vgcreate -q lab /dev/loop7 && lvcreate -q -l 100%FREE -n volume lab &&
		losetup /dev/loop8 /var/tmp/member.img && pvcreate -q /dev/loop8 &&
		udevadm trigger --settle /dev/loop8 # written before udevd watched it, it may go unheard
}
uses_of() {
	read_state | jq -c --arg name "${1#/dev/}" '[.live.disks[] | select(.name == $name).uses[].use]'
}
show make_used_disks
equal "there are disks in swap and in LVM" 0 "$status"
refused "a disk that is swapped to" /dev/loop6
matches "which is said" '"swap"' "$(uses_of /dev/loop6)"
refused "a disk of an active volume group" /dev/loop7
matches "which is said too" '"lvm"' "$(uses_of /dev/loop7)"
refused "a disk that only is LVM's" /dev/loop8
swapoff /dev/loop6
vgchange -q -an lab >/dev/null
truncate -s 16M /var/tmp/silent.img && losetup /dev/loop5 /var/tmp/silent.img && udevadm settle
python3 -c 'import os,time; os.open("/dev/loop5", os.O_RDWR | os.O_EXCL); print(flush=True); time.sleep(60)' >/root/holding &
holder=$!
within 5 test -s /root/holding
refused "a disk that somebody holds exclusively" /dev/loop5
kill "$holder"
