# shellcheck shell=bash disable=SC2016,SC2034,SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the parts of this scenario share: a card that only files have, and a look into the boot image without our program.

unit=rdma-manager-helper.service
slot=0000:05:00.0
ours=/etc/modprobe.d/rdma-manager-mlx4.conf
image=/boot/initrd.img-$(uname -r)
pci=/srv/pci # in place of /sys/bus/pci/devices

stamp() { stat -c '%s %y' "$image"; }

image_has() { # PATH
	lsinitramfs "$image" | grep -qx -- "$1"
}

set_both() { # TYPE [WORD…]
	local type=$1
	shift
	show rdma-managerctl ports set "$slot" "1=$type" "2=$type" --at-boot --yes "$@"
}

# Nothing of a refused change may be there.
nothing_changed() { # WORDS STAMP
	equal "$1: the image is the same" "$2" "$(stamp)"
	fails "$1: no option was written" test -e "$ours"
}

# From here on dracut builds the images, and update-initramfs is not there.
dracut_image=/boot/initramfs-$(uname -r).img
to_dracut() {
	local program
	systemctl stop "$unit"
	for program in /usr/sbin/update-initramfs /usr/bin/lsinitramfs; do
		[ ! -e "$program" ] || mv "$program" "$program.away"
	done
	rm -f /boot/initrd.img-* "$ours" /var/lib/rdma-manager/jobs/*
	image=$dracut_image
}
[ -e /usr/sbin/update-initramfs ] || image=$dracut_image

# With all modules, and well compressed, building takes minutes on an emulated processor. "lab" writes down how / is mounted,
# as rootfs-block does for hosts whose command line does not say it; the drivers of other makers are left out.
dracut_of() { # SETTING…
	install -D -m 755 /dev/stdin /usr/lib/dracut/modules.d/99lab/module-setup.sh <<-'END'
		#!/bin/bash
		install() { find_mp_fsopts / >"$initdir/root-options"; }
	END
	printf '%s\n' 'compress="cat"' 'early_microcode="no"' 'do_strip="no"' 'dracutmodules+=" kernel-modules lab "' 'drivers+=" mlx4_core "' \
		'omit_drivers+=" be2net bnxt_re cxgb3 cxgb4 efa enic erdma hfi1 ib_mthca ib_qib irdma mana mlx5_core qedr usnic_verbs "' \
		"$@" >/etc/dracut.conf.d/lab.conf
}

unpack() { # DIRECTORY [IMAGE]
	rm -rf "$1"
	mkdir -p "$1"
	cpio -id --quiet -D "$1" <"${2:-$image}"
}

modes() { # DIRECTORY
	(cd "$1" && find . -printf '%M %U:%G %p\n' | sort)
}

has_driver() { # DIRECTORY
	find "$1" -name 'mlx4_core.ko*' | grep -q .
}

# Nothing of a refused change may be there where mlx4.conf is the way.
untouched() { # WORDS STAMP
	equal "$1: the image is the same" "$2" "$(stamp)"
	lacks "$1: no line was written" '^0000:' "$(cat /etc/rdma/mlx4.conf)"
}

# Leaves the image's stamp in $before.
full_boot_is_refused() {
	systemctl restart "$unit" # its mounts are those of its start
	show rdma-managerctl ports inspect
	before=$(stamp)
	set_both ethernet
	equal "a full /boot is refused" 0 "$((status == 0))"
	matches "and said so" '/boot has too little room' "$said"
}
