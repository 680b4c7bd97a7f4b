# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# One toggle changes one line of one file, and loads or unloads nothing.

cp -a "$lists" /root/lists
modprobe -a ib_ipoib ib_umad ib_iser
cut -d' ' -f1 /proc/modules | sort >/root/loaded
for words in "ipoib off" "srp_target on" "rds on" "iser off" "soft_roce on"; do
	read -r name choice <<<"$words"
	show rdma-managerctl modules set "$name" --at-boot "$choice" --yes
	equal "$words at boot" 0 "$status"
done
equal "nothing was loaded or unloaded" "" "$(cut -d' ' -f1 /proc/modules | sort | diff - /root/loaded)"
equal "one line for each in the lists" 4 "$(diff -r /root/lists "$lists" | grep -c '^>')"
equal "IPoIB is a comment now" "# ib_ipoib" "$(grep ib_ipoib "$lists/infiniband.conf")"
equal "ib_srpt is none any more" "ib_srpt" "$(grep ib_srpt "$lists/infiniband.conf")"
equal "so is rds_rdma" "rds_rdma" "$(grep rds_rdma "$lists/rdma.conf")"
equal "soft-RoCE is in no list of rdma-core: it is in ours" rdma_rxe "$(grep -v '^#' /etc/modules-load.d/rdma-manager.conf)"
equal "the helper reads what it wrote" '[false,true] [true,true]' "$(config_of ipoib) $(config_of soft_roce)"
show rdma-managerctl modules gaps
matches "the gap is named" 'IPoIB' "$said"

# KI-14: keeps the module from being loaded, by whatever list.
echo 'install ib_iser /bin/false' >/etc/modprobe.d/lab-denied.conf
modprobe -r ib_iser
show rdma-managerctl modules load iser --yes
[ "$status" = 0 ] && failed "KI-14: what modprobe.d denies is not loaded" "$said"
matches "KI-14: the line that denies it is named" '/etc/modprobe.d/lab-denied.conf.*1' "$said"
rm /etc/modprobe.d/lab-denied.conf

show rdma-managerctl services enable rtslib-fb-targetctl.service --yes
equal "a service is enabled" 0 "$status"
equal "… says systemd" enabled "$(systemctl is-enabled rtslib-fb-targetctl.service)"
systemctl start rtslib-fb-targetctl.service
show rdma-managerctl services stop rtslib-fb-targetctl.service --yes
[ "$status" = 0 ] && failed "stopping it would end the exports: not from here" "$said"
systemctl disable rtslib-fb-targetctl.service
cat /proc/sys/kernel/random/boot_id >/root/boot_id
reboot_guest
