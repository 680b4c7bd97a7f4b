# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Logging in through the helper: what is shown is what the kernel has.

show rdma-managerctl preview srp_initiator "$(attached "$address")"
matches "the preview loads the initiator" "modprobe ib_srp" "$said"
matches "and shows the line" "echo 'id_ext=$guid,ioc_guid=$guid,dest=$address:$cm_port' > /sys/class/infiniband_srp/srp-rxe0-1/add_target" "$said"
fails "a preview loads nothing" test -e /sys/module/ib_srp
show rdma-managerctl apply srp_initiator "$(attached "$address")" --yes
equal "the helper logs in" 0 "$status"
matches "a worker unit did it" "login [0-9a-f]{32} at an SRP target" "$(journalctl -o cat --no-pager -n 100)"
equal "no unit is left" "" "$(systemctl list-units --all --plain --no-legend 'rdma-manager-login@*')"
within 10 disk_of_session || failed "the disk appears" "$(lsblk)"
udevadm settle
block=$(disk_of_session) block=${block#/dev/}
state=$(read_initiator)
equal "the way that the kernel does not show is remembered" "{\"address\":\"$address\",\"port\":$cm_port}" \
	"$(jq -c --arg t "$target_key" '.config.targets[$t].login.path' <<<"$state")"
equal "it is connected, with the kernel's timeouts" '[true,{"devLoss":600,"fastIoFail":15,"reconnectDelay":10}]' \
	"$(jq -cS --arg t "$target_key" '.config.targets[$t] | [.connected, .timeouts]' <<<"$state")"
lun=$(jq -c --arg t "$target_key" '.live.sessions[$t].hosts[0].luns[0]' <<<"$state")
equal "the disk's address is lsscsi's" "$(basename "$(readlink "/sys/block/$block/device")")" "$(jq -r .address <<<"$lun")"
equal "so is its name" "$block" "$(jq -r .disk.name <<<"$lun")"
equal "its size is the disk's" "$(on_peer blockdev --getsize64 "$free_disk")" "$(jq -r .disk.size <<<"$lun")"
equal "its maker is the target" "LIO-ORG IBLOCK" "$(jq -r '.disk | "\(.vendor) \(.model)"' <<<"$lun")"
matches "its wwid is of the exported serial" "^naa\.6001405608e5e69d" "$(jq -r .wwid <<<"$lun")"
equal "its state is the kernel's" running "$(jq -r .state <<<"$lun")"
equal "so is the session's" running "$(jq -r --arg t "$target_key" '.live.sessions[$t].hosts[0].state' <<<"$state")"
matches "its channels are counted" "^[1-9]" "$(jq -r --arg t "$target_key" '.live.sessions[$t].hosts[0].channels' <<<"$state")"
show rdma-managerctl apply srp_initiator "$(attached "$address")" --yes
matches "twice is nothing to do" "nothing to|already" "$said"
