# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The link of somebody's session is cut off only when they say so. (The interface is this test's own: soft-RoCE has no IPoIB.)

show modprobe rdma_lab_ipoib
udevadm settle
show ip addr add 10.9.0.2/24 dev ib0
show ip link set ib0 up
python3 -c '
import socket, time
server = socket.create_server(("10.9.0.2", 22))
client = socket.create_connection(("10.9.0.2", 22))
accepted, _ = server.accept()
print("connected", flush=True)
time.sleep(600)' >/run/connected &
talker=$!
within 20 grep -q connected /run/connected || failed "somebody is connected over ib0" "$(ss -tn 2>&1)"
succeeds "IPoIB is loaded" is_loaded ib_ipoib
show rdma-managerctl preview modules '{"protocols":{"ipoib":{"loaded":false}}}'
matches "the connection is named" 'ib0.*10\.9\.0\.2.*22' "$said"
show rdma-managerctl modules unload ipoib --yes </dev/null
[ "$status" = 0 ] && failed "nothing is cut off without consent" "$said"
succeeds "… says the kernel" is_loaded ib_ipoib
equal "the action is one of its own" org.rdmamanager.modules.unloadused \
	"$(rdma-managerctl --json preview modules '{"protocols":{"ipoib":{"loaded":false}}}' | jq -r .action)"
show rdma-managerctl modules unload ipoib --yes --consent
equal "with it, it is" 0 "$status"
fails "… says the kernel" is_loaded ib_ipoib
kill "$talker"
show rmmod rdma_lab_ipoib
