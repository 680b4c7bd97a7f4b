# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A target is remembered for the boot, and the machine boots anew.

show rdma-managerctl apply srp_initiator "$(attached "$address" | jq -c '.targets[].atBoot = true')" --yes
equal "the target is connected, and at boot as well" 0 "$status"
reboot_guest
