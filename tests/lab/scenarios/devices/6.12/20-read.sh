# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What we read of a soft-RoCE device is what ibv_devinfo, ibstat and rdma print of it.

show rdma-managerctl --json read devices
equal "rdma-managerctl reads the devices" 0 "$status"
one=$(state "{\"device\":\"$device\"}")
seen() { jq -r ".live.devices.$device$1" <<<"$one"; }
port() { seen ".ports[\"1\"]$1"; }
lower() { tr '[:upper:]' '[:lower:]'; }
plain_guid() { tr -d ':' <<<"$1" | sed 's/^0x//'; }

show ibv_devinfo -d "$device" -v
verbs() { awk -v key="$1:" '$1 == key { print $2; exit }' <<<"$verbs"; }
verbs=$said
equal "ibv_devinfo: one port" "$(verbs phys_port_cnt)" "$(seen '.ports | length')"
equal "ibv_devinfo: node GUID" "$(plain_guid "$(verbs node_guid)")" "$(plain_guid "$(seen .nodeGuid)")"
equal "ibv_devinfo: state" "$(verbs state)" "PORT_$(port .state | tr '[:lower:]' '[:upper:]')"
equal "ibv_devinfo: link layer" "$(verbs link_layer | lower)" "$(port .linkLayer)"
equal "ibv_devinfo: LID" "$(verbs port_lid)" "$(port .lid)"
equal "ibv_devinfo: SM LID" "$(verbs sm_lid)" "$(port .smLid)"
equal "ibv_devinfo: LMC" "$(printf '%d' "$(verbs port_lmc)")" "$(port .lmc)"
gids=$(sed -n 's/^[[:space:]]*GID\[ *\([0-9]*\)\]:[[:space:]]*\([^,]*\).*/\1 \2/p' <<<"$verbs" | while read -r index gid; do
	echo "$index $(python3 -c 'import ipaddress, sys; print(ipaddress.ip_address(sys.argv[1]).exploded)' "$gid")"
done)
equal "ibv_devinfo: GID table" "$gids" \
	"$(jq -r ".live.devices.$device.ports[\"1\"].tables.gids[] | \"\(.index) \(.gid)\"" <<<"$one")"

show ibstat "$device"
stat() { sed -n "s/^[[:space:]]*$1: //p" <<<"$ibstat" | head -n1; }
ibstat=$said
equal "ibstat: ports" "$(stat 'Number of ports')" "$(seen '.ports | length')"
equal "ibstat: state" "$(stat State | lower)" "$(port .state)"
equal "ibstat: physical state" "$(stat 'Physical state' | lower)" "$(port .physicalState | tr -d -)"
equal "ibstat: rate" "$(stat Rate)" "$(port .rate.gigabits)"
equal "ibstat: capability mask" "$(printf '%d' "$(stat 'Capability mask')")" "$(port .capabilities)"
equal "ibstat: port GUID" "$(plain_guid "$(stat 'Port GUID')")" "$(plain_guid "$(port .portGuid)")"
equal "ibstat: link layer" "$(stat 'Link layer' | lower)" "$(port .linkLayer)"

show rdma -j link show "$device/1"
equal "rdma link: state" "$(jq -r '.[0].state' <<<"$said" | lower)" "$(port .state)"
equal "rdma link: physical state" "$(jq -r '.[0].physical_state' <<<"$said" | lower | tr _ -)" "$(port .physicalState)"
equal "rdma link: interface" "$(jq -r '.[0].netdev' <<<"$said")" "$(port '.netdevs | join(" ")')"
