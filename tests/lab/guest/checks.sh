# shellcheck shell=bash
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The words a scenario is written in. Each check prints one line, "ok …" or "FAIL … (saw: …)".

one_line() {
	tr '\n' '|' <<<"$1" | sed 's/|$//; s/|/ | /g' | cut -c1-600
}

passed() {
	printf 'ok %s\n' "$1"
}

failed() { # WORDS SEEN
	printf 'FAIL %s (saw: %s)\n' "$1" "$(one_line "$2")"
}

equal() { # WORDS EXPECTED SEEN
	if [ "$2" = "$3" ]; then passed "$1"; else failed "$1" "$3; expected: $2"; fi
}

matches() { # WORDS EXTENDED-REGEX SEEN
	if grep -qE -- "$2" <<<"$3"; then passed "$1"; else failed "$1" "$3; expected a match of: $2"; fi
}

lacks() { # WORDS EXTENDED-REGEX SEEN
	if grep -qE -- "$2" <<<"$3"; then failed "$1" "$(grep -E -- "$2" <<<"$3")"; else passed "$1"; fi
}

succeeds() { # WORDS COMMAND…
	local words=$1 seen status=0
	shift
	seen=$("$@" 2>&1) || status=$?
	if [ "$status" = 0 ]; then passed "$words"; else failed "$words" "status $status: $seen"; fi
}

fails() { # WORDS COMMAND…
	local words=$1 seen
	shift
	if seen=$("$@" 2>&1); then failed "$words" "success: $seen"; else passed "$words"; fi
}

# Prints a command with what it says, indented: the transcript. Its status and output stay in $status and $said.
show() {
	printf '  $ %s\n' "$*"
	status=0
	said=$("$@" 2>&1) || status=$?
	[ -z "$said" ] || printf '  %s\n' "${said//$'\n'/$'\n'  }"
	[ "$status" = 0 ] || printf '  [status %s]\n' "$status"
}

# Waits at most SECONDS until the command succeeds.
within() { # SECONDS COMMAND…
	local end=$((SECONDS + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		[ "$SECONDS" -lt "$end" ] || return 1
		sleep 0.2
	done
}

# The same words, on the guest at the other end of the cable: any command, or a word of common.sh.
on_peer() { # COMMAND…
	python3 -B /lab/guest/peer.py "$@"
}

# One of the parts written in Python; prints checks like any other. A tool that ends early is a failure.
tool() { # NAME [WORD…]
	local name=$1
	shift
	PYTHONPATH=/lab/guest python3 -B "/lab/tools/$name.py" "$@" || failed "$name ran to its end" "status $?"
}

# Nothing after this makes sense: the scenario ends here.
give_up() { # WORDS SEEN
	failed "$1" "$2"
	touch /run/lab/give-up
	exit 0
}

# The parts after this one run when the machine is up again.
reboot_guest() {
	touch /run/lab/reboot
}
