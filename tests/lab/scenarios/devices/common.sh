# shellcheck shell=bash disable=SC2034
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the parts of this scenario share: one link with a known address and a soft-RoCE device on it.

unit=rdma-manager-helper.service
link=roce0
mac=52:54:00:00:00:02
device=rxe0

make_link() {
	ip link add "$link" address "$mac" type dummy && ip link set "$link" up
}

make_device() {
	[ -e "/sys/class/infiniband/$device" ] || rdma link add "$device" type rxe netdev "$link"
	udevadm settle
}

# The devices as the helper tells them. It does not wait long for one, and a soft-RoCE device has a thousand GIDs: in a busy
# emulated guest it may need several attempts.
state() { # [QUERY]
	local told
	for _ in {1..20}; do
		told=$(busctl --timeout=60 --json=short call org.rdmamanager.Helper1 /org/rdmamanager/Helper1/devices \
			org.rdmamanager.Feature1 Read s "${1-"{}"}" | jq -c '.data[0] | fromjson')
		[ "$(jq '[.notes[] | select(.code == "DeviceSilent")] | length' <<<"$told")" = 0 ] && break
	done
	echo "$told"
}
