# shellcheck shell=bash disable=SC1091,SC2016,SC2034,SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the parts of this scenario share: a soft-RoCE port that passes for InfiniBand, and looking without our program.
. /lab/guest/srp.sh

link=roce0
mac=52:54:00:00:00:02
address=10.0.0.1
wwn=0xfe80000000000000505400fffe000002
initiator=0x0000000000000000505400fffe000002
lists=/etc/rdma/modules
unit=rdma-manager-helper.service

# At every boot: a port, for which rdma-core's rules read the list of InfiniBand, since a rule of this test says so.
make_port_at_boot() {
	printf '%s\n' 'SUBSYSTEM=="infiniband", KERNEL=="rxe*", ENV{ID_RDMA_INFINIBAND}="1"' >/etc/udev/rules.d/76-lab.rules
	printf '%s\n' '#!/bin/sh' 'modprobe -a dummy rdma_rxe' "ip link add $link address $mac type dummy" "ip link set $link up" \
		"ip addr add $address/24 dev $link" "rdma link add rxe0 type rxe netdev $link" 'udevadm settle' >/usr/local/sbin/lab-port
	chmod +x /usr/local/sbin/lab-port
	printf '%s\n' '[Service]' 'Type=oneshot' 'RemainAfterExit=yes' 'ExecStart=/usr/local/sbin/lab-port' \
		'[Install]' 'WantedBy=multi-user.target' >/etc/systemd/system/lab-port.service
	udevadm control --reload
	systemctl --quiet enable --now lab-port.service
}

is_loaded() { # MODULE
	grep -q "^$1 " /proc/modules
}

protocol() { # PROTOCOL FILTER
	rdma-managerctl --json read modules | jq -c --arg p "$1" "$2"
}

config_of() { # PROTOCOL
	protocol "$1" '.config.protocols[$p] | [.atBoot, .loaded]'
}

# Each protocol's module as the kernel has it, in the order of the names.
kernels_view() {
	local pair
	for pair in ipoib:ib_ipoib iser:ib_iser isert:ib_isert nfs_client:rpcrdma nfs_server:rpcrdma opa_vnic:opa_vnic rdma_ucm:rdma_ucm \
		rds:rds_rdma soft_roce:rdma_rxe srp_initiator:ib_srp srp_target:ib_srpt umad:ib_umad uverbs:ib_uverbs; do
		printf '%s %s\n' "${pair%%:*}" "$(is_loaded "${pair#*:}" && echo true || echo false)"
	done
}

helpers_view() {
	rdma-managerctl --json read modules | jq -r '.config.protocols | to_entries | sort_by(.key)[] | "\(.key) \(.value.loaded)"'
}

log_in() {
	local guid
	guid=$(cat /sys/module/ib_srpt/parameters/srpt_service_guid)
	show bash -c "echo 'id_ext=${guid#0x},ioc_guid=${guid#0x},dest=$address:$cm_port' >/sys/class/infiniband_srp/srp-rxe0-1/add_target"
}
