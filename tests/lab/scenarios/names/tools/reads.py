# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads, many of them through one connection, and what the helper's memory says to that."""

import re
import subprocess
import sys
import time
from pathlib import Path

from checks import check, note
from helperbus import Caller

# Until each of the pool's eight threads has read names beside the others and holds an arena of its own (malloc(3)).
WARM_UP = 2000
IN_FLIGHT = 16
EACH = 10  # so many reads of the history to one of all names and rules, which takes long in an emulated machine
MAX_GROWTH_PER_READ = 200  # bytes


def main(count: int) -> None:
    caller = Caller()
    started = time.monotonic()
    errors = read_often(caller, WARM_UP)
    before = resident_kib()
    errors += read_often(caller, count)
    after = resident_kib()
    caller.leave()
    note(f"{WARM_UP + count} reads in {time.monotonic() - started:.0f} s: VmRSS {before} KiB after {WARM_UP}, {after} KiB at the end")
    check(f"all {WARM_UP + count} reads were answered", not errors, errors[:3])
    check(f"RX-01: the helper's memory is flat over {count} reads", (after - before) * 1024 < count * MAX_GROWTH_PER_READ, f"{before} KiB, {after} KiB")


def read_often(caller: Caller, count: int) -> list[str]:
    errors, waiting = [], []
    for number in range(count):
        feature = "jobs" if number % EACH else "names"
        if len(waiting) == IN_FLIGHT:
            errors.append(caller.answer(waiting.pop(0)).error)
        waiting.append(caller.send(feature, "Read", "{}"))
    errors += [caller.answer(serial).error for serial in waiting]
    return [error for error in errors if error]


def resident_kib() -> int:
    pid = subprocess.run(["systemctl", "show", "-P", "MainPID", "rdma-manager-helper.service"], check=True,
                         capture_output=True, text=True).stdout.strip()
    return int(re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"), re.M)[1])


if __name__ == "__main__":
    main(int(sys.argv[1]))
