# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One call of the helper to the kernel that goes wrong: strace(1) lets it fail, or kills the helper in it."""

import subprocess
from pathlib import Path
from types import TracebackType

_SEEN = Path("/run/injection")


class Injection:
    """Of the calls of one kind (and on one file, if there is a path) that with this number, counted by thread."""

    def __init__(self, pid: int, call: str, fault: str, number: int, path: str | None = None) -> None:
        _SEEN.write_bytes(b"")
        where = ["-P", path] if path else []
        self._strace = subprocess.Popen(["strace", "-f", "-p", str(pid), "-o", str(_SEEN), "-e", f"trace={call}", *where,
                                         "-e", f"inject={call}:{fault}:when={number}"], stderr=subprocess.PIPE, text=True)
        assert self._strace.stderr
        for line in self._strace.stderr:
            if "attached" in line:
                break

    def __enter__(self) -> "Injection":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._strace.terminate()
        self._strace.communicate()

    @staticmethod
    def happened() -> bool:
        """To ask when it is over."""
        seen = _SEEN.read_text(encoding="utf-8")
        return "(INJECTED)" in seen or "+++ killed by SIGKILL +++" in seen
