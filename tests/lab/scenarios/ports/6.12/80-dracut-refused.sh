# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# dracut copies straight onto the image that it is given, and removes it when that fails: never the one that boots.

rm -f "$image.before-rdma-manager"
cp -a "$image" /srv/whole.img
size=$(stat -c %s "$image")
mount -t tmpfs -o mode=755,size=$((size + 1048576)) tmpfs /boot
cp -a /srv/whole.img "$image"
full_boot_is_refused
untouched "full" "$before"

mount -o remount,size=$((size * 9 / 4 + 1048576)) tmpfs /boot
systemctl restart "$unit"
head -c "$((size * 3 / 2))" /dev/zero >/srv/ballast
dracut_of 'no_kernel="yes"' 'install_items+=" /srv/ballast "'
set_both ethernet
equal "SP-08: an image that has no room after all has failed" 0 "$((status == 0))"
matches "and it is told whose failure it is" "/usr/bin/dracut failed|Creation of $image\\.new failed" "$said"
untouched "no room" "$before"
fails "no half of an image is left" test -e "$image.new"
umount /boot
rm /srv/ballast /srv/whole.img
systemctl restart "$unit"
