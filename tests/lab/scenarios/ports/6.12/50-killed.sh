# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Who asked, and even the helper, may go while the image is built: the work goes on, and is found again.

building() { [ -e /run/rdma-manager/work/said ]; } # a worker that only looks into an image has none
built() { ! building && ! systemctl list-units --no-legend --state=activating 'rdma-manager-image@*' | grep -q .; }
settled() { ! rdma-managerctl jobs | grep -q running; }
blocked() { systemd-inhibit --list --no-pager --no-legend | grep -q 'shutdown:sleep.*A boot image'; }

# So that there is time to look on.
install -m 755 /dev/stdin /etc/initramfs-tools/hooks/slow <<-'END'
	#!/bin/sh
	[ "$1" = prereqs ] || sleep 20
END

show rdma-managerctl ports inspect
before=$(stamp)
rdma-managerctl ports set "$slot" 1=ethernet 2=ethernet --at-boot --yes >/run/lab/client 2>&1 &
client=$!
succeeds "an image is being built" within 60 building
succeeds "LC-09: nobody is to power off meanwhile" within 20 blocked
kill -KILL "$client"
show rdma-managerctl jobs
matches "without who asked it goes on, and is shown" 'running' "$said"
succeeds "to its end" within 300 built
succeeds "the image is another" test "$before" != "$(stamp)"
succeeds "and carries the option" image_has "${ours#/}"

succeeds "the change is told to be made" within 60 settled
rdma-managerctl ports set "$slot" 1=infiniband 2=infiniband --at-boot --yes >/run/lab/client 2>&1 &
succeeds "another is being built" within 60 building
before=$(stamp)
systemctl kill --signal=KILL "$unit"
succeeds "SP-15: it goes on without the helper" building
succeeds "to its end" within 300 built
succeeds "the image is another" test "$before" != "$(stamp)"
show rdma-managerctl jobs
matches "the helper finds that it did not see the end" 'interrupted' "$said"
