# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""RX-09: what a storm of link events costs the helper, beside what the same storm costs `ip monitor`. In an emulated machine
every share of a processor is some ten times that of a real one."""

import os
import subprocess
import sys
import time
from pathlib import Path

from checks import check, equal, note
from watcher import Watcher

SECONDS = 15.0
ALIASES = 60  # changes that are told and cost the kernel nothing, to one down and up
TICKS = os.sysconf("SC_CLK_TCK")


def main(link: str) -> None:
    watcher = Watcher()
    watcher.settle()
    helper = main_pid()
    idle = share_of(helper, lambda: time.sleep(SECONDS))
    monitor = subprocess.Popen(["ip", "monitor", "link"], stdout=subprocess.DEVNULL)
    storm = Storm(link)
    peer_before = cpu(monitor.pid)
    deaf = share_of(helper, lambda: listen(watcher, reads=False))
    heard = len(watcher.signals)
    note(f"{heard / SECONDS:.1f} signals a second, at most {most_in_a_second(watcher.signals)} in one")
    whole = share_of(helper, lambda: listen(watcher, reads=True))
    signals, lasted, changes = len(watcher.signals), storm.lasted(), storm.end()
    peer = (cpu(monitor.pid) - peer_before) / lasted
    monitor.terminate()
    note(f"{changes / lasted:.0f} changes of the link a second")
    check("RX-09: in proportion to the time it lasts, a storm is at most four signals a second", signals <= 4 * lasted + 2,
          (signals, lasted))
    note(f"processor time of the helper: {idle:.2%} idle, {deaf:.2%} in the storm, {whole:.2%} with a read after each signal")
    note(f"processor time of ip monitor in the same storm: {peer:.2%}, the helper's is {deaf / max(peer, 1e-6):.2f} times that")
    check("RX-09: there was a storm: several changes to each signal", changes > 2 * signals > 0, (changes, signals))
    subprocess.run(["ip", "link", "set", link, "up"], check=True)
    watcher.settle()
    equal("RX-09: after the storm the state is right", "active", watcher.devices()["rxe0"]["ports"]["1"]["state"])


class Storm:
    """One process that never stops to change the link, and takes it down and up in between."""

    def __init__(self, link: str) -> None:
        batch = Path("/run/lab/storm")
        self.lines = [f"link set {link} down", f"link set {link} up",
                      *(f"link set {link} alias number{number}" for number in range(ALIASES))]
        batch.write_text("\n".join(self.lines) + "\n", encoding="ascii")
        self.log = Path("/run/lab/storm-batches")
        self.log.write_bytes(b"")
        self.begun = time.monotonic()
        self.process = subprocess.Popen(["sh", "-c", f"while ip -batch {batch}; do echo >>{self.log}; done"],
                                        start_new_session=True)

    def lasted(self) -> float:
        return time.monotonic() - self.begun

    def end(self) -> int:
        """The number of changes."""
        os.killpg(self.process.pid, 15)
        self.process.wait()
        return len(self.log.read_bytes()) * len(self.lines)


def listen(watcher: Watcher, reads: bool) -> None:
    end = time.monotonic() + SECONDS
    while (left := end - time.monotonic()) > 0:
        if watcher.hear(left) and reads:
            watcher.devices()


def most_in_a_second(times: list[float]) -> int:
    return max((sum(first <= other < first + 1 for other in times) for first in times), default=0)


def share_of(pid: int, action) -> float:  # noqa: ANN001
    before, begun = cpu(pid), time.monotonic()
    action()
    return (cpu(pid) - before) / (time.monotonic() - begun)


def cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def main_pid() -> int:
    return int(subprocess.run(["systemctl", "show", "-P", "MainPID", "rdma-manager-helper.service"], check=True,
                              capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
