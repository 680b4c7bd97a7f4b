# shellcheck shell=bash disable=SC2016,SC2034,SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the parts of this scenario share: what a login gets, without our program.

ours=/etc/security/limits.d/rdma.conf
unit=rdma-manager-helper.service

# KiB or "unlimited", soft and hard, as the chapter has one look.
login_gets() { # USER
	runuser -l "$1" -c 'echo "$(ulimit -l) $(ulimit -Hl)"'
}

# Of a process: bytes or "unlimited".
process_has() { # PID
	awk '/^Max locked memory/ { print $4, $5 }' "/proc/$1/limits"
}

# An answer waits three seconds for the worker (patienceWith()); an emulated guest beside another may take longer to start it.
look() { # WORD…
	for _ in 1 2 3; do
		show rdma-managerctl limits "$@"
		[ "$status" = 0 ] && break
	done
}
