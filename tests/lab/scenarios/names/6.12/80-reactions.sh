# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Every reaction of the fake kernel that the other tests rely on, asserted against this one.

show /lab/programs/rdma-kernel-reactions ib1
equal "the kernel reacts as the fake one does" 0 "$status"
