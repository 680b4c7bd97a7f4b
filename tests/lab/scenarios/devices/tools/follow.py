# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A soft-RoCE device comes, its link goes down and up, it gets an address, it goes: each time a watcher is told."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from checks import check, equal, note
from watcher import Watcher, pretty

ROUNDS = 7
HELD_UP = 30.0  # seconds after which a command counts as stuck in the kernel


def main(link: str, device: str) -> None:
    unwatched = deletions(link, device)
    watcher = Watcher()
    watcher.settle()
    follow(watcher, link, device)
    equal("the helper holds no RDMA device open", [], held_devices())
    run(f"rdma link del {device}")
    watched = deletions(link, device, watcher)
    # A device that is held open is never deleted: run() would have failed. The least of several is hardly touched by what else runs.
    note(f"rdma link del: {spread(unwatched)} unwatched, {spread(watched)} watched, at the least "
         f"{min(watched) / min(unwatched):.1f} times")


def follow(watcher: Watcher, link: str, device: str) -> None:
    def port(devices: dict) -> dict:
        return devices[device]["ports"]["1"]

    def has_gid(devices: dict) -> bool:
        return device in devices and "ffff:0a09:0001" in pretty(watcher.detail(device))

    step(watcher, "a new device", f"rdma link add {device} type rxe netdev {link}", lambda devices: device in devices)
    step(watcher, "a link that went down", f"ip link set {link} down", lambda devices: port(devices)["state"] == "down")
    step(watcher, "a link that came up", f"ip link set {link} up", lambda devices: port(devices)["state"] == "active")
    step(watcher, "a GID of a new address", f"ip addr add 10.9.0.1/24 dev {link}", has_gid)
    step(watcher, "a renamed link", f"ip link set {link} name {link}x",
         lambda devices: port(devices)["netdevs"] == [f"{link}x"])
    step(watcher, "its old name", f"ip link set {link}x name {link}", lambda devices: port(devices)["netdevs"] == [link])
    step(watcher, "a device that went", f"rdma link del {device}", lambda devices: device not in devices)
    run(f"rdma link add {device} type rxe netdev {link}")
    watcher.settle()


def step(watcher: Watcher, words: str, command: str, holds: Callable[[dict], bool]) -> None:
    watcher.settle()
    run(command)
    took = watcher.until(holds)
    check(f"the watcher is told of {words} and reads it", took is not None, pretty(watcher.devices()))
    note(f"{command}: {'never' if took is None else f'{took * 1000:.0f} ms'}, signals so far {len(watcher.signals)}")
    watcher.settle()
    check(f"the last signal's read shows {words}", holds(watcher.devices()), pretty(watcher.devices()))


def deletions(link: str, device: str, watcher: Watcher | None = None) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        run(f"rdma link add {device} type rxe netdev {link}")
        run("udevadm settle")
        if watcher:
            watcher.settle(1.0)
        times.append(run(f"rdma link del {device}"))
    return times


def run(command: str) -> float:
    """The seconds it took."""
    begun = time.monotonic()
    subprocess.run(command.split(), check=True, timeout=HELD_UP)
    return time.monotonic() - begun


def held_devices() -> list[str]:
    pid = subprocess.run(["systemctl", "show", "-P", "MainPID", "rdma-manager-helper.service"], check=True,
                         capture_output=True, text=True).stdout.strip()
    targets = [str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()]
    return [target for target in targets if re.match("/dev/infiniband", target)]


def spread(times: list[float]) -> str:
    return f"{min(times) * 1000:.0f}-{max(times) * 1000:.0f} ms"


if __name__ == "__main__":
    main(*sys.argv[1:])
