# shellcheck shell=bash disable=SC2034
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the parts of this scenario share: the port under test, and looking at the machine without our program.

id=f4521403007bcba1:ffff
tail_of_ib0=f4:52:14:03:00:7b:cb:a1
tail_of_ib1=f4:52:14:03:00:7b:cb:a2
rules=/etc/udev/rules.d/70-persistent-ipoib.rules
rule='ACTION=="add", SUBSYSTEM=="net", DRIVERS=="?*", KERNEL!="*.*", ATTR{type}=="32", ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1", NAME="mlx4_ib0"'
unit=rdma-manager-helper.service

# The names of the port's interfaces, as the kernel tells them.
names_of() { # LAST-8-BYTES
	grep -l "$1\$" /sys/class/net/*/address | cut -d/ -f5 | LC_ALL=C sort | paste -sd' '
}

# Everything that a refused request may not change.
machine_state() {
	ip -o link show
	ip -o addr show | sed 's/ tentative//'
	ip route show
	(cd /etc/udev/rules.d && stat -c '%n %a %U %s' ./* && sha256sum ./*) 2>/dev/null
}

reload_module() {
	rmmod rdma_lab_ipoib
	modprobe rdma_lab_ipoib
	udevadm settle
}

kernel_renames() {
	journalctl -k --no-pager -o cat --grep 'renamed from'
}

# The finished job that was started last.
last_job() {
	rdma-managerctl --json read jobs | jq -r '.live.jobs | to_entries | max_by(.value.started) | .key'
}

job_field() { # JOB FIELD
	rdma-managerctl --json read jobs | jq -r --arg job "$1" --arg field "$2" '.live.jobs[$job][$field]'
}

# One call on the bus by somebody else's client, as the given user.
call_as() { # USER OBJECT METHOD [STRING…]
	local user=$1 object=$2 method=$3
	shift 3
	runuser -u "$user" -- busctl --timeout=60 --json=short call org.rdmamanager.Helper1 \
		"/org/rdmamanager/Helper1/$object" org.rdmamanager.Feature1 "$method" "$(printf "%${#}s" '' | tr ' ' s)" "$@" 2>&1
}

# The helper's process; starts it when it does not run.
helper_pid() {
	rdma-managerctl --json read jobs >/dev/null
	systemctl show -P MainPID "$unit"
}

# polkitd notices new rules by itself, some time: done when it lets the user rename.
pkcheck_yes() { # USER
	[ "$(call_as "$1" names Preview "{\"interfaces\":{\"$id\":{\"ruleName\":\"probe\"}}}" | jq -r '.data[0] | fromjson | .permission')" = yes ]
}

# Runs a tool while the distribution's rules are out of sight: reading them all is most of a plan in an emulated machine.
tool_with_few_rules() { # NAME [WORD…]
	systemctl stop "$unit"
	mkdir -p /root/empty
	mount --bind /root/empty /usr/lib/udev/rules.d
	tool "$@"
	systemctl stop "$unit"
	umount /usr/lib/udev/rules.d
	udevadm control --reload
}
