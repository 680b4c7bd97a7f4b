# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# From InfiniBand to Ethernet at the next boot: the option, the image that carries it, the copy of the old one.

before=$(stamp)
cp "$image" /run/lab/booted
set_both ethernet
equal "what nobody has looked into is not built anew" 0 "$((status == 0))"
nothing_changed "unread" "$before"

show rdma-managerctl ports inspect
equal "the firmware and the image are looked at" 0 "$status"
matches "this mstconfig does not know the card, and it is said" 'from 4\.26 on do not know the card' "$said"

set_both ethernet
equal "IV-21: both ports are Ethernet at the next boot" 0 "$status"
matches "each line of the tool is told" 'Generating' "$said"
matches "the option stands in our own file" '^options mlx4_core .*port_type_array=2,2' "$(cat "$ours")"
succeeds "the image was built anew" test "$before" != "$(stamp)"
succeeds "and carries the option" image_has "${ours#/}"
succeeds "a copy of the old one is kept" cmp /run/lab/booted "$image.before-rdma-manager"
matches "modprobe reads it" '^options mlx4_core port_type_array=2,2' "$(modprobe --showconfig)"
modprobe mlx4_core
equal "and so does the driver" 2,2 "$(cut -d, -f1,2 /sys/module/mlx4_core/parameters/port_type_array)"
rmmod mlx4_en mlx4_ib mlx4_core 2>/dev/null || rmmod mlx4_core

before=$(stamp)
set_both ethernet
matches "the same again is nothing" '[Nn]othing' "$said"
equal "and builds nothing" "$before" "$(stamp)"
