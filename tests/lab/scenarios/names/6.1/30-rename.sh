# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# This kernel refuses to rename a link that is up: the program says what that costs, takes it down, renames, brings it up.

ip addr add 10.9.0.1/24 dev ib0
ip link set ib0 up
show ip link set ib0 name mlx4_ib0
matches "the kernel refuses while the link is up" 'Device or resource busy' "$said"
equal "the program knows" false "$(rdma-managerctl --json read names | jq .live.renamesWhileUp)"

show rdma-managerctl names rename ib0 mlx4_ib0 --yes
equal "the command succeeds" 0 "$status"
matches "it said what that costs" 'ib0 goes down .* lost' "$said"
show ip addr show dev mlx4_ib0
equal "the kernel has the new name" mlx4_ib0 "$(names_of "$tail_of_ib0")"
matches "the link is up again" '<.*\bUP\b.*>' "$(ip -o link show mlx4_ib0)"
matches "its IPv4 address stayed" '10\.9\.0\.1/24' "$(ip -o addr show dev mlx4_ib0)"
equal "the rule is there" "$rule" "$(cat "$rules")"
reload_module
equal "the rule names the port at the next hotplug" mlx4_ib0 "$(names_of "$tail_of_ib0")"

ip link set mlx4_ib0 up
show rdma-managerctl jobs undo "$(last_job)" --yes
equal "undo gives the old name back" ib0 "$(names_of "$tail_of_ib0")"
matches "the link is up" '<.*\bUP\b.*>' "$(ip -o link show ib0)"
fails "the rules file is gone" test -e "$rules"
