# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Timeouts, new LUNs, and a logout that takes no disk from under anybody.

port=$(echo /sys/class/srp_remote_ports/port-*)
tool timeouts "$port"
for wanted in '{"fastIoFail":null,"devLoss":300}' '{"fastIoFail":20,"devLoss":null}' '{"reconnectDelay":null,"fastIoFail":5,"devLoss":6}' \
	'{"reconnectDelay":10,"fastIoFail":599,"devLoss":600}' '{"reconnectDelay":10,"fastIoFail":15,"devLoss":600}'; do
	show rdma-managerctl apply srp_initiator "$(changed_session "{\"timeouts\":$wanted}")" --yes
	equal "the kernel takes each store on the way to $wanted" 0 "$status"
	equal "and has them" "$(jq -cS 'del(..|nulls)' <<<"$wanted")" \
		"$(read_initiator | jq -cS --arg t "$target_key" --argjson w "$wanted" '.config.targets[$t].timeouts | with_entries(select(.key as $k | $w | has($k)))')"
done
show rdma-managerctl apply srp_initiator "$(changed_session '{"timeouts":{"fastIoFail":600}}')" --yes
matches "what the kernel would refuse is refused before" "fastIoFail|FastIoFail|fast" "$said"

show on_target "$(jq -nc --arg w "$wwn" --arg i "$initiator" --argjson d "$(new_image second $((8 << 20)) | jq .now.backstores)" \
	'{now: {backstores: $d, targets: {($w): {luns: {"1": "fileio/second"}, acls: {($i): {luns: {"1": 1}}}}}}}')"
equal "the target has another LUN for us" 0 "$status"
show rdma-managerctl apply srp_initiator "$(changed_session '{"rescan":true}')" --yes
equal "looking for LUNs is done" 0 "$status"
if within 10 two_luns; then passed "and finds it"; else failed "and finds it" "$(read_initiator | jq -c .live.sessions)"; fi

udevadm settle
disk=$(disk_of_session)
mkfs.ext4 -q "$disk" && mkdir -p /mnt/attached && mount "$disk" /mnt/attached && dd if=/dev/urandom of=/mnt/attached/file bs=1M count=4 status=none
sha256sum </mnt/attached/file >/var/lib/lab/written
show rdma-managerctl apply srp_initiator "$(changed_session '{"connected":false}')" --yes
matches "a mounted disk keeps its session, and where is said" "/mnt/attached" "$said"
succeeds "it is mounted" mountpoint -q /mnt/attached
umount /mnt/attached
(exec 9<"$disk"; exec sleep 1000) &
holder=$!
show rdma-managerctl apply srp_initiator "$(changed_session '{"connected":false}')" --yes
matches "the plan names the program that has it open" "sleep \\(process $holder\\) has $disk open" "$said"
matches "which keeps the session" "sleep, process $holder, has $disk open" "$said"
lacks "other services that look at disks are not in the way" "udevd|multipathd|rdma-manager" "$(grep open <<<"$said")"
succeeds "the disk is still there" test -b "$disk"
kill "$holder"
wait "$holder"
show rdma-managerctl apply srp_initiator "$(changed_session '{"connected":false}')" --yes
equal "unmounted it goes" 0 "$status"
succeeds "when the job ends the SCSI host is gone" no_host
equal "and so are its disks" "" "$(disk_of_session)"
equal "the target is remembered" "[false,\"$address\"]" \
	"$(read_initiator | jq -c --arg t "$target_key" '.config.targets[$t] | [.connected, .login.path.address]')"
show rdma-managerctl apply srp_initiator "$(jq -nc --arg t "$target_key" '{targets: {($t): null}}')" --yes
equal "and forgotten" '{}' "$(read_initiator | jq -c .config.targets)"
show on_target "$(jq -nc --arg w "$wwn" --arg i "$initiator" \
	'{now: {backstores: {"fileio/second": null}, targets: {($w): {luns: {"1": null}, acls: {($i): {luns: {"1": null}}}}}}}')"
equal "the other LUN goes" "$(first_export | jq -cS .now)" "$(on_peer read_state | jq -cS .config.now)"
