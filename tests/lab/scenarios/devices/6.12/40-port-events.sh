# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Asynchronous events reach the helper's cage through libibverbs; and why no soft device is ever held open.

make_device
sed -e 's/^Type=.*/Type=exec/' -e '/^BusName=/d' -e "s#^ExecStart=.*#ExecStart=/lab/programs/rdma-port-events $device#" \
	-e '/^\[Service\]/a StandardOutput=file:/run/lab/events' \
	/usr/lib/systemd/system/"$unit" >/run/systemd/system/lab-events.service
systemctl daemon-reload
systemctl start lab-events.service
succeeds "the helper's cage can open a device" within 20 grep -qx open /run/lab/events
ip link set "$link" down
succeeds "a port that goes down is an event" within 20 grep -qx event /run/lab/events
down=$(grep -cx event /run/lab/events)
ip link set "$link" up
succeeds "a port that comes up is another" within 20 bash -c "[ \$(grep -cx event /run/lab/events) -gt $down ]"

rdma link del "$device" &
deleting=$!
sleep 5
succeeds "while it is held open its deletion hangs in the kernel" test -d "/proc/$deleting"
show cat "/proc/$deleting/wchan"
systemctl stop lab-events.service
succeeds "it ends when the device is closed" within 20 bash -c "! test -d /proc/$deleting"
wait "$deleting"
equal "and the device is gone" "" "$(ls /sys/class/infiniband)"
show cat /run/lab/events
