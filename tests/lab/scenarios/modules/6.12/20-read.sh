# shellcheck shell=bash disable=SC2016,SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Every protocol is told as the kernel has it, and as systemd-modules-load will load it.

show rdma-managerctl modules
[ "$status" = 0 ] || give_up "the helper answers" "$said; $(journalctl -u "$unit" --no-pager -o cat | tail -5)"
equal "loaded is what the kernel has" "$(kernels_view)" "$(helpers_view)"
equal "the lists of rdma-core are live" live "$(rdma-managerctl --json read modules | jq -r .live.dialects.bootLists)"
equal "the list of InfiniBand loads IPoIB" '[true,true]' "$(config_of ipoib)"
equal "nothing loads RDS" '[false,false]' "$(config_of rds)"
equal "its place is a line of this file" "\"$lists/rdma.conf\"" "$(protocol rds '.live.protocols[$p].boot.places[0].path')"
equal "… the one that is commented" "$(grep -n 'rds_rdma' "$lists/rdma.conf" | cut -d: -f1)" \
	"$(protocol rds '.live.protocols[$p].boot.places[0].line')"
show rdma-managerctl services
matches "the hardware's target is shown" 'rdma-hw.target' "$said"
matches "… and the lists that were loaded" 'rdma-load-modules@infiniband.service' "$said"
equal "since when is systemd's word" "$(date -u -d "$(systemctl show -P StateChangeTimestamp rdma-load-modules@rdma.service)" +%s)" \
	"$(rdma-managerctl --json read modules | jq -r '.live.services["rdma-load-modules@rdma.service"].standing.since / 1000 | floor')"
for one in rdma-hw.target rdma-load-modules@rdma.service rdma-load-modules@opa.service; do
	equal "how $one stands as well" "$(systemctl is-active "$one")" \
		"$(rdma-managerctl --json read modules | jq -r --arg unit "$one" '.live.services[$unit].standing.activity')"
done

mkdir -p /run/systemd/system/rdma-load-modules@iwarp.service.d
printf '%s\n' '[Service]' 'ExecStart=' 'ExecStart=/bin/false' >/run/systemd/system/rdma-load-modules@iwarp.service.d/lab.conf
systemctl daemon-reload
show systemctl start rdma-load-modules@iwarp.service
show rdma-managerctl services
matches "a service that failed is told, and how" 'rdma-load-modules@iwarp.service.*failed' "$said"
equal "… in systemd's words" '["failed","exit-code"]' \
	"$(rdma-managerctl --json read modules | jq -c '.live.services["rdma-load-modules@iwarp.service"].standing | [.activity, .result]')"
show rdma-managerctl log
matches "the log has what systemd says of it" 'rdma-load-modules@iwarp.service: .*status=1/FAILURE' "$said"
lacks "… and of nothing that went as it should" 'Started|Finished' "$said"
rm -r /run/systemd/system/rdma-load-modules@iwarp.service.d
systemctl daemon-reload
systemctl reset-failed rdma-load-modules@iwarp.service
