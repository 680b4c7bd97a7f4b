# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the kernel's law of a session's timeouts is the one that the program knows: PORT of srp_remote_ports."""

import sys
from pathlib import Path

from checks import check, none_of

NAMES = ("reconnect_delay", "fast_io_fail_tmo", "dev_loss_tmo")
LEGAL = (10, 15, 600)
VALUES = (None, 0, 1, 14, 15, 16, 599, 600, 601, 100000)
STARTS = ((10, 15, 600), (10, None, 600), (10, 15, None), (None, 15, None), (None, None, 600), (10, None, None))


def is_legal(reconnect: int | None, fast: int | None, loss: int | None) -> bool:
    """srp_tmo_valid() of drivers/scsi/scsi_transport_srp.c."""
    if reconnect == 0 or (reconnect is None and fast is None and loss is None):
        return False
    if fast is not None and fast > 600 or fast is None and loss is not None and loss > 600:
        return False
    return fast is None or loss is None or fast < loss


def store(port: Path, name: str, value: int | None) -> bool:
    try:
        (port / name).write_text("off" if value is None else str(value), encoding="ascii")
    except OSError:
        return False
    return True


def set_up(port: Path, wanted: tuple[int | None, ...]) -> None:
    """Over values that are legal beside all others."""
    for values in ((10, 0, 600), wanted):
        left = dict(zip(NAMES, values, strict=True))
        while left:
            done = [name for name, value in left.items() if store(port, name, value)]
            assert done, f"{values} cannot be reached"
            for name in done:
                del left[name]


def main(port: Path) -> None:
    differences, tried = [], 0
    for start in STARTS:
        for place, name in enumerate(NAMES):
            for value in VALUES:
                set_up(port, start)
                wanted = (*start[:place], value, *start[place + 1:])
                tried += 1
                if store(port, name, value) != is_legal(*wanted):
                    differences.append(f"{start}: {name} {value}")
    set_up(port, LEGAL)
    check("many combinations are tried", tried >= 150, tried)
    none_of("the kernel's law of timeouts is known", differences)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
