# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What cannot be done is refused or taken back, with a report that says so; name and file stay.

ip link property add dev ib1 altname spare0
before=$(machine_state)
for name in ib1 spare0 a/b 'a b' sixteen-letters0; do
	show rdma-managerctl names rename ib0 "$name" --yes
	lacks "the name '$name' is refused" '^0$' "$status"
	equal "and nothing changed" "$before" "$(machine_state)"
done
ip link property del dev ib1 altname spare0

echo '# keep' >"$rules"
chattr +i "$rules"
before=$(machine_state)
show rdma-managerctl names rename ib0 mlx4_ib0 --yes
lacks "an immutable rules file: the command fails" '^0$' "$status"
matches "and names the file" "$rules" "$said"
equal "nothing changed" "$before" "$(machine_state)"
equal "the job says that it was undone" undone "$(job_field "$(last_job)" state)"
chattr -i "$rules"
rm "$rules"

systemctl stop "$unit"
mount -t tmpfs -o size=8k,mode=755 tmpfs /etc/udev/rules.d
head -c 8192 /dev/zero >/etc/udev/rules.d/10-full.rules
before=$(machine_state)
show rdma-managerctl names rename ib0 mlx4_ib0 --yes
lacks "a full file system: the command fails" '^0$' "$status"
matches "and names the file" "$rules" "$said"
equal "nothing changed" "$before" "$(machine_state)"
systemctl stop "$unit"
umount /etc/udev/rules.d
