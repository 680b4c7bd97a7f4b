# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read of the inventory over the bus against ibstat + ibv_devinfo + rdma link, in turns."""

import statistics
import subprocess
import time
from collections.abc import Callable

from checks import check, note
from helperbus import Caller

ROUNDS = 15


def main() -> None:
    caller = Caller()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: caller.call("devices", "Read", "{}").json["live"]["devices"]["rxe0"]))
        theirs.append(seconds(lambda: [run("ibstat"), run("ibv_devinfo"), run("rdma", "link")]))
    mine, peers = statistics.median(ours), statistics.median(theirs)
    note(f"Read: {mine * 1000:.1f} ms; ibstat + ibv_devinfo + rdma link: {peers * 1000:.1f} ms; {peers / mine:.1f} times")
    check("a Read is quicker than the three programs together", mine < peers, (mine, peers))


def seconds(action: Callable[[], object]) -> float:
    begun = time.monotonic()
    action()
    return time.monotonic() - begun


def run(*words: str) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
