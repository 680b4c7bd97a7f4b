# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The package is installed anew under a client that watches and a helper that runs: its next call works.

rdma-managerctl watch names >/root/watch.log 2>&1 &
watcher=$!
within 20 bash -c "[ \$(systemctl is-active $unit) = active ]"
sleep 1
old=$(helper_pid)
show dpkg -i /lab/packages/*.deb
equal "the package is installed over itself" 0 "$status"
new=$(helper_pid)
lacks "LC-08: another helper runs than before" "^$old$" "$new"
succeeds "LC-08: the client that watched is there" kill -0 "$watcher"
show rdma-managerctl names rename ib0 mlx4_ib0 --yes
equal "LC-08: a call after the upgrade works" 0 "$status"
rdma-managerctl jobs undo "$(last_job)" --yes >/dev/null
kill "$watcher"
wait "$watcher" 2>/dev/null
show cat /root/watch.log
