# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A session that somebody made by hand is shown as one, is not ours to remember, and can be ended.

show log_in
equal "somebody logs in by hand" 0 "$status"
within 10 disk_of_session || failed "the disk appears" "$(lsblk)"
udevadm settle
equal "it is shown, without the way that the kernel does not show" '[true,{}]' \
	"$(read_initiator | jq -c --arg t "$target_key" '.config.targets[$t] | [.connected, .login]')"
lacks "it is not remembered" "$target_key" "$(cat /etc/rdma-manager/srp-initiator.json 2>/dev/null)"
show rdma-managerctl apply srp_initiator "$(jq -nc --arg t "$target_key" '{targets: {($t): null}}')" --yes
equal "it is ended by us" 0 "$status"
succeeds "and gone" no_host
