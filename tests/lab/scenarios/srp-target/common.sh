# shellcheck shell=bash disable=SC1091,SC2034,SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the parts of this scenario share: a soft-RoCE port with known ids that is target and initiator.
. /lab/guest/srp.sh

link=roce0
mac=52:54:00:00:00:02
address=10.0.0.1
wwn=0xfe80000000000000505400fffe000002
initiator=0x0000000000000000505400fffe000002 # of ib_srp on this port, when no initiator_ext is given

make_port() {
	# rxe of 6.1 does not ask for its checksum by itself
	modprobe -a dummy crc32_generic rdma_rxe ib_umad &&
		ip link add "$link" address "$mac" type dummy && ip link set "$link" up && ip addr add "$address/24" dev "$link" &&
		rdma link add rxe0 type rxe netdev "$link" && udevadm settle
}

without_export() {
	jq -nc --arg wwn "$wwn" '{targets: {($wwn): null}, backstores: {"block/vol1": null}} | {now: ., atBoot: .}'
}

new_disk() { # NAME DEVICE
	jq -nc --arg id "block/$1" --argjson disk "$(block_disk "$2" another-serial)" '{now: {backstores: {($id): $disk}}}'
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
