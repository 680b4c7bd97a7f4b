# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The link of somebody's session is cut off only when they say so. (The interface is this test's own: soft-RoCE has no IPoIB.)

show modprobe rdma_lab_ipoib
udevadm settle
show ip addr add 10.9.0.2/24 dev ib0
show ip link set ib0 up
# Somebody else: in a network of their own, behind a cable, who knows this host by its address on ib0.
ip netns add elsewhere
ip link add near type veth peer name far netns elsewhere
ip addr add 10.8.0.1/24 dev near
ip link set near up
ip -n elsewhere addr add 10.8.0.2/24 dev far
ip -n elsewhere link set far up
ip -n elsewhere route add 10.9.0.0/24 via 10.8.0.1
python3 -c '
import socket, time
server = socket.create_server(("10.9.0.2", 22))
print("listens", flush=True)
accepted, _ = server.accept()
print("connected", flush=True)
time.sleep(600)' >/run/connected &
server=$!
within 20 grep -q listens /run/connected
ip netns exec elsewhere python3 -c '
import socket, time
client = socket.create_connection(("10.9.0.2", 22))
time.sleep(600)' &
talker=$!
within 20 grep -q connected /run/connected || failed "somebody is connected over ib0" "$(cat /proc/net/tcp)"
succeeds "IPoIB is loaded" is_loaded ib_ipoib
show rdma-managerctl preview modules '{"protocols":{"ipoib":{"loaded":false}}}'
matches "the connection is named" '10\.8\.0\.2.*22|22.*10\.8\.0\.2' "$said"
show rdma-managerctl modules unload ipoib --yes </dev/null
[ "$status" = 0 ] && failed "nothing is cut off without consent" "$said"
succeeds "… says the kernel" is_loaded ib_ipoib
equal "the action is one of its own" org.rdmamanager.modules.unloadused \
	"$(rdma-managerctl --json preview modules '{"protocols":{"ipoib":{"loaded":false}}}' | jq -r .action)"
show rdma-managerctl modules unload ipoib --yes --consent
equal "with it, it is" 0 "$status"
fails "… says the kernel" is_loaded ib_ipoib
kill "$talker" "$server"
ip netns del elsewhere
show rmmod rdma_lab_ipoib
