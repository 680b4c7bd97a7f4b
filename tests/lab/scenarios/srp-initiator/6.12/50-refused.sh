# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Logins that fail, each for a reason of its own: the kernel's words lead to the cause, and the cure to the disk.

no_disk_for "an initiator without an ACL" "$(without_initiator)" "$(login_line)" "NoAcl AllowInitiator"
show on_peer rdma-managerctl log --refused
matches "the target's log says whom to allow" "${initiator#0x}" "$said"
cured "once it is allowed" "$(login_line)"

no_disk_for "a target that is disabled" "$(jq -nc --arg w "$wwn" '{now: {targets: {($w): {enabled: false}}}}')" "$(login_line)" \
	"DisabledOrNoResources EnablePort"
matches "the target's own log knows which it was" "the port is disabled" "$(on_peer rdma-managerctl log --refused)"
cured "once it is enabled" "$(login_line)"

no_disk_for "a wrong ioc_guid" "$(first_export)" "$(login_line "$address" "$cm_port" 00000000000000aa)" "WrongTarget DiscoverAgain"
no_disk_for "a port where nobody listens" "$(first_export)" "$(login_line "$address" 5556)" "NoListener LoadTargetModule"
no_disk_for "an address that nobody has" "$(first_export)" "$(login_line 10.0.0.8)" "NoAddress CheckAddress"
card=$(on_peer rdma-managerctl --json targets cards | jq -r '.[].cards[0]' | head -1)
matches "the target's card has what was wrong" "$guid" "$card"
cured "with its exchange card" "$card"

show on_target "$(jq -nc --arg w "$wwn" --arg i "$initiator" '{now: {targets: {($w): {acls: {($i): {luns: {"0": null}}}}}}}')"
show rdma-managerctl connect rxe0/1 "$(login_line)" --yes
equal "without a mapped LUN one is logged in all the same" 0 "$status"
show rdma-managerctl why "$target_key"
equal "… and has no disk" 6 "$status"
equal "which is another thing, with another cure" "MappedLun NoLunSeen MapLun" \
	"$(rdma-managerctl --json why "$target_key" | jq -r '.broken | "\(.link) \(.fact) \(.cure)"')"
show on_target "$(first_export)"
show rdma-managerctl apply srp_initiator "$(changed_session '{"rescan":true}')" --yes
within 10 disk_of_session || failed "once it is mapped the disk appears" "$(lsblk)"
cured "as it now does" "$(login_line)"
