# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What systemd leaves in its directories, which the helper reads and its tests imitate, with units of srp_daemon's shape.
# For the real one there is no InfiniBand port here (rdma-core: srp_daemon.service.in, srp_daemon_port@.service.in).

units=/usr/lib/systemd/system
links=/etc/systemd/system
leader=srp_daemon.service
instance=srp_daemon_port@mlx5_0:1.service
printf '%s\n' '[Service]' 'Type=oneshot' 'RemainAfterExit=yes' 'ExecStart=/bin/true' '[Install]' 'WantedBy=multi-user.target' >"$units/$leader"
printf '%s\n' '[Unit]' "After=$leader" "BindsTo=$leader" '[Service]' 'ExecStart=/bin/sleep 1000' '[Install]' \
	'WantedBy=remote-fs-pre.target' >"$units/srp_daemon_port@.service"
systemctl daemon-reload

runs() { [ -L "/run/systemd/units/invocation:$1" ] && echo yes || echo no; }

equal "a unit that never ran has no link" no "$(runs "$leader")"
show systemctl enable --now -- "$leader"
equal "an enabled unit is a link in the directory of what wants it" "$units/$leader" "$(readlink "$links/multi-user.target.wants/$leader")"
equal "a unit that ran and remains has a link without a process" yes "$(runs "$leader")"
equal "… and no control group" "" "$(find /sys/fs/cgroup -name "$leader")"
show systemctl start -- "$instance"
equal "an instance that runs has a link" yes "$(runs "$instance")"
matches "… and a control group below its template's slice" 'system-srp_daemon_port.slice/srp_daemon_port@mlx5_0:1.service$' \
	"$(find /sys/fs/cgroup -name "$instance")"
show systemctl try-restart -- "$leader"
succeeds "an instance starts again with its leader" within 20 systemctl is-active --quiet "$instance"
show systemctl mask --now -- "$instance"
equal "a masked unit leads to /dev/null" /dev/null "$(readlink "$links/$instance")"
equal "… and does not run" no "$(runs "$instance")"
fails "… nor can it be started" systemctl start -- "$instance"
show systemctl unmask -- "$instance"
fails "nothing is left of the mask" test -L "$links/$instance"
show systemctl start -- "$instance"
show systemctl disable --now -- "$leader"
equal "a disabled unit has no link" "" "$(find "$links" -name "$leader")"
equal "what is bound to it stops with it" "no no" "$(runs "$leader") $(runs "$instance")"
show systemctl start -- "$instance"
equal "an instance takes its leader with it" yes "$(runs "$leader")"
show systemctl stop -- "$leader"
show systemctl mask -- "$leader"
fails "a masked unit cannot be enabled" systemctl enable -- "$leader"
show systemctl unmask -- "$leader"
show systemctl mask --runtime -- "$leader"
equal "a mask until the boot is in /run" /dev/null "$(readlink "/run/systemd/system/$leader")"
show systemctl unmask -- "$leader"
succeeds "unmask alone leaves it" test -L "/run/systemd/system/$leader"
fails "… and the unit cannot be enabled" systemctl enable -- "$leader"
show systemctl unmask --runtime -- "$leader"
fails "nothing is left of it" test -L "/run/systemd/system/$leader"
equal "a port's name is escaped as systemd does it" 'srp_daemon_port@ib\x2dcard:1.service srp_daemon_port@\x2ea\x20b\x40:1.service' \
	"$(systemd-escape --template=srp_daemon_port@.service ib-card:1 '.a b@:1')"
rm "$units/$leader" "$units/srp_daemon_port@.service"
systemctl daemon-reload
