# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# rtslib's unit could not restore the target; ours does when the port is there, and listens for RDMA/CM again.

equal "the unit waits for the port" active "$(systemctl is-active rdma-manager-srp-restore.service)"
losetup "$free_disk" /var/tmp/free.img
show make_port
if within 60 is_as_before; then
	passed "the target comes back, and listens"
else
	failed "the target comes back, and listens" "$(read_state | jq -cS .config.now | diff - /root/exported) $(journalctl -b -u rdma-manager-srp-restore.service --no-pager -o cat)"
fi
equal "node by node it is the tree of before the boot" "" "$(nodes | diff /root/nodes -)"
log_in
equal "and the initiator logs in" 0 "$status"
show rdma-managerctl --json jobs
matches "the history says that nobody was asked at boot" '"action": ?"boot"' "$said"
