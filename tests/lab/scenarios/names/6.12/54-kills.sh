# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The helper is killed at many moments of a change: old or new, told in the history, and it can be taken back.

tool kills 1
