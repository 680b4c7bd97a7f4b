# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Without polkit nobody changes anything, root neither; when polkit is there again, the next call works (AU-04).

wish="{\"interfaces\":{\"$id\":{\"name\":\"mlx4_ib0\",\"ruleName\":\"mlx4_ib0\"}}}"
before=$(machine_state)
plan=$(call_as root names Preview "$wish" | jq -r '.data[0] | fromjson | .id')
systemctl mask --quiet --runtime --now polkit.service
for user in root alice; do
	matches "AU-04: without polkit $user gets NoPolkit" 'NoPolkit' "$(call_as "$user" names Apply "$plan" "$wish")"
	succeeds "AU-04: without polkit $user may look" runuser -u "$user" -- rdma-managerctl names
done
equal "AU-04: nothing changed" "$before" "$(machine_state)"
systemctl unmask --quiet --runtime polkit.service
show rdma-managerctl names rename ib0 mlx4_ib0 --yes
equal "AU-04: the next call starts polkit and works" 0 "$status"
rdma-managerctl jobs undo "$(last_job)" --yes >/dev/null
equal "undone" ib0 "$(names_of "$tail_of_ib0")"
