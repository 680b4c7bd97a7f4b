# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Each operation of a whole export fails, or is the killed helper's last, while an iSCSI session is at work beside it.

portal=127.0.0.1
iqn=iqn.2003-01.org.example:lab
make_session() {
	targetcli /backstores/fileio create name=foreign file_or_dev=/var/tmp/session.img size=16M
	targetcli /iscsi create "$iqn" && targetcli "/iscsi/$iqn/tpg1/luns" create /backstores/fileio/foreign &&
		targetcli "/iscsi/$iqn/tpg1" set attribute generate_node_acls=1 demo_mode_write_protect=0 authentication=0 &&
		systemctl start iscsid && iscsiadm -m discovery -t st -p "$portal" && iscsiadm -m node -T "$iqn" -p "$portal" --login &&
		within 20 session_disk && mkfs.ext4 -q "$(session_disk)" && mkdir -p /mnt/session && mount "$(session_disk)" /mnt/session
}
session_disk() {
	readlink -e "/dev/disk/by-path/ip-$portal:3260-iscsi-$iqn-lun-0"
}

show make_session
equal "an iSCSI session is at work" 0 "$status"
while echo alive >>/mnt/session/log && sync /mnt/session/log; do sleep 0.2; done 2>/root/writer &
writer=$!
session=$(iscsiadm -m session 2>&1)
spoken=$(dmesg | wc -l) # other disks' sessions ended before

show rdma-managerctl apply srp_target "$(without_export)" --yes
equal "the export goes, to be made anew" 0 "$status"
tool everystep "$(first_export)"

# Killed between making an HBA and the disk in it, a helper leaves the HBA, in which nothing is. It takes part in nothing; the next
# disk gets one of its own, and a boot forgets it. It goes by hand, so that the trees before and after the boot compare.
empty=0
for hba in "$target"/core/iblock_*; do
	compgen -G "$hba/*/" >/dev/null || { rmdir "$hba" && empty=$((empty + 1)); }
done
if [ "$empty" -le 2 ]; then passed "of 16 killed helpers at most two leave an empty HBA"; else failed "of 16 killed helpers at most two leave an empty HBA" "$empty"; fi

equal "KI-12: the iSCSI session is the same" "$session" "$(iscsiadm -m session 2>&1)"
succeeds "and its disk was written to all the time" kill -0 "$writer"
lacks "without an error" "I/O error|detected conn error" "$(dmesg | tail -n "+$((spoken + 1))")"
kill "$writer"
umount /mnt/session
iscsiadm -m node -T "$iqn" -p "$portal" --logout >/dev/null
targetcli /iscsi delete "$iqn" >/dev/null
targetcli /backstores/fileio delete foreign >/dev/null

folder=${save_file%/*}
cp "$save_file" /root/saveconfig.json
mount -t tmpfs -o size=16k,mode=755 tmpfs "$folder" && cp -p /root/saveconfig.json "$save_file"
cat /dev/zero >"$folder/filler" 2>/dev/null
full=$(cat "$save_file")
show rdma-managerctl apply srp_target "$(first_export)" --yes
matches "KI-11: with a full file system the export is made and not saved" "There is no space left to write $folder" "$said"
matches "which is said" "will not survive a reboot" "$said"
equal "it runs" "$(first_export | jq -cS .now)" "$(read_state | jq -cS .config.now)"
equal "the file is as it was" "$full" "$(cat "$save_file")"
rm "$folder/filler"
show rdma-managerctl apply srp_target "$(first_export)" --yes
equal "with room again it is saved" 0 "$status"
cp "$save_file" /root/saveconfig.json
umount -l "$folder"
cat /root/saveconfig.json >"$save_file"
equal "what runs and what is saved are the same again" "$(read_state | jq -cS .config.now)" "$(read_state | jq -cS .config.atBoot)"
