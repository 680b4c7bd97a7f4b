# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# After the boot the rule has named the interface, and the change can still be taken back.

lacks "the machine booted anew" "$(cat /root/boot_id)" "$(cat /proc/sys/kernel/random/boot_id)"
show ip link
equal "the first port has the name of the rule" mlx4_ib0 "$(names_of "$tail_of_ib0")"
equal "the second port has the kernel's" ib1 "$(names_of "$tail_of_ib1")"
show rdma-managerctl names
show rdma-managerctl jobs undo "$(cat /root/job)" --yes
equal "the job from before the boot can be undone" 0 "$status"
equal "the kernel's name is back" ib0 "$(names_of "$tail_of_ib0")"
fails "the rules file is gone" test -e "$rules"
