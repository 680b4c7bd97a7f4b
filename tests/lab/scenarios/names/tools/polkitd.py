# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether real polkitd still answers, and what to do when it does not."""

import subprocess
from pathlib import Path

UNIT = "polkit.service"
NAME, PATH = "org.freedesktop.PolicyKit1", "/org/freedesktop/PolicyKit1/Authority"


def answers() -> bool:
    """Not a Ping: GDBus answers that while the main loop hangs."""
    call = ["busctl", "--timeout=30", "call", NAME, PATH, f"{NAME}.Authority", "EnumerateActions", "s", ""]
    return subprocess.run(call, stdout=subprocess.DEVNULL, check=False).returncode == 0


def threads() -> str:
    """What each waits for in the kernel."""
    pid = subprocess.run(["systemctl", "show", "--property=MainPID", "--value", UNIT], capture_output=True, text=True,
                         check=True).stdout.strip()
    tasks = sorted(Path(f"/proc/{pid}/task").iterdir())
    return "; ".join(f"{(task / 'comm').read_text().strip()} in {(task / 'syscall').read_text().split()[0]}"
                     for task in tasks)


def kill_and_start() -> None:
    subprocess.run(["systemctl", "kill", "--signal=KILL", UNIT], check=True)
    subprocess.run(["systemctl", "restart", UNIT], check=True)
