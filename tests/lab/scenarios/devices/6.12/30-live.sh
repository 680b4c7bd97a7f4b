# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A watcher hears of devices and links that come, change and go, and nothing is held up by that.

rdma link del "$device"
udevadm settle
timeout 20 rdma-managerctl watch devices >>/tmp/watched &
watching=$!
sleep 5
: >/tmp/watched
make_device
sleep 3
equal "rdma-managerctl watch tells of a new device" "changed: live" "$(sort -u /tmp/watched)"
rdma link del "$device"
wait "$watching"
udevadm settle

tool follow "$link" "$device"
