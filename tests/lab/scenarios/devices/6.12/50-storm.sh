# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# RX-09: a link that goes up and down without end is at most four signals a second; what it costs is noted.

make_device
tool storm "$link"
