# shellcheck shell=bash disable=SC2016,SC2034
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
