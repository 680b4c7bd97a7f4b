# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The helper ends by itself when nobody needs it; what it did is not forgotten.

job=$(last_job)
succeeds "the helper ends when idle" within 45 bash -c "[ \$(systemctl is-active $unit) = inactive ]"
equal "it ended without an error" success "$(systemctl show -P Result "$unit")"
succeeds "its jobs outlive it" test -s "/var/lib/rdma-manager/jobs/$job.json"
equal "the next call starts it again, and it knows the job" "$job" "$(last_job)"
equal "it runs again" active "$(systemctl is-active "$unit")"
