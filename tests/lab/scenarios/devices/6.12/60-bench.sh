# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# How quick a Read of the inventory is, beside the three programs that tell the same.

make_device
tool bench
