# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# On machines full of rules and .link files real udev does what the helper foretold.

tool udevagrees 20251124
equal "the machine is as before" "ib0 ib1" "$(names_of "$tail_of_ib0") $(names_of "$tail_of_ib1")"
