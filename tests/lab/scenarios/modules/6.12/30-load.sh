# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Protocols are loaded and unloaded; a worker does it, the kernel says so, and an undo takes it back.

for pair in srp_initiator:ib_srp srp_target:ib_srpt rds:rds_rdma; do
	name=${pair%%:*} module=${pair#*:}
	show rdma-managerctl modules load "$name" --yes
	equal "$name is loaded" 0 "$status"
	succeeds "… says the kernel of $module" is_loaded "$module"
	show rdma-managerctl modules load "$name" --yes
	equal "twice is nothing to do" 0 "$status"
done
equal "the helper and the kernel agree" "$(kernels_view)" "$(helpers_view)"
matches "a worker unit did it" "request [0-9a-f]{32} to switch a kernel module" "$(journalctl -o cat --no-pager -n 300)"
for pair in srp_initiator:ib_srp rds:rds_rdma ipoib:ib_ipoib; do
	name=${pair%%:*} module=${pair#*:}
	show rdma-managerctl modules unload "$name" --yes
	equal "$name is unloaded" 0 "$status"
	fails "… says the kernel of $module" is_loaded "$module"
done
job=$(rdma-managerctl --json read jobs | jq -r '.live.jobs | to_entries | max_by(.value.started) | .key')
show rdma-managerctl jobs undo "$job" --yes
succeeds "an undo loads IPoIB again" is_loaded ib_ipoib
equal "no unit is left" "" "$(systemctl list-units --all --plain --no-legend 'rdma-manager-module@*')"
fails "IV-03: what is no protocol is not loaded" rdma-managerctl apply modules '{"protocols":{"vfat":{"loaded":true}}}' --yes
fails "… says the kernel" is_loaded vfat
