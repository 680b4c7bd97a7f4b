# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A host as Fedora's and RHEL's: a line of mlx4.conf, which rdma-core's script reads when the driver is loaded.

to_dracut
conf=/etc/rdma/mlx4.conf
redhat=/usr/share/rdma-core-redhat # of Debian's source package of rdma-core, installed as its redhat/rdma-core.spec does
install -D -m 644 "$redhat/rdma.mlx4.conf" "$conf"
install -D -m 644 "$redhat/rdma.mlx4.sys.modprobe" /usr/lib/modprobe.d/libmlx4.conf
install -D -m 755 "$redhat/rdma.mlx4-setup.sh" /usr/libexec/mlx4-setup.sh
install -D -m 755 "$redhat/rdma.modules-setup.sh" /usr/lib/dracut/modules.d/05rdma/module-setup.sh
dracut_of 'hostonly="yes"'
succeeds "dracut builds the first image" dracut --force "$image" "$(uname -r)"
unpack /srv/first
fails "by itself, with no RDMA device, rdma-core's part does not join" test -e "/srv/first$conf"

show rdma-managerctl ports inspect
before=$(stamp)
set_both ethernet
equal "IV-21: both ports are Ethernet at the next boot" 0 "$status"
equal "one line was added" "> $slot eth eth" "$(diff "$redhat/rdma.mlx4.conf" "$conf" | grep '^[<>]')"
fails "and no option: there is one way" test -e "$ours"
succeeds "the image was built anew" test "$before" != "$(stamp)"
succeeds "a copy of the old one is kept" test -s "$image.before-rdma-manager"
fails "nothing is left of how it was made" test -e "$image.new"
unpack /srv/image
for file in "$conf" /usr/libexec/mlx4-setup.sh /usr/lib/modprobe.d/libmlx4.conf; do
	succeeds "the image carries ${file##*/}" cmp "$file" "/srv/image$file"
done
succeeds "and still has the driver" has_driver /srv/image

succeeds "somebody builds one by hand" dracut --force --add rdma /srv/by-hand.img "$(uname -r)"
unpack /srv/by-hand /srv/by-hand.img
equal "the unit's has the same owners and modes" '' "$(diff <(modes /srv/by-hand) <(modes /srv/image))"
equal "and the same in each file" '' "$(diff -r --no-dereference --exclude=dev /srv/by-hand /srv/image)"
rm -r /srv/by-hand*

modprobe --ignore-install mlx4_core
for port in 1 2; do cp "$pci/$slot/mlx4_port$port" "/run/lab/port$port"; done
# shellcheck disable=SC2016
unshare --mount bash -c 'mount --bind "$1" /sys/bus/pci/drivers/mlx4_core && exec /srv/image/usr/libexec/mlx4-setup.sh <"/srv/image$2"' - "$pci" "$conf"
equal "rdma-core's script of the image makes both ports Ethernet, by the file of the image" 'eth eth' "$(cat "$pci/$slot/mlx4_port1" "$pci/$slot/mlx4_port2" | paste -sd' ')"
for port in 1 2; do cat "/run/lab/port$port" >"$pci/$slot/mlx4_port$port"; done
rmmod mlx4_core

before=$(stamp)
set_both ethernet
matches "the same again is nothing" '[Nn]othing' "$said"
equal "and builds nothing" "$before" "$(stamp)"

show rdma-managerctl undo ports --yes
equal "the change is taken back" 0 "$status"
succeeds "the file is as it came" cmp "$redhat/rdma.mlx4.conf" "$conf"
succeeds "the image was built anew" test "$before" != "$(stamp)"
unpack /srv/image
succeeds "and has the line no more" cmp "$conf" "/srv/image$conf"
succeeds "and still has the driver" has_driver /srv/image
rm -r /srv/image /srv/first
