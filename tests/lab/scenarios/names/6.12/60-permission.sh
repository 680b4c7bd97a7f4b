# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Everybody may look; who is not authorized changes nothing; the packaged example rule lets a group's members act.

wish="{\"interfaces\":{\"$id\":{\"name\":\"mlx4_ib0\",\"ruleName\":\"mlx4_ib0\"}}}"
before=$(machine_state)

refused() { # USER
	local plan
	succeeds "$1 may read" runuser -u "$1" -- rdma-managerctl names
	show runuser -u "$1" -- rdma-managerctl names rename ib0 mlx4_ib0 --yes
	lacks "$1 may not rename" '^0$' "$status"
	plan=$(call_as "$1" names Preview "$wish" | jq -r '.data[0] | fromjson | .id')
	matches "$1 may see the plan" '^[0-9a-f]{64}$' "$plan"
	matches "$1 is told why by the bus" 'NotAuthorized|NoAgent' "$(call_as "$1" names Apply "$plan" "$wish")"
	equal "nothing changed for $1" "$before" "$(machine_state)"
}
refused nobody
refused alice

groupadd --system rdma-admins
usermod -aG rdma-admins oscar
install -m 644 "$(dpkg -L rdma-manager-helper | grep 'rdma-admins.rules$')" /etc/polkit-1/rules.d/
sleep 2 # polkitd notices by itself
refused alice
show runuser -u oscar -- rdma-managerctl names rename ib0 mlx4_ib0 --yes
equal "a member of the group may rename" 0 "$status"
equal "the kernel has the new name" mlx4_ib0 "$(names_of "$tail_of_ib0")"
equal "the rule is there" "$rule" "$(cat "$rules")"
job=$(last_job)
equal "the job remembers who asked" "$(id -u oscar)" "$(job_field "$job" uid)"
matches "nobody cannot undo it" 'NotAuthorized|NoAgent' "$(
	undo="{\"jobs\":{\"$job\":{\"effect\":\"none\"}}}"
	plan=$(call_as nobody jobs Preview "$undo" | jq -r '.data[0] | fromjson | .id')
	call_as nobody jobs Apply "$plan" "$undo"
)"
show runuser -u oscar -- rdma-managerctl jobs undo "$job" --yes
equal "the member undoes it" ib0 "$(names_of "$tail_of_ib0")"
rm /etc/polkit-1/rules.d/*rdma-admins.rules
