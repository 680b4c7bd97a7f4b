# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The rules of srp_daemon, read by the real one. It looks for no target: soft-RoCE has no subnet.

tool rules
show rdma-managerctl apply srp_initiator '{"rules":[{"allow":true,"idExt":"001175000077dd7e","options":{"queue_size":128}},{"allow":false}]}' --yes
equal "rules are written" 0 "$status"
equal "in srp_daemon's way" "a id_ext=001175000077dd7e,queue_size=128|d" "$(paste -sd'|' /etc/srp_daemon.conf)"
show bash -c "srp_daemon -o -c -j rxe0:1; journalctl --sync; journalctl -q -t srp_daemon -o cat -n 1"
lacks "and srp_daemon has nothing to object to" "rules file" "$said"
