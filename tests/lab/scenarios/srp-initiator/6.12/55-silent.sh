# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A neighbour whose address is known and who never answers: the connection manager tries for more than a minute.

ip neigh add 10.0.0.9 lladdr 52:54:00:00:00:99 dev cable nud permanent
rdma-managerctl apply srp_initiator "$(attached 10.0.0.9)" --yes >/root/silent 2>&1 &
applying=$!
within 30 login_waits || failed "the login waits in its unit" "$(cat /root/silent)"
read_initiator >/dev/null
succeeds "others are answered meanwhile" login_waits
job=$(busctl --json=short call org.rdmamanager.Helper1 /org/rdmamanager/Helper1/jobs org.rdmamanager.Feature1 Read s '{}' |
	jq -r '.data[0] | fromjson | .live.jobs | to_entries[] | select(.value.state == "running").key')
show busctl call org.rdmamanager.Helper1 /org/rdmamanager/Helper1/srp_initiator org.rdmamanager.Feature1 Cancel s "$job"
if within 30 test ! -e "/proc/$applying"; then passed "cancelled, it ends at once"; else failed "cancelled, it ends at once" "$(cat /root/silent)"; fi
wait "$applying"
matches "and says so" "stopped on request" "$(cat /root/silent)"
fails "no unit waits any more" login_waits
equal "and nothing is known of it" '{}' "$(read_initiator | jq -c .config.targets)"
