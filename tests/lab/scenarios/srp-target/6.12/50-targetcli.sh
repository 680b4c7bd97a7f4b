# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What targetcli made is shown and edited by us; targetctl rebuilds our saved file node by node.

nodes >/root/nodes
show targetctl clear
equal "targetctl takes everything away" 0 "$(find "$target/srpt" -name 'lun_*' | wc -l)"
show targetctl restore "$save_file"
lacks "it restores our file without a complaint" "skipped|rror" "$said"
nodes >/root/restored
equal "node by node it is the same tree" "" "$(diff /root/nodes /root/restored)"

targetcli /backstores/ramdisk create name=theirs size=4M >/dev/null
targetcli "/srpt/ib.${wwn#0x}/luns" create /backstores/ramdisk/theirs lun=7 >/dev/null
targetcli /backstores/fileio create name=foreign file_or_dev=/var/tmp/foreign.img size=4M >/dev/null
targetcli /iscsi create iqn.2003-01.org.example:lab >/dev/null
targetcli /iscsi/iqn.2003-01.org.example:lab/tpg1/luns create /backstores/fileio/foreign >/dev/null
state=$(read_state)
equal "a LUN that targetcli made is shown" ramdisk/theirs "$(jq -r --arg t "$wwn" '.config.now.targets[$t].luns["7"]' <<<"$state")"
equal "and which initiators targetcli mapped it to" 7 "$(jq -r --arg t "$wwn" --arg i "$initiator" '.config.now.targets[$t].acls[$i].luns["7"]' <<<"$state")"
matches "a disk of another fabric is shown as its own" "iscsi/iqn.2003-01.org.example:lab/tpgt_1/lun_0" "$(jq -c '.live.backstores["fileio/foreign"].usedBy' <<<"$state")"
show rdma-managerctl apply srp_target '{"now":{"backstores":{"fileio/foreign":null}}}' --yes
lacks "and cannot be taken away" "status 0" "status $status"
show rdma-managerctl apply srp_target "{\"now\":{\"targets\":{\"$wwn\":{\"luns\":{\"7\":null},\"acls\":{\"$initiator\":{\"luns\":{\"7\":null}}}}},\"backstores\":{\"ramdisk/theirs\":null}}}" --yes
equal "what targetcli made is taken away by us" 0 "$status"
lacks "and targetcli agrees" "theirs" "$(targetcli ls)"
targetcli /iscsi delete iqn.2003-01.org.example:lab >/dev/null
targetcli /backstores/fileio delete foreign >/dev/null
equal "others' target and disk are theirs to remove, and nothing of ours went" "" "$(nodes | diff /root/nodes -)"
