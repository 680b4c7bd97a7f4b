# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The machine boots anew with a saved export whose RDMA port will come late.

equal "what runs is saved" "$(read_state | jq -cS .config.now)" "$(read_state | jq -cS .config.atBoot)"
read_state | jq -cS .config.now >/root/exported
nodes >/root/nodes
reboot_guest
