# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One call of the helper to the kernel that goes wrong: under strace(1), which lets it fail, or is held until the helper is killed."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from helperjobs import UNIT

_DROP_IN = Path(f"/run/systemd/system/{UNIT}.d/injection.conf")
_FOLDER = Path("/run/injection")
_START = _FOLDER / "start"
_SEEN = _FOLDER / "seen"
_HELPER = "/usr/libexec/rdma-manager/rdma-manager-helper"
# A file of its own starts the helper: for each injection systemd would read all its units again, which takes ten seconds.
# strace(1) is no part of what the unit allows, and must see the helper's end.
_UNIT = f"""[Service]
ExecStart=
ExecStart=/bin/sh {_START}
SystemCallFilter=
ReadWritePaths={_FOLDER}
KillMode=process
"""
KILL = "delay_enter=60000000"  # with --seccomp-bpf strace 6.13 loses signals that it shall inject


@contextmanager
def injections() -> Iterator[None]:
    """While they are possible the helper runs without its filter of system calls."""
    _FOLDER.mkdir(exist_ok=True)
    _start_with("")
    _DROP_IN.parent.mkdir(parents=True, exist_ok=True)
    _DROP_IN.write_text(_UNIT, encoding="utf-8")
    _systemctl("daemon-reload")
    try:
        yield
    finally:
        _DROP_IN.unlink()
        _systemctl("daemon-reload")
        _systemctl("stop", UNIT)


class Injection:
    """Of the calls of one kind (and on one file, if there is a path) that with this number, counted by thread.

    strace(1) starts the helper: only then does --seccomp-bpf spare it the stops at all other calls, which make planning take
    longer than the helper gives it. A thread is spared them from its first traced call on: rseq(2) is what each begins with.
    """

    def __init__(self, call: str, fault: str, number: int, path: str | None = None) -> None:
        where = f"-P {path}" if path else ""
        self._struck = False
        self._kills = not fault.startswith("error=")
        self._words = f"strace -D -f --seccomp-bpf -o {_SEEN} -e trace={call},rseq {where} -e inject={call}:{fault}:when={number} "

    def __enter__(self) -> "Injection":
        _SEEN.write_bytes(b"")
        _start_with(self._words)
        _systemctl("restart", UNIT)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        _start_with("")
        _systemctl("stop", UNIT)

    def strike(self, pid: int) -> None:
        """Kills the helper if a call of it is held, and strace, without which it is gone at once.

        On a busy host a call that only fails may look held as well: nobody asked for a kill then.
        """
        if self._kills and not self._struck and _is_held(pid):
            self._struck = True
            tracer = _tracer_of(pid)
            os.kill(pid, signal.SIGKILL)
            os.kill(tracer, signal.SIGKILL)

    def happened(self) -> bool:
        """To ask when it is over."""
        return self._struck or "(INJECTED)" in _SEEN.read_text(encoding="utf-8")


def _is_held(pid: int) -> bool:
    """Each call that strace looks at stops its thread, but for a moment."""
    for _ in range(5):
        if not _has_stopped_thread(pid):
            return False
        time.sleep(0.1)
    return True


def _tracer_of(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("TracerPid:")))


def _has_stopped_thread(pid: int) -> bool:
    try:
        return any("\nState:\tt" in (task / "status").read_text() for task in Path(f"/proc/{pid}/task").iterdir())
    except FileNotFoundError:  # it ends
        return False


def _start_with(words: str) -> None:
    _START.write_text(f"exec {words}{_HELPER}\n", encoding="ascii")


def _systemctl(*words: str) -> None:
    subprocess.run(["systemctl", *words], check=True)
