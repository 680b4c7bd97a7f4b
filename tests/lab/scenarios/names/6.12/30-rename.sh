# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Root renames an interface that is up: it stays up with its addresses and routes, and the rule is written.

ip addr add 10.9.0.1/24 dev ib0
ip link set ib0 up
ip route add 10.10.0.0/16 via 10.9.0.2 dev ib0
within 10 bash -c '! ip -o addr show dev ib0 | grep -q tentative'
link=$(cat /sys/class/net/ib0/address /sys/class/net/ib0/ifindex)
in_use=$(ip -o addr show dev ib0 && ip route show dev ib0)

show rdma-managerctl names rename ib0 mlx4_ib0 --yes
equal "the command succeeds" 0 "$status"
show ip addr show dev mlx4_ib0
equal "the kernel has the new name for the same address and index" "$link" \
	"$(cat /sys/class/net/mlx4_ib0/address /sys/class/net/mlx4_ib0/ifindex)"
fails "the old name is gone" ip link show ib0
matches "the link is still up" '<.*\bUP\b.*>' "$(ip -o link show mlx4_ib0)"
equal "addresses and routes are as before" "$in_use" \
	"$(ip -o addr show dev mlx4_ib0 | sed 's/mlx4_ib0/ib0/g' && ip route show dev mlx4_ib0)"
matches "the kernel renamed it while it was up" 'mlx4_ib0: renamed from ib0 \(while UP\)' "$(kernel_renames)"

show cat "$rules"
equal "the rules file is exactly our rule" "$rule" "$(cat "$rules")"
equal "the rules file ends with a newline" 1 "$(tail -c1 "$rules" | wc -l)"
equal "the rules file is readable for everybody and root's" "644 root:root" "$(stat -c '%a %U:%G' "$rules")"

job=$(last_job)
equal "the job is done" "done" "$(job_field "$job" state)"
equal "the job's record is root's alone" "600 root:root" "$(stat -c '%a %U:%G' "/var/lib/rdma-manager/jobs/$job.json")"
equal "so is the folder of records" "700 root:root" "$(stat -c '%a %U:%G' /var/lib/rdma-manager/jobs)"
equal "no job is left as running" "" "$(ls /run/rdma-manager/jobs)"
