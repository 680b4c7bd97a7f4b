# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Undo brings the old name back, now and at boot, and leaves the rules file as it was found.

show rdma-managerctl jobs
show rdma-managerctl jobs undo "$(last_job)" --yes
equal "the command succeeds" 0 "$status"
equal "the old name is back" ib0 "$(names_of "$tail_of_ib0")"
fails "the rules file that did not exist before is gone" test -e "$rules"
reload_module
equal "the next hotplug gives the kernel's name" ib0 "$(names_of "$tail_of_ib0")"


found_as_it_was() { # WORDS
	local found
	found=$(stat -c '%a %U:%G' "$rules" && sha256sum "$rules")
	rdma-managerctl names rename ib0 mlx4_ib0 --yes >/dev/null
	show cat -A "$rules"
	equal "$1: our rule comes as one more line" 1 "$(tr -d '\r' <"$rules" | grep -cxF "$rule")"
	reload_module
	equal "$1: udev understands it" mlx4_ib0 "$(names_of "$tail_of_ib0")"
	rdma-managerctl jobs undo "$(last_job)" --yes >/dev/null
	equal "$1: undo gives the name back" ib0 "$(names_of "$tail_of_ib0")"
	equal "$1: undo restores every byte, mode and owner" "$found" "$(stat -c '%a %U:%G' "$rules" && sha256sum "$rules")"
}

printf '# by hand\nACTION=="add", SUBSYSTEM=="net", ATTR{address}=="52:54:00:*", NAME="lan0"\n# no newline at the end' >"$rules"
chmod 640 "$rules"
found_as_it_was "somebody else's file"
printf '# by hand\r\nACTION=="add", SUBSYSTEM=="net", ATTR{address}=="52:54:00:*", NAME="lan0"\r\n' >"$rules"
found_as_it_was "a file with DOS line ends"
rm "$rules"
