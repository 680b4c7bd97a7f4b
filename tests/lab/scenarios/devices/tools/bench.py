# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read of the inventory over the bus against ibstat + ibv_devinfo + rdma link, in turns. Time on the clock includes the bus and
this client; processor time is the helper's alone, beside that of the programs."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from checks import note
from helperbus import Caller

ROUNDS = 15
MORE = 7  # devices, for a second look
AIM = 5  # times as quick as the programs


def main() -> None:
    compare(1)
    for number in range(1, MORE + 1):
        run("ip", "link", "add", f"roce{number}", "type", "dummy")
        run("ip", "link", "set", f"roce{number}", "up")
        run("rdma", "link", "add", f"rxe{number}", "type", "rxe", "netdev", f"roce{number}")
    run("udevadm", "settle")
    compare(1 + MORE)


def compare(devices: int) -> None:
    caller = Caller()
    ours, theirs, bus = [], [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: read(caller, devices)))
        theirs.append(seconds(run_programs))
        bus.append(seconds(lambda: caller.call("devices", "Read", "no JSON")))
    mine, peers = statistics.median(ours), statistics.median(theirs)
    note(f"{devices} devices: Read {mine * 1000:.1f} ms, of which {statistics.median(bus) * 1000:.1f} ms are the bus's; "
         f"ibstat + ibv_devinfo + rdma link {peers * 1000:.1f} ms: {peers / mine:.1f} times; "
         f"aim {AIM}: {'reached' if peers / mine >= AIM else 'MISSED'}")
    used, used_by_peers = cpu(partial(helper_cpu, main_pid()), lambda: read(caller, devices)), cpu(children_cpu, run_programs)
    note(f"{devices} devices: processor time of the helper {used * 1000:.1f} ms, of the programs {used_by_peers * 1000:.1f} ms: "
         f"{used_by_peers / used:.1f} times")
    caller.leave()


def cpu(clock: Callable[[], float], action: Callable[[], object]) -> float:
    """Of one action, by many: the kernel tells hundredths of a second."""
    before = clock()
    for _ in range(ROUNDS):
        action()
    return (clock() - before) / ROUNDS


def main_pid() -> str:
    """Asked for each comparison: a helper that nobody asks for a while, as when devices are slow to make, ends."""
    return subprocess.run(["systemctl", "show", "-P", "MainPID", "rdma-manager-helper.service"], check=True,
                          capture_output=True, text=True).stdout.strip()


def helper_cpu(pid: str) -> float:
    """With threads that have ended: a read has one of its own."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children_cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system


def read(caller: Caller, devices: int) -> None:
    assert len(caller.call("devices", "Read", "{}").json["live"]["devices"]) == devices


def seconds(action: Callable[[], object]) -> float:
    begun = time.monotonic()
    action()
    return time.monotonic() - begun


def run_programs() -> None:
    run("ibstat")
    run("ibv_devinfo")
    run("rdma", "link")


def run(*words: str) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
