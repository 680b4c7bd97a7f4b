# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The packages install; the unit that restores exports is as closed as the helper's; nothing is exported yet.

systemctl --quiet enable --now rtslib-fb-targetctl.service # as its package leaves it; no other scenario waits for it at boot
show dpkg -i /lab/packages/*.deb
[ "$status" = 0 ] || give_up "the package is installed" "$said"
succeeds "systemd scores the restoring unit's exposure at most 1.6" systemd-analyze security --no-pager --threshold=16 rdma-manager-srp-restore.service
equal "it is enabled, and there is nothing to restore" "enabled inactive" \
	"$(systemctl is-enabled rdma-manager-srp-restore.service) $(systemctl is-active rdma-manager-srp-restore.service)"
modprobe -r ib_srpt
state=$(read_state)
equal "nothing runs and nothing is saved" '{"backstores":{},"rdmaCmPort":0,"targets":{}}|{"backstores":{},"rdmaCmPort":0,"targets":{}}' \
	"$(jq -rcS '[.config.now, .config.atBoot] | map(tojson) | join("|")' <<<"$state")"
equal "the port is offered by the name that the kernel gives a target on it" "$wwn" "$(jq -r '.live.ports["rxe0/1"].wwn' <<<"$state")"
equal "a free disk is used by nobody" "[]" "$(jq -c --arg d "${free_disk#/dev/}" '.live.disks[] | select(.name == $d).uses' <<<"$state")"
equal "a mounted one says where" '[{"subject":"/mnt/held","use":"mounted"}]' \
	"$(jq -cS --arg d "${held_disk#/dev/}" '.live.disks[] | select(.name == $d).uses' <<<"$state")"
equal "a read-only one says so" true "$(jq -r --arg d "${read_only_disk#/dev/}" '.live.disks[] | select(.name == $d).readOnly' <<<"$state")"
