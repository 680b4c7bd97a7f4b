# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The helper of one guest exports a disk, that of the other knows of nothing.

succeeds "systemd scores the exposure of the unit that logs in at most 1.3" \
	systemd-analyze security --no-pager --threshold=13 rdma-manager-login@x.service
show on_target "$(first_export)"
[ "$status" = 0 ] || give_up "a disk is exported" "$said"
state=$(read_initiator)
equal "nothing is attached and nothing known" '{}' "$(jq -c .config.targets <<<"$state")"
equal "the port is there" '["ethernet","active","link-up",false]' \
	"$(jq -c '.live.ports["rxe0/1"] | [.linkLayer, .state, .physicalState, .ready]' <<<"$state")"
