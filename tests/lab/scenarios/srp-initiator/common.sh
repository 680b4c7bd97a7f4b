# shellcheck shell=bash disable=SC2034,SC2154
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
