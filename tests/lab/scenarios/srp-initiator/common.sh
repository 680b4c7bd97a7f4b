# shellcheck shell=bash disable=SC1091,SC2034,SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the parts of this scenario share: this guest is the initiator, its peer the target, a soft-RoCE port at each end of the cable.
. /lab/guest/srp.sh

address=10.0.0.1
guid=505400fffe000001 # of the target's port
wwn=0xfe80000000000000$guid
initiator=0x0000000000000000505400fffe000002
target_key=rxe0/1/$guid/$guid

make_port() {
	modprobe -a rdma_rxe ib_umad && rdma link add rxe0 type rxe netdev cable && udevadm settle
}

read_initiator() {
	busctl --timeout=60 --json=short call org.rdmamanager.Helper1 /org/rdmamanager/Helper1/srp_initiator \
		org.rdmamanager.Feature1 Read s '{}' | jq -c '.data[0] | fromjson'
}

# A wish to be logged in at the peer's target, over RDMA/CM.
attached() { # ADDRESS
	jq -nc --arg t "$target_key" --arg address "$1" --argjson port "$cm_port" \
		'{targets: {($t): {login: {path: {address: $address, port: $port}}, connected: true, atBoot: false,
		                   timeouts: {reconnectDelay: 10, fastIoFail: 15, devLoss: 600}}}}'
}

changed_session() { # JSON
	jq -nc --arg t "$target_key" --argjson changes "$1" '{targets: {($t): $changes}}'
}

two_luns() {
	[ "$(read_initiator | jq --arg t "$target_key" '.live.sessions[$t].hosts[0].luns | length')" = 2 ]
}

login_line() { # [ADDRESS [PORT [IOC-GUID]]]
	echo "id_ext=$guid,ioc_guid=${3:-$guid},dest=${1:-$address}:${2:-$cm_port}"
}

# With this export this login fails, and the helper knows why, by the initiator's kernel alone.
no_disk_for() { # WORDS WISH-FOR-TARGET LOGIN CAUSE-AND-CURE
	show on_target "$2"
	show rdma-managerctl connect rxe0/1 "$3" --yes
	if [ "$status" != 0 ]; then passed "$1: no login"; else failed "$1: no login" "$said"; fi
	equal "… and nothing is left of it" '{}' "$(read_initiator | jq -c .config.targets)"
	show rdma-managerctl why rxe0/1 "$3"
	equal "… something is broken" 6 "$status"
	equal "… its cause and cure" "$4" "$(rdma-managerctl --json why rxe0/1 "$3" | jq -r '.broken | "\(.failure.cause) \(.cure)"')"
}

# The cure is applied, and the login gives the disk; it is ended and forgotten again.
cured() { # WORDS LOGIN
	show on_target "$(first_export)"
	show rdma-managerctl connect rxe0/1 "$2" --yes
	within 10 disk_of_session || failed "$1 the disk appears" "$(lsblk)"
	udevadm settle
	show rdma-managerctl why "$target_key"
	equal "$1 nothing is broken" 0 "$status"
	show rdma-managerctl apply srp_initiator "$(jq -nc --arg t "$target_key" '{targets: {($t): null}}')" --yes
	equal "… and it ends again" 0 "$status"
}

# Somebody's own login, without us.
log_in() {
	modprobe ib_srp && echo "id_ext=$guid,ioc_guid=$guid,dest=$address:$cm_port" >/sys/class/infiniband_srp/srp-rxe0-1/add_target
}

# Another wish about the peer's target, for its helper.
on_target() { # WISH
	on_peer rdma-managerctl apply srp_target "$1" --yes
}

login_waits() {
	systemctl list-units --plain --no-legend 'rdma-manager-login@*' | grep -q activating
}
