# shellcheck shell=bash disable=SC2034,SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the parts of this scenario share: a soft-RoCE port with known ids that is target and initiator, and three disks.

link=roce0
mac=52:54:00:00:00:02
address=10.0.0.1
wwn=0xfe80000000000000505400fffe000002
initiator=0x0000000000000000505400fffe000002 # of ib_srp on this port, when no initiator_ext is given
target=/sys/kernel/config/target

free_disk=/dev/loop0
held_disk=/dev/loop1 # with a mounted file system
read_only_disk=/dev/loop2

make_port() {
	# rxe of 6.1 does not ask for its checksum by itself
	modprobe -a dummy crc32_generic rdma_rxe ib_umad &&
		ip link add "$link" address "$mac" type dummy && ip link set "$link" up && ip addr add "$address/24" dev "$link" &&
		rdma link add rxe0 type rxe netdev "$link" && udevadm settle
}

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

save_file=/etc/rtslib-fb-target/saveconfig.json
cm_port=5555

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

without_export() {
	jq -nc --arg wwn "$wwn" '{targets: {($wwn): null}, backstores: {"block/vol1": null}} | {now: ., atBoot: .}'
}

new_disk() { # NAME DEVICE
	jq -nc --arg id "block/$1" --argjson disk "$(block_disk "$2" another-serial)" '{now: {backstores: {($id): $disk}}}'
}

new_image() { # NAME BYTES
	jq -nc --arg id "fileio/$1" --arg source "/var/lib/rdma-manager/disks/$1.img" --argjson size "$2" \
		'{now: {backstores: {($id): {source: $source, size: $size, serial: "image-serial", readOnly: false, writeBack: false, thin: false, blockSize: 0}}}}'
}

changed_image() { # NAME JSON
	jq -nc --arg id "fileio/$1" --argjson changes "$2" '{now: {backstores: {($id): $changes}}}'
}

# Every node of ours, what links show, and the attributes that people set; names of links and numbers of HBAs are anybody's.
nodes() {
	(
		cd "$target" || exit
		find core srpt -mindepth 1 -type d \( -path '*/statistics*' -o -path '*/fabric_statistics*' -o -path 'core/alua*' \) -prune -o \
			-type d -printf '%p\n' -o -type l -printf '%h -> %l\n'
		grep -r . srpt/*/tpgt_1/enable srpt/*/tpgt_1/acls/*/lun_*/write_protect core/*/*/udev_path core/*/*/wwn/vpd_unit_serial \
			core/*/*/attrib/{emulate_write_cache,emulate_tpu,block_size} 2>/dev/null
	) | sed -E 's/(iblock|fileio|rd_mcp)_[0-9]+/\1/g' | sort
}

is_as_before() {
	read_state | jq -cS .config.now | cmp -s - /root/exported
}

# What the helper says of the initiator's session: readMiB, writtenMiB, loggedIn.
session() { # FIELD
	read_state | jq -r --arg t "$wwn" --arg i "$initiator" --arg f "$1" '.live.sessions[$t][$i][$f]'
}

log_in() {
	local guid
	guid=$(cat /sys/module/ib_srpt/parameters/srpt_service_guid)
	modprobe ib_srp
	local try
	for try in {1..40}; do # an old session's target outlives its disks by a moment
		show bash -c "echo 'id_ext=${guid#0x},ioc_guid=${guid#0x},dest=$address:$cm_port' >/sys/class/infiniband_srp/srp-rxe0-1/add_target"
		[[ $said == *"File exists"* && $try -lt 40 ]] || return 0
		sleep 0.5
	done
}

# The disk that the initiator sees: of LIO's vendor.
disk_of_session() {
	local block
	for block in /sys/block/sd*; do
		grep -q LIO "$block/device/vendor" 2>/dev/null && echo "/dev/${block##*/}" && return
	done
	return 1
}

serial_of_session() {
	local block
	block=$(disk_of_session)
	tail -c +5 "/sys/block/${block#/dev/}/device/vpd_pg80" | tr -d '\0'
}

# The initiator keeps the disk of a session that ended, and tries to reconnect (dev_loss_tmo).
session_ended() {
	! grep -qsx running /sys/class/srp_remote_ports/*/state
}

log_out() {
	local port
	for port in /sys/class/srp_remote_ports/*/delete; do
		echo 1 >"$port"
	done
	within 20 no_host
}

no_host() {
	! compgen -G '/sys/class/srp_remote_ports/*' >/dev/null
}

read_initiator() {
	busctl --timeout=60 --json=short call org.rdmamanager.Helper1 /org/rdmamanager/Helper1/srp_initiator \
		org.rdmamanager.Feature1 Read s '{}' | jq -c '.data[0] | fromjson'
}

guid() {
	local text
	text=$(cat /sys/module/ib_srpt/parameters/srpt_service_guid)
	echo "${text#0x}"
}

target_key() {
	echo "rxe0/1/$(guid)/$(guid)"
}

# A wish to be logged in at this host's own target, over RDMA/CM.
attached() { # ADDRESS [ID-EXT]
	jq -nc --arg t "rxe0/1/${2:-$(guid)}/$(guid)" --arg address "$1" --argjson port "$cm_port" \
		'{targets: {($t): {login: {path: {address: $address, port: $port}}, connected: true, atBoot: false,
		                   timeouts: {reconnectDelay: 10, fastIoFail: 15, devLoss: 600}}}}'
}

changed_session() { # JSON
	jq -nc --arg t "$(target_key)" --argjson changes "$1" '{targets: {($t): $changes}}'
}

two_luns() {
	[ "$(read_initiator | jq --arg t "$(target_key)" '.live.sessions[$t].hosts[0].luns | length')" = 2 ]
}

login_waits() {
	systemctl list-units --plain --no-legend 'rdma-manager-login@*' | grep -q activating
}
