# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A read-only /etc, and no room for the record of a job: refused before anything is done, and said.

refused_unchanged() { # WORDS REGEX
	before=$(machine_state)
	show rdma-managerctl names rename ib0 mlx4_ib0 --yes
	lacks "$1: the command fails" '^0$' "$status"
	matches "$1: it says why" "$2" "$said"
	equal "$1: nothing changed" "$before" "$(machine_state)"
}

systemctl stop "$unit"
mount -t tmpfs -o mode=755 tmpfs /etc/udev/rules.d
echo '# keep' >"$rules"
mount -o remount,ro /etc/udev/rules.d
refused_unchanged "FS-08: a read-only file system" 'read-only'
systemctl stop "$unit"
umount /etc/udev/rules.d

# Started before there is no room: the unit's own directories are there.
helper_pid >/dev/null
for place in /run/rdma-manager /var/lib/rdma-manager; do
	systemctl stop "$unit"
	mount -t tmpfs -o size=8k,mode=700 tmpfs "$place"
	mkdir -m 700 "$place/jobs"
	[ "$place" = /run/rdma-manager ] || mkdir -m 700 "$place/originals"
	head -c 8192 /dev/zero >"$place/full" 2>/dev/null
	before=$(machine_state)
	show rdma-managerctl names rename ib0 mlx4_ib0 --yes
	after=$(machine_state)
	if [ "$status" = 0 ]; then
		lacks "FS-06: $place is full: done means really done" '\bib0: ' "$after"
	else
		equal "FS-06: $place is full: not done means nothing changed" "$before" "$after"
	fi
	systemctl stop "$unit"
	umount "$place"
	rm -f "$rules"
	[ "$(names_of "$tail_of_ib0")" = ib0 ] || ip link set "$(names_of "$tail_of_ib0")" name ib0
done
