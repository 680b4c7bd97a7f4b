# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hearing of files that are made, written, renamed or removed in some folders (inotify(7)), to act at that very moment."""

import ctypes
import os
import select
import struct
import time
from pathlib import Path

_MODIFY, _MOVED_TO, _CREATE, _DELETE = 0x2, 0x80, 0x100, 0x200
_HEADER = struct.Struct("iIII")
_libc = ctypes.CDLL(None, use_errno=True)


class Changes:
    def __init__(self, folders: list[Path]) -> None:
        self._descriptor = _libc.inotify_init1(os.O_CLOEXEC)
        for folder in folders:
            if _libc.inotify_add_watch(self._descriptor, bytes(folder), _MODIFY | _MOVED_TO | _CREATE | _DELETE) < 0:
                raise OSError(ctypes.get_errno(), f"inotify: {folder}")

    def __enter__(self) -> "Changes":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)

    def wait_for(self, number: int, patience: float) -> None:
        """Until that many changes were made, or for a while."""
        end = time.monotonic() + patience
        while number > 0 and select.select([self._descriptor], [], [], max(0.0, end - time.monotonic()))[0]:
            number -= self._take()

    def count(self, silence: float) -> tuple[int, float]:
        """How many there are until nothing happens any more, and when the last one was."""
        number, last = 0, time.monotonic()
        while select.select([self._descriptor], [], [], silence)[0]:
            number, last = number + self._take(), time.monotonic()
        return number, last

    def _take(self) -> int:
        data, number = os.read(self._descriptor, 65536), 0
        while data:
            data = data[_HEADER.size + _HEADER.unpack_from(data)[3]:]
            number += 1
        return number
