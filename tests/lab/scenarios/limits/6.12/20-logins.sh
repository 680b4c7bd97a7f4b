# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A wish becomes a file, and the next login has the limit.

show rdma-managerctl limits set @rdma unlimited --yes
equal "the group may lock all it wants" 0 "$status"
equal "a new login of a member can" "unlimited unlimited" "$(login_gets alice)"
equal "… of somebody else cannot" "$(cat /root/before)" "$(login_gets oscar)"
show rdma-managerctl limits set oscar 64MiB --soft 32MiB --yes
equal "a user gets an amount" 0 "$status"
equal "… at the next login" "32768 65536" "$(login_gets oscar)"
show rdma-managerctl limits explain --user alice
matches "the winning line is named" "$ours:[0-9]+" "$said"
show rdma-managerctl limits set alice 1GiB --yes
equal "a user is before a group" "1048576 1048576" "$(login_gets alice)"
show rdma-managerctl limits explain --user alice
matches "… the answer says so" "1 GiB" "$said"
show rdma-managerctl limits remove alice --yes
show rdma-managerctl limits remove oscar --yes
show rdma-managerctl limits remove @rdma --yes

show rdma-managerctl limits set '*' unlimited --yes </dev/null
[ "$status" = 0 ] && failed "IV-13: everyone becomes unlimited with consent only" "$said"
equal "nothing was written" "" "$(grep -v '^#' "$ours" 2>/dev/null)"
show rdma-managerctl limits set '*' unlimited --yes --consent
equal "with it they do" 0 "$status"
show cat "$ours"
equal "the file is the chapter's" "# configuration for rdma tuning
*       soft    memlock         unlimited
*       hard    memlock         unlimited
# rdma tuning end" "$(cat "$ours")"
equal "a new login has it" "unlimited unlimited" "$(login_gets oscar)"
job=$(rdma-managerctl --json read jobs | jq -r '.live.jobs | to_entries | max_by(.value.started) | .key')
show rdma-managerctl jobs undo "$job" --yes
equal "an undo takes it back" "$(cat /root/before)" "$(login_gets oscar)"
for bad in '%' '@' '-' '#x' 'a b' '1000:20x' nobody-of-that-name '@no-such-group' 'jürgen'; do
	show rdma-managerctl limits set "$bad" 1MiB --yes
	[ "$status" = 0 ] && failed "IV-13: '$bad' is nobody" "$said"
done
for bad in -1 0x10 99999999999999999999 12Q; do
	show rdma-managerctl limits set alice "$bad" --yes
	[ "$status" = 0 ] && failed "IV-14: '$bad' is no amount" "$said"
done
for bad in 'unlimited ' 0x10 1.5; do
	show rdma-managerctl apply limits "$(jq -nc --arg bad "$bad" '{users: {alice: {hard: $bad}}}')" --yes
	[ "$status" = 0 ] && failed "IV-14: the helper takes '$bad' for no amount" "$said"
done
equal "nothing of it was written" "" "$(grep -v '^#' "$ours" 2>/dev/null)"
passed "IV-13, IV-14: nobody and no amount are refused"
