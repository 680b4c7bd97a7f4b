# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# From the start of a program to what it paints, watched by a library preloaded into it: nothing in it knows.
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Seen = dict[str, "Moment"]


@dataclass
class Moment:
    time: float  # ms since the start of the process
    memory: float  # MiB resident


def measure_windows(build: Path, address: str, warm_up: int, runs: int) -> tuple[Seen, Seen]:
    """Ours and the bare window, in turns."""
    watch = build / "tests/bench/librdma-bench-firstpaint.so"
    ours = [str(build / "gui/rdma-manager"), "--bus", address]
    bare = [str(build / "tests/bench/rdma-bench-bare")]
    rounds = []
    for _ in range(warm_up + runs):
        rounds.append((watched(ours, watch, ["window", "rows"]), watched(bare, watch, ["window"])))
    return medians([one for one, _ in rounds[warm_up:]]), medians([other for _, other in rounds[warm_up:]])


def watched(command: list[str], watch: Path, awaited: list[str]) -> Seen:
    seen: Seen = {}
    environment = os.environ | {"LD_PRELOAD": str(watch)}
    started = time.monotonic()
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        while not all(what in seen for what in awaited):
            what, _, kilobytes = process.stdout.readline().partition(" ")
            if not kilobytes:
                raise SystemExit(f"{command[0]} ended before it painted {awaited}")
            seen[what] = Moment((time.monotonic() - started) * 1000, int(kilobytes) / 1024)
        process.kill()
    return seen


def medians(runs: list[Seen]) -> Seen:
    return {what: Moment(median(run[what].time for run in runs), median(run[what].memory for run in runs))
            for what in runs[0]}
