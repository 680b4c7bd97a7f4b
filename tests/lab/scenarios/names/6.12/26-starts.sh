# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# It starts as quickly as systemd's own services, however often it was killed, and memory that it uses up is its own.

elapsed() { # COMMAND…
	local from to
	from=$(date +%s%N)
	"$@" >/dev/null
	to=$(date +%s%N)
	echo $(((to - from) / 1000000))
}
ask() { busctl --timeout=60 get-property "$1" "$2" "$3" "$4"; }
ask_helper() { ask org.rdmamanager.Helper1 /org/rdmamanager/Helper1/names org.rdmamanager.Feature1 Version; }
ask_hostnamed() { ask org.freedesktop.hostname1 /org/freedesktop/hostname1 org.freedesktop.hostname1 Hostname; }
first_answer() { # UNIT ASK: the quickest of three, in ms
	for _ in 1 2 3; do
		systemctl stop "$1" 2>/dev/null
		elapsed "$2"
	done | sort -n | head -n1
}
ours=$(first_answer "$unit" ask_helper)
theirs=$(first_answer systemd-hostnamed.service ask_hostnamed)
printf '  first answer: helper %s ms, hostnamed %s ms\n' "$ours" "$theirs"
succeeds "LC-07: the helper's first answer takes at most four times that of hostnamed" test "$ours" -le $((4 * theirs))

answered=0
for _ in $(seq 20); do
	ask_helper >/dev/null && answered=$((answered + 1))
	systemctl kill -s KILL "$unit"
	within 5 bash -c "[ \$(systemctl is-active $unit) != active ]"
done
equal "LC-06: killed twenty times in a row it was there again each time" 20 "$answered"
succeeds "LC-06: and answers" ask_helper

others=$(systemctl show -P MainPID dbus.service polkit.service systemd-udevd.service systemd-journald.service)
tool flood
within 10 bash -c "[ \$(systemctl is-active $unit) != deactivating ]"
printf '  out of memory: %s times\n' "$(journalctl -u "$unit" --no-pager -o cat | grep -c 'oom-kill')"
equal "RX-04: nobody else was killed" "$others" 	"$(systemctl show -P MainPID dbus.service polkit.service systemd-udevd.service systemd-journald.service)"
succeeds "RX-04: the helper is there again" ask_helper
