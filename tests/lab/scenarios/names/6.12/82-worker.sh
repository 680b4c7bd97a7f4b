# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Modules are switched by a worker unit: from the helper's own cage, for modules of the list only, and whole when killed.

switch=/lab/programs/rdma-module-switch
request=0123456789abcdef0123456789abcdef
work=/run/rdma-manager/work
ask() { # TOOL OBJECT
	printf '{"tool":"%s","object":"%s"}' "$1" "$2" >"$work/$request.json"
	chmod 600 "$work/$request.json"
	systemctl start "rdma-manager-module@$request.service"
}

rdma-managerctl names >/dev/null
fails "ib_umad is not loaded yet" test -e /sys/module/ib_umad
sed -e 's/^Type=.*/Type=oneshot/' -e '/^BusName=/d' -e "s#^ExecStart=.*#ExecStart=$switch load ib_umad#" \
	/usr/lib/systemd/system/"$unit" >/run/systemd/system/lab-cage.service
systemctl daemon-reload
succeeds "the helper's cage can have a module loaded" systemctl start lab-cage.service
succeeds "ib_umad is loaded" test -e /sys/module/ib_umad
matches "a worker unit did it" "request [0-9a-f]{32} to switch a kernel module" "$(journalctl -o cat --no-pager -n 200)"
succeeds "and it can be unloaded again" "$switch" unload ib_umad
fails "ib_umad is gone" test -e /sys/module/ib_umad
equal "no request is left" "" "$(ls -A $work)"

show "$switch" load vfat
equal "a module that is not on the list is refused" 1 "$status"
fails "the worker refuses it as well" ask load-module vfat
fails "it is not loaded" test -e /sys/module/vfat
rm -f "$work"/*
fails "the worker refuses another kind of tool" ask reload-udev-rules ''
rm -f "$work"/*
fails "a request that does not exist is no request" systemctl start "rdma-manager-module@$request.service"
equal "no failed unit is left" "" "$(systemctl --failed --plain --no-legend 'rdma-manager-module@*')"

equal "its rights are one" cap_sys_module \
	"$(systemctl show --value -p CapabilityBoundingSet "rdma-manager-module@$request.service")"
succeeds "its cage scores at most 1.5" systemd-analyze security --threshold=15 "rdma-manager-module@$request.service"

echo 'install ib_umad /bin/sleep 1000' >/etc/modprobe.d/lab.conf
"$switch" load ib_umad >/root/killed 2>&1 &
within 20 pgrep -f 'sleep 1000' || failed "the worker hangs in modprobe" "$(ps ax)"
systemctl kill --signal=KILL 'rdma-manager-module@*.service'
wait $! && failed "a killed worker is a failure" success
matches "a killed worker is told as one" '^ToolFailed' "$(cat /root/killed)"
fails "nothing of it lives on" pgrep -f 'sleep 1000'
equal "no request of it is left" "" "$(ls -A $work)"
rm /etc/modprobe.d/lab.conf
