# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The cage is real: from where the helper stands nothing but its few places can be written to.

pid=$(helper_pid)
inside() { nsenter --target "$pid" --mount -- "$@"; }
for place in /usr /usr/bin /boot /opt /root /home /var /var/log /proc/sys/kernel /sys/kernel /sys/fs/cgroup; do
	fails "$place cannot be written to" inside touch "$place/lab"
done
equal "/home looks empty" "" "$(inside ls -A /home)"
succeeds "which modules there are can be read" inside test -r "/usr/lib/modules/$(uname -r)/modules.dep"
fails "… and nothing written there" inside touch "/usr/lib/modules/$(uname -r)/lab"
for place in /etc /etc/udev/rules.d /var/lib/rdma-manager /run/rdma-manager; do
	succeeds "$place can be written to" inside sh -c "touch $place/lab && rm $place/lab"
done
inside touch /tmp/lab
fails "its /tmp is its own" test -e /tmp/lab
