# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A refused login, told by the kernel's log to those who may read it, names the very id under which it is then let in.

newest_refused() { # FIELD
	rdma-managerctl --json log --refused | jq -r ".refused[0].$1"
}

allowing() { # ID
	jq -nc --arg wwn "$wwn" --arg id "$1" \
		'{targets: {($wwn): {acls: {($id): {luns: {"0": 0}, readOnly: []}}}}} | {now: ., atBoot: .}'
}

show rdma-managerctl apply srp_target "$(without_initiator)" --yes
equal "the permission is taken back" 0 "$status"
log_in
matches "the login is refused" "reset by peer" "$said"
show rdma-managerctl log --refused
matches "who was refused where and why" "^$initiator +fe80:0000:0000:0000:5054:00ff:fe00:0002 .*no permission has this id" "$said"
equal "the last one refused is this initiator" "$initiator ${wwn#0x} NoAcl" \
	"$(newest_refused initiator) $(newest_refused portGid) $(newest_refused reason)"

show runuser -u nobody -- rdma-managerctl log
equal "AU-06: not everybody may read that" 3 "$status"
lacks "AU-06: and is told nothing of it" "SRP_LOGIN_REQ" "$said"
succeeds "AU-15: what asks for nothing is free" runuser -u nobody -- rdma-managerctl read log
told=$(rdma-managerctl log)
matches "the lines are the kernel's" "ib_srpt Received SRP_LOGIN_REQ with i_port_id" "$told"
lacks "DB-11: of what else the kernel says nothing is told" "Linux version|Command line|loop[0-9]:" "$told"
cursor=$(rdma-managerctl read log '{"kernel":""}' | jq -r .live.cursor)
equal "nothing came after the newest" 0 "$(rdma-managerctl read log "{\"kernel\":\"$cursor\"}" | jq '.live.lines | length')"

show rdma-managerctl apply srp_target "$(allowing "$(newest_refused initiator)")" --yes
equal "the id that was told is allowed" 0 "$status"
log_in
equal "under it the initiator is let in" 0 "$status"
log_out
equal "everything is as it was before" "$(first_export | jq -cS .now)" "$(read_state | jq -cS .config.now)"
lacks "nothing of it was forbidden to the helper" "denied|not permitted" "$(journalctl -u rdma-manager-helper -p warning --no-pager)"
