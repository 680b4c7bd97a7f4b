# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The helper's process and its jobs: to end the one, to wait for the others, to finish them or take them back."""

import json
import os
import select
import signal
import subprocess
import time
from pathlib import Path

from helperbus import Caller, plan_id

UNIT = "rdma-manager-helper.service"
FINISHED = Path("/var/lib/rdma-manager/jobs")


def helper_pid() -> int:
    return int(subprocess.run(["systemctl", "show", "-P", "MainPID", UNIT], check=True, capture_output=True, text=True).stdout)


def kill(pid: int) -> None:
    end = os.pidfd_open(pid)
    os.kill(pid, signal.SIGKILL)
    select.select([end], [], [])
    os.close(end)


def bring(job: str, effect: str) -> None:
    """Finishes the job, or takes it back."""
    caller = Caller()
    wish = {"jobs": {job: {"effect": effect}}}
    following = caller.call("jobs", "Apply", plan_id(caller, "jobs", wish), json.dumps(wish)).text
    caller.leave()
    wait_for_end(following)


def wait_for_end(job: str) -> None:
    """Reading would cost more than the job: its record moves when it ends."""
    end = time.monotonic() + 120
    while not (FINISHED / f"{job}.json").exists() and time.monotonic() < end:
        time.sleep(0.02)


def forget_jobs() -> None:
    """Each attempt has a short history, which is quickly read."""
    for record in FINISHED.glob("*.json"):
        record.unlink()
