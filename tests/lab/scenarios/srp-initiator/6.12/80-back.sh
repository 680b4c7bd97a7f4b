# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Our unit loads the initiator and logs in when the port is there, which is late.

equal "the unit waits" active "$(systemctl is-active rdma-manager-srp-connect.service)"
show make_port
if within 180 disk_of_session; then
	passed "the disk is attached again, by itself"
else
	failed "the disk is attached again, by itself" "$(journalctl -b -u 'rdma-manager-srp-*' --no-pager -o cat)"
fi
matches "the log shows what the unit said, as the unit's" "rdma-manager-srp-connect.service: .* is not connected yet" "$(rdma-managerctl log)"
udevadm settle
mkdir -p /mnt/attached
show mount -o ro "$(disk_of_session)" /mnt/attached
equal "and what was written before is on it" "$(cat /var/lib/lab/written)" "$(sha256sum </mnt/attached/file)"
umount /mnt/attached
equal "it is the same target" "[true,true]" \
	"$(read_initiator | jq -c --arg t "$target_key" '.config.targets[$t] | [.connected, .atBoot]')"
show rdma-managerctl apply srp_initiator "$(changed_session '{"connected":false}')" --yes
equal "once ended it stays so" 0 "$status"
systemctl restart rdma-manager-srp-connect.service
sleep 5
succeeds "whoever starts the unit again means no other login" no_host
