# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What would end with half an image is refused before anything is changed.

rm -f "$image.before-rdma-manager"
show rdma-managerctl ports inspect
mkdir -p /srv/boot
cp -a /boot/. /srv/boot
size=$(stat -c %s "$image")
mount -t tmpfs -o size=$((size + 1048576)) tmpfs /boot
cp -a /srv/boot/. /boot
full_boot_is_refused
nothing_changed "full" "$before"

mount -o remount,ro,size=$((size * 4)) /boot
systemctl restart "$unit"
set_both ethernet
equal "a read-only /boot is refused" 0 "$((status == 0))"
matches "and said so" "read-only" "$said"
nothing_changed "read-only" "$before"
umount /boot
systemctl restart "$unit"

before=$(stamp)
sed -i 's/^update_initramfs=.*/update_initramfs=no/' /etc/initramfs-tools/update-initramfs.conf
show rdma-managerctl ports inspect
set_both ethernet
equal "SP-08: a tool that would do nothing and say that it was done is refused" 0 "$((status == 0))"
nothing_changed "update_initramfs=no" "$before"
sed -i 's/^update_initramfs=.*/update_initramfs=yes/' /etc/initramfs-tools/update-initramfs.conf

flock /var/lib/dpkg/lock-frontend true 2>/dev/null || true
python3 -c '
import fcntl, time
file = open("/var/lib/dpkg/lock-frontend", "w")
fcntl.lockf(file, fcntl.LOCK_EX)
open("/run/lab/locked", "w").close()
time.sleep(600)' &
within 20 test -e /run/lab/locked
set_both ethernet
equal "while packages are installed nobody builds an image" 0 "$((status == 0))"
nothing_changed "packages" "$before"
kill %% 2>/dev/null
rm -f /run/lab/locked
