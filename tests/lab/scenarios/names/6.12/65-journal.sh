# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The journal has one line for each Apply, and no sign that the cage is too tight for what was done so far.

show journalctl --no-pager -o cat _SYSTEMD_UNIT="$unit"
log=$said
for record in /var/lib/rdma-manager/jobs/*.json; do
	job=$(basename "$record" .json)
	uid=$(jq .uid "$record")
	equal "one line tells of job ${job:0:8}" 1 "$(grep -c "$job" <<<"$log")"
	matches "it names the caller and the object" "^uid $uid applies (names|jobs): .+ \\(job $job\\)$" "$(grep "$job" <<<"$log")"
done
lacks "nothing was forbidden" 'EPERM|EACCES|not permitted|denied' "$log"
lacks "no system call was refused by a signal, no rule of a security module was hit" 'type=1326|DENIED' "$(journalctl -k --no-pager)"
