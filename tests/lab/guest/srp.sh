# shellcheck shell=bash disable=SC2034,SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Exported and attached disks, on whichever guest: what the scenarios about SRP share. They set wwn and initiator.

free_disk=/dev/loop0
held_disk=/dev/loop1 # with a mounted file system
read_only_disk=/dev/loop2
target=/sys/kernel/config/target
save_file=/etc/rtslib-fb-target/saveconfig.json
cm_port=5555

make_disks() {
	modprobe loop &&
		truncate -s 16M /var/tmp/{free,held,read-only}.img &&
		losetup "$free_disk" /var/tmp/free.img && losetup "$held_disk" /var/tmp/held.img &&
		losetup -r "$read_only_disk" /var/tmp/read-only.img &&
		mkfs.ext4 -q "$held_disk" && mkdir -p /mnt/held && mount "$held_disk" /mnt/held
}

load_target() {
	mkdir -p /etc/target # LIO's own state (dbroot): it complains without
	modprobe -a ib_srpt ib_srp
}

install_package() {
	dpkg -i /lab/packages/*.deb
}

read_state() {
	busctl --timeout=60 --json=short call org.rdmamanager.Helper1 /org/rdmamanager/Helper1/srp_target \
		org.rdmamanager.Feature1 Read s '{}' | jq -c '.data[0] | fromjson'
}

block_disk() { # DEVICE SERIAL
	jq -nc --arg source "$1" --arg serial "$2" \
		'{source: $source, serial: $serial, size: 0, readOnly: false, writeBack: false, thin: false, blockSize: 0}'
}

# The chapter's export: vol1 as LUN 0 for one initiator, with RDMA/CM, which soft-RoCE needs; now and at boot.
first_export() {
	jq -nc --arg wwn "$wwn" --arg initiator "$initiator" --argjson port "$cm_port" \
		--argjson disk "$(block_disk "$free_disk" 608e5e69-d594-4849-983a-2324d02b25a4)" \
		'{backstores: {"block/vol1": $disk}, rdmaCmPort: $port,
		  targets: {($wwn): {enabled: true, luns: {"0": "block/vol1"}, acls: {($initiator): {luns: {"0": 0}, readOnly: []}}}}}
		 | {now: ., atBoot: .}'
}

without_initiator() {
	jq -nc --arg wwn "$wwn" --arg initiator "$initiator" '{targets: {($wwn): {acls: {($initiator): null}}}} | {now: ., atBoot: .}'
}

new_image() { # NAME BYTES
	jq -nc --arg id "fileio/$1" --arg source "/var/lib/rdma-manager/disks/$1.img" --argjson size "$2" \
		'{now: {backstores: {($id): {source: $source, size: $size, serial: "image-serial", readOnly: false, writeBack: false, thin: false, blockSize: 0}}}}'
}

# The disk that the initiator sees: of LIO's vendor.
disk_of_session() {
	local block
	for block in /sys/block/sd*; do
		grep -q LIO "$block/device/vendor" 2>/dev/null && echo "/dev/${block##*/}" && return
	done
	return 1
}

no_host() {
	! compgen -G '/sys/class/srp_remote_ports/*' >/dev/null
}
