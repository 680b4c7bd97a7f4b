# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Every reaction of the fake configfs that the other tests rely on, asserted against this one.

mkdir -p /var/tmp/reactions
show /lab/programs/rdma-configfs-reactions "$free_disk" "$held_disk" "$read_only_disk"
equal "configfs reacts as the fake one does" 0 "$status"
equal "nothing is left of it" "" "$(ls -d "$target"/srpt "$target"/core/*_* 2>/dev/null)"
