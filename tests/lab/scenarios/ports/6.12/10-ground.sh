# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The package, a ConnectX-3 made of files in place of the helper's view of the PCI bus, and a boot image with its driver.

show dpkg -i /lab/packages/*.deb
equal "the package is installed" 0 "$status"

mkdir -p "$pci/$slot/infiniband/mlx4_0/ports/1" "$pci/$slot/infiniband/mlx4_0/ports/2"
cd "$pci/$slot" || exit 1
echo 0x15b3 >vendor
echo 0x1003 >device
echo 0x15b3 >subsystem_vendor
echo 0x0055 >subsystem_device
echo 0x028000 >class
printf '%s\n' DRIVER=mlx4_core PCI_CLASS=28000 PCI_ID=15B3:1003 PCI_SUBSYS_ID=15B3:0055 PCI_SLOT_NAME="$slot" >uevent
echo ib | tee mlx4_port1 >mlx4_port2
echo InfiniBand | tee infiniband/mlx4_0/ports/1/link_layer >infiniband/mlx4_0/ports/2/link_layer
echo 2.42.5000 >infiniband/mlx4_0/fw_ver
echo MT_1090120019 >infiniband/mlx4_0/board_id
cd / || exit 1
for one in "$unit" rdma-manager-firmware@.service; do
	mkdir -p "/etc/systemd/system/$one.d"
	printf '[Service]\nBindReadOnlyPaths=%s:/sys/bus/pci/devices\n' "$pci" >"/etc/systemd/system/$one.d/card.conf"
done
systemctl daemon-reload

# As it comes, with every driver and udev and logical volumes, building takes minutes on an emulated processor.
printf '%s\n' MODULES=list COMPRESS=gzip COMPRESSLEVEL=1 >/etc/initramfs-tools/conf.d/lab.conf
echo mlx4_core >>/etc/initramfs-tools/modules
(cd /usr/share/initramfs-tools/hooks && chmod a-x dmsetup fsck iscsi keymap lvm2 resume thermal udev)
show update-initramfs -c -k "$(uname -r)"
equal "there is a boot image" 0 "$status"
matches "with the driver in it" 'mlx4_core\.ko' "$(lsinitramfs "$image")"

show rdma-managerctl ports
[ "$status" = 0 ] || give_up "the helper answers" "$said; $(journalctl -u "$unit" --no-pager -o cat | tail -5)"
matches "the card is listed" "$slot" "$said"
