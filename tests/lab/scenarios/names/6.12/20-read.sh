# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Reading starts the helper in its cage, and it tells the interfaces as they are.

show rdma-managerctl names
[ "$status" = 0 ] || give_up "the helper answers" "$said; $(journalctl -u "$unit" --no-pager -o cat)"
matches "the list names ib0" '\bib0\b' "$said"
matches "the list names ib1" '\bib1\b' "$said"
equal "the helper was activated by the bus" active "$(systemctl is-active "$unit")"

state=$(rdma-managerctl --json read names)
seen() { jq -r --arg id "$id" ".live.interfaces[\$id]$1" <<<"$state"; }
equal "ib0 is found by port GUID and P_Key" ib0 "$(seen .name)"
equal "the 20-byte address is the kernel's" "$(cat /sys/class/net/ib0/address)" "$(seen .address)"
equal "the kernel's release is told" "$(uname -r)" "$(jq -r .live.kernelRelease <<<"$state")"
equal "the whole config is two interfaces" 2 "$(jq '.config.interfaces | length' <<<"$state")"

pid=$(systemctl show -P MainPID "$unit")
show grep -E '^(Uid|CapInh|CapPrm|CapEff|CapBnd|CapAmb|NoNewPrivs|Seccomp):' "/proc/$pid/status"
process() { awk -v field="$1:" '$1 == field { print $2 }' "/proc/$pid/status"; }
equal "the helper may have CAP_NET_ADMIN and no other capability" 0000000000001000 "$(process CapBnd)"
equal "the helper's own capabilities are no more than that" 0000000000001000 "$(process CapEff)"
equal "the helper cannot gain privileges" 1 "$(process NoNewPrivs)"
equal "the helper's system calls are filtered" 2 "$(process Seccomp)"
