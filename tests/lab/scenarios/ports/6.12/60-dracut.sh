# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Where dracut builds the image, and one for any host: the option, which such an image leaves out by itself.

to_dracut
dracut_of 'hostonly="no"'
succeeds "dracut builds the first image" dracut --force "$image" "$(uname -r)"
show rdma-managerctl ports inspect
equal "the firmware and the image are looked at" 0 "$status"

before=$(stamp)
set_both ethernet
equal "IV-21: both ports are Ethernet at the next boot" 0 "$status"
matches "each line of dracut is told" 'Including module: kernel-modules' "$said"
succeeds "the image was built anew" test "$before" != "$(stamp)"
unpack /srv/image
succeeds "and carries the option" cmp "$ours" "/srv/image$ours"
succeeds "and still has the driver" has_driver /srv/image
succeeds "somebody builds one later, without us" dracut --force /srv/later.img "$(uname -r)"
unpack /srv/later /srv/later.img
succeeds "it carries the option too" cmp "$ours" "/srv/later$ours"
rm -r /srv/later*
succeeds "a copy of the old one is kept" test -s "$image.before-rdma-manager"
fails "nothing is left of how it was made" test -e "$image.new"
