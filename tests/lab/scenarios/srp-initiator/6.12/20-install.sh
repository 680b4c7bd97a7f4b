# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The packages install; a disk is exported on this very host, for its own initiator.

show dpkg -i /lab/packages/*.deb
[ "$status" = 0 ] || give_up "the package is installed" "$said"
succeeds "systemd scores the exposure of the unit that logs in at most 1.6" \
	systemd-analyze security --no-pager --threshold=16 rdma-manager-login@x.service
show rdma-managerctl apply srp_target "$(first_export)" --yes
[ "$status" = 0 ] || give_up "a disk is exported" "$said"
modprobe -r ib_srp
state=$(read_initiator)
equal "nothing is attached and nothing known" '{}' "$(jq -c .config.targets <<<"$state")"
equal "the port is there" '["ethernet","active","link-up",false]' \
	"$(jq -c '.live.ports["rxe0/1"] | [.linkLayer, .state, .physicalState, .ready]' <<<"$state")"
