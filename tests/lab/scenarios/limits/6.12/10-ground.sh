# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The package, users and groups to give limits to, a service to give one to.

show dpkg -i /lab/packages/*.deb
equal "the package is installed" 0 "$status"
getent group rdma >/dev/null || groupadd rdma
show usermod -aG rdma alice
printf '%s\n' '[Service]' 'ExecStart=/bin/sleep infinity' >/etc/systemd/system/lab-pins.service
systemctl daemon-reload
systemctl start lab-pins.service
login_gets alice >/root/before
show cat /root/before
show rdma-managerctl limits
[ "$status" = 0 ] || give_up "the helper answers" "$said; $(journalctl -u "$unit" --no-pager -o cat | tail -5)"
