# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# From an empty host to an exported disk through the helper; the kernel's own initiator logs in and reads it.

head -c 1M /dev/urandom | dd of="$free_disk" conv=notrunc status=none
show rdma-managerctl preview srp_target "$(first_export)"
matches "the preview says what targetcli would be told" "targetcli /backstores/block create name=vol1 dev=$free_disk" "$said"
fails "a preview makes nothing" test -e "$target/core/iblock_0"
show rdma-managerctl apply srp_target "$(first_export)" --yes
equal "the disk is exported" 0 "$status"
equal "what runs is what was wished, and is saved alike" "$(first_export | jq -cS .now)" "$(read_state | jq -cS .config.now)"
equal "and saved alike" "$(first_export | jq -cS .now)" "$(read_state | jq -cS .config.atBoot)"
equal "rtslib's file is root's alone" "600 root" "$(stat -c '%a %U' "$save_file")"

show targetcli ls /srpt
matches "targetcli shows the target" "o- ib\.${wwn#0x} " "$said"
matches "and the chapter's LUN" "o- lun0 .*block/vol1 \($free_disk\)" "$said"
matches "and who may use it" "o- ib\.${initiator#0x} " "$said"
matches "and what it is mapped to" "o- mapped_lun0 .*lun0 block/vol1 \(rw\)" "$said"

log_in
equal "the initiator with an ACL logs in" 0 "$status"
if within 10 disk_of_session; then passed "its disk appears"; else failed "its disk appears" "$(lsblk)"; fi
equal "it reads what is on the disk" "$(head -c 1M "$free_disk" | sha256sum)" "$(head -c 1M "$(disk_of_session)" | sha256sum)"
equal "the helper sees it logged in" true "$(session loggedIn)"
udevadm settle # whoever probes the new disk reads, too
read_before=$(session readMiB) written_before=$(session writtenMiB) commands_before=$(session commands)
dd if="$(disk_of_session)" of=/dev/null bs=1M count=8 iflag=direct status=none
equal "what it reads is counted, to the MiB" 8 "$(($(session readMiB) - read_before))"
dd if=/dev/zero of="$(disk_of_session)" bs=1M count=4 seek=8 oflag=direct status=none
equal "and what it writes" 4 "$(($(session writtenMiB) - written_before))"
if [ "$(session commands)" -ge $((commands_before + 12)) ]; then passed "and its commands"; else failed "and its commands" "$commands_before, then $(session commands)"; fi
show rdma-managerctl apply srp_target '{"now":{"backstores":{"block/vol1":{"thin":true}}}}' --yes
matches "a disk is not changed under an initiator, which is named" "logged in uses the disk.*$initiator" "$said"
equal "and stays" 0 "$(cat "$target"/core/iblock_0/vol1/attrib/emulate_tpu)"
equal "the serial is the one of the wish" 608e5e69-d594-4849-983a-2324d02b25a4 "$(serial_of_session)"

show rdma-managerctl preview srp_target "$(without_initiator)"
matches "taking the permission back names who is logged in" "$initiator" "$said"
show rdma-managerctl apply srp_target "$(without_initiator)" --yes
equal "it is taken back all the same when that is wished" 0 "$status"
if within 20 session_ended; then passed "the session ends"; else failed "the session ends" "$(cat /sys/class/srp_remote_ports/*/state)"; fi
log_out
equal "then the helper sees nobody" null "$(session loggedIn)"
log_in
matches "without an ACL the login is refused" "reset by peer" "$said"
matches "the kernel says why" "Rejected login for initiator" "$(dmesg)"
show rdma-managerctl apply srp_target "$(first_export)" --yes
equal "and it is given again" 0 "$status"
