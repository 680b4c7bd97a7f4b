# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The target logs in at itself: there the helper knows both sides, and the command that it prints is the cure.

command_of_why() {
	mapfile -t cure < <(on_peer rdma-managerctl --json why rxe0/1 "$(login_line)" | jq -r '.command[]?')
}

show on_peer rdma-managerctl connect rxe0/1 "$(login_line)" --yes
show on_peer rdma-managerctl why rxe0/1 "$(login_line)"
command_of_why
matches "who is not allowed is to be allowed, by its id" "acls.*0x0000000000000000505400fffe000001" "${cure[*]}"
show on_peer "${cure[@]}" --yes
show on_peer rdma-managerctl connect rxe0/1 "$(login_line)" --yes
equal "then it is logged in" 0 "$status"
show on_peer rdma-managerctl apply srp_initiator "$(jq -nc --arg t "$target_key" '{targets: {($t): null}}')" --yes

show on_target "$(jq -nc --arg w "$wwn" '{now: {targets: {($w): {enabled: false}}}}')"
show on_peer rdma-managerctl connect rxe0/1 "$(login_line)" --yes
show on_peer rdma-managerctl why rxe0/1 "$(login_line)"
command_of_why
matches "the port that is disabled is to be enabled" "enabled.*true" "${cure[*]}"
show on_peer "${cure[@]}" --yes
show on_peer rdma-managerctl connect rxe0/1 "$(login_line)" --yes
equal "then it is logged in again" 0 "$status"
show on_peer rdma-managerctl why "$target_key"
equal "the disk that it shows is proved to be the one that it exports" "Good Good" \
	"$(on_peer rdma-managerctl --json why "$target_key" | jq -r '[.disks[0].proof[] | select(.expected).standing] | join(" ")')"
show on_peer rdma-managerctl apply srp_initiator "$(jq -nc --arg t "$target_key" '{targets: {($t): null}}')" --yes
equal "and it ends" 0 "$status"
show on_target "$(jq -nc --arg w "$wwn" '{targets: {($w): {acls: {"0x0000000000000000505400fffe000001": null}}}} | {now: ., atBoot: .}')"
