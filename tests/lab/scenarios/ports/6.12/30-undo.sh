# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Taking it back: first the file, then the image.

show rdma-managerctl undo ports --yes
equal "the change is taken back" 0 "$status"
fails "the option is gone" test -e "$ours"
fails "from the image as well" image_has "${ours#/}"
matches "which still has the driver" 'mlx4_core\.ko' "$(lsinitramfs "$image")"
succeeds "the copy is still that of the image that booted" cmp /run/lab/booted "$image.before-rdma-manager"
fails "and what was replaced since is not left about" test -e "$image.replaced-rdma-manager"
