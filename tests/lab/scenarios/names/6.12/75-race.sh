# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The name is taken by somebody else after the rule was written: the rename fails, and the rule is taken back.

# Between its two steps the helper has udev read its rules again: the moment for somebody else.
cp /usr/bin/udevadm /usr/local/bin/udevadm
printf '#!/bin/sh\nip link set ib1 name mlx4_ib0\nexec /usr/local/bin/udevadm "$@"\n' >/usr/local/bin/intruder
chmod 755 /usr/local/bin/intruder
systemctl stop "$unit"
mount --bind /usr/local/bin/intruder /usr/bin/udevadm

show rdma-managerctl names rename ib0 mlx4_ib0 --yes
lacks "the command fails" '^0$' "$status"
equal "the other one has the name" mlx4_ib0 "$(names_of "$tail_of_ib1")"
equal "the first port is called as before" ib0 "$(names_of "$tail_of_ib0")"
fails "the rule was taken back" test -e "$rules"
equal "the job says that it was undone" undone "$(job_field "$(last_job)" state)"

systemctl stop "$unit"
umount /usr/bin/udevadm
ip link set mlx4_ib0 name ib1
