# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A service has its drop-in's limit when it starts anew, and what runs is shown as it runs.

pid=$(systemctl show -P MainPID lab-pins.service)
before=$(process_has "$pid")
show rdma-managerctl limits set-unit lab-pins.service 256MiB --yes
equal "a service gets a limit" 0 "$status"
show systemctl cat lab-pins.service
equal "systemd has it" 268435456 "$(systemctl show -P LimitMEMLOCK lab-pins.service)"
equal "what runs has the old one" "$before" "$(process_has "$pid")"
show systemctl restart lab-pins.service
pid=$(systemctl show -P MainPID lab-pins.service)
equal "started anew it has the new one" "268435456 268435456" "$(process_has "$pid")"
show rdma-managerctl limits explain --unit lab-pins.service
matches "the line is named" '50-rdma-memlock.conf:2' "$said"
look explain --pid "$pid"
matches "so is what the process has" '256 MiB' "$said"
matches "… and its service" 'lab-pins.service' "$said"
fails "nobody but who may looks at others' processes" runuser -u oscar -- rdma-managerctl limits explain --pid "$pid"

runuser -l alice -c 'sleep 600' &
show systemctl start user@1000.service
look running
matches "a user's manager is shown" 'user@1000.service' "$said"
matches "… and the service" 'lab-pins.service.*256 MiB' "$said"
manager=$(systemctl show -P MainPID user@1000.service)
before=$(process_has "$manager")
show rdma-managerctl limits set alice 512MiB --yes
equal "the user's manager is the one that ran" "$manager" "$(systemctl show -P MainPID user@1000.service)"
equal "and keeps what it was started with" "$before" "$(process_has "$manager")"
show systemctl restart user@1000.service
equal "started anew it has the user's limit" "536870912 536870912" "$(process_has "$(systemctl show -P MainPID user@1000.service)")"
show rdma-managerctl limits remove-unit lab-pins.service --yes
fails "the drop-in is gone" test -e /etc/systemd/system/lab-pins.service.d/50-rdma-memlock.conf
equal "and systemd knows" "$(systemctl show -P DefaultLimitMEMLOCK)" "$(systemctl show -P LimitMEMLOCK lab-pins.service)"
