# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The adapter goes and comes, as at boot: the rule names it though its queue pair number is another.

before=$(cat /sys/class/net/mlx4_ib0/address)
reload_module
show ip link
equal "the rule names the first port" mlx4_ib0 "$(names_of "$tail_of_ib0")"
equal "the second port keeps the kernel's name" ib1 "$(names_of "$tail_of_ib1")"
lacks "the address has another queue pair number now" "^$before\$" "$(cat /sys/class/net/mlx4_ib0/address)"
matches "udev did it" 'renamed from ib0$' "$(kernel_renames)"

echo 0x8002 >/sys/class/net/mlx4_ib0/create_child
udevadm settle
equal "a P_Key child with the same port GUID keeps its name" "mlx4_ib0 mlx4_ib0.8002" "$(names_of "$tail_of_ib0")"
lacks "udev has nothing to complain about" 'ailed to rename|rdma' "$(journalctl -u systemd-udevd --no-pager -p warning)"
show rdma-managerctl names
matches "the program lists the child" 'mlx4_ib0\.8002' "$said"
echo 0x8002 >/sys/class/net/mlx4_ib0/delete_child
