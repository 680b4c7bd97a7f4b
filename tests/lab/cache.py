# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab makes once and keeps: directories named after the hash of what they were made from."""

import fcntl
import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path


def say(text: str) -> None:
    print(f"lab: {text}", file=sys.stderr, flush=True)


def command(*words: str | Path, **options: object) -> str:
    """Runs a program; what it printed, or RuntimeError with the end of it."""
    done = subprocess.run([str(word) for word in words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", check=False, **options)
    if done.returncode != 0:
        tail = "\n".join(done.stdout.splitlines()[-20:])
        raise RuntimeError(f"{words[0]} ended with status {done.returncode}:\n{tail}")
    return done.stdout


def files_below(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


class Cache:
    """One at a time: a second lab waits for the first."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._lock = open(folder / "lock", "w", encoding="ascii")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another lab is running: waiting for it …")
            fcntl.flock(self._lock, fcntl.LOCK_EX)

    def get(self, name: str, inputs: Iterable[str | Path], make: Callable[[Path], None]) -> Path:
        """The directory NAME-HASH, filled by `make` when it is not there; older ones of the name go."""
        entry = self.folder / f"{name}-{_digest(inputs)}"
        if entry.is_dir():
            return entry
        for old in self.folder.glob(f"{name}-*"):
            command("rm", "-rf", "--one-file-system", old)
        part = self.folder / f"{name}-part"
        part.mkdir()
        say(f"making {name} (once) …")
        started = time.monotonic()
        make(part)
        part.rename(entry)
        say(f"made {name} in {time.monotonic() - started:.0f} s")
        return entry


def _digest(inputs: Iterable[str | Path]) -> str:
    digest = hashlib.sha256()
    for item in inputs:
        content = item.read_bytes() if isinstance(item, Path) else item.encode()
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]
