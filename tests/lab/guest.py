# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One virtual machine: started, watched until it switches itself off, its serial ports kept as files."""

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cache import say

DEADLINE = 2700.0  # the longest scenario takes 20 minutes beside another guest, half an hour beside two
_PROBE_DEADLINE = 5.0
_ENDED = "qemu ended too early"
_STARTS = 3  # qemu 10 falls over its own assertion now and then while it emulates two processors (iotlb_to_section())


@dataclass
class Machine:
    """What a guest boots from. The first disk is written to, but only in memory."""

    kernel: Path
    initramfs: Path
    root: Path
    modules: Path
    handed_in: Path
    has_peer: bool = False  # a second guest of the same kind, at the other end of a cable


def accelerator(kernel: Path, initramfs: Path, logs: Path) -> list[str]:
    """KVM where a guest really boots with it: an openable /dev/kvm does not say so (nested, half emulated)."""
    if Path("/dev/kvm").exists():
        words = ["-accel", "kvm", "-cpu", "host"]
        console = logs / "probe.log"
        status = _watch([*_qemu(words, kernel, initramfs, "lab.probe quiet"), "-nic", "none", "-serial", f"file:{console}"],
                        logs / "probe-qemu.log", console, "guest can boot", _PROBE_DEADLINE)
        if status == "":
            return words
        say(f"KVM does not work here ({status}), emulating instead")
    # Emulated, "rep movsb" copies byte by byte, and kernel and libc choose it wherever the processor says that it is fast.
    return ["-accel", "tcg,thread=multi", "-cpu", "Westmere"]


def run(machine: Machine, accel: list[str], logs: Path, on_line: Callable[[str], None], deadline: float) -> str:
    """Boots and waits, handing on each line of results. "" or why the guest did not reach its end."""
    problem = ""
    for _ in range(_STARTS):
        problem = _run_once(machine, accel, logs, on_line, deadline)
        if problem != _ENDED or _text(logs / "results.log"):
            break
        say(f"{_ENDED}, before the guest could say anything ({logs}/qemu.log): once more")
    return problem


def _run_once(machine: Machine, accel: list[str], logs: Path, on_line: Callable[[str], None], deadline: float) -> str:
    with _cable(machine, accel, logs) as network:
        words = [*_booting(machine, accel, logs), *network]
        results = _Lines(logs / "results.log", on_line)
        problem = _watch(words, logs / "qemu.log", logs / "results.log", "== end", deadline, results.hand_on)
    results.hand_on()
    return problem


@contextmanager
def _cable(machine: Machine, accel: list[str], logs: Path) -> Iterator[list[str]]:
    """The words for a cable to the peer, which runs as long as anybody is at its other end; none without a peer."""
    if not machine.has_peer:
        yield ["-nic", "none"]
        return
    peer_logs = logs / "peer"
    peer_logs.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, (peer_logs / "qemu.log").open("w", encoding="utf-8") as messages:
        socket = Path(folder, "cable")  # a socket's name has at most 107 bytes
        words = [*_booting(machine, accel, peer_logs, "lab.peer"), *_network(socket, "on", 1)]
        with subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=messages, stderr=subprocess.STDOUT) as peer:
            try:
                while not socket.exists() and peer.poll() is None:
                    time.sleep(0.1)
                yield _network(socket, "off", 2)
            finally:
                peer.kill()


def _network(socket: Path, server: str, number: int) -> list[str]:
    return ["-netdev", f"stream,id=cable,server={server},addr.type=unix,addr.path={socket}",
            "-device", f"virtio-net-pci,netdev=cable,mac=52:54:00:00:00:0{number},romfile="]


def _booting(machine: Machine, accel: list[str], logs: Path, more: str = "") -> list[str]:
    drives = [(machine.root, "snapshot=on"), (machine.modules, "readonly=on"), (machine.handed_in, "readonly=on")]
    words = _qemu(accel, machine.kernel, machine.initramfs, f"console=ttyS0 systemd.show_status=0 quiet mitigations=off {more}")
    for image, option in drives:
        words += ["-drive", f"file={image},if=virtio,format=raw,{option}"]
    for name in ("console", "results", "journal"):
        words += ["-serial", f"file:{logs / name}.log"]
    return words


class _Lines:
    """A growing file's lines, each handed on once."""

    def __init__(self, path: Path, on_line: Callable[[str], None]) -> None:
        self._path, self._on_line, self._seen = path, on_line, 0

    def hand_on(self) -> None:
        lines = _text(self._path).replace("\r", "").split("\n")[:-1]
        for line in lines[self._seen:]:
            self._on_line(line)
        self._seen = len(lines)


def _qemu(accel: list[str], kernel: Path, initramfs: Path, append: str) -> list[str]:
    return ["qemu-system-x86_64", *accel, "-m", "1024", "-display", "none", "-nodefaults",
            "-kernel", str(kernel), "-initrd", str(initramfs), "-append", append]


def _watch(words: list[str], log: Path, output: Path, wanted: str, deadline: float,
           meanwhile: Callable[[], None] = lambda: None) -> str:
    """Runs qemu until it ends; "" when the output has the wanted text, else what went wrong."""
    until = time.monotonic() + deadline
    with log.open("w", encoding="utf-8") as messages, subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=messages, stderr=subprocess.STDOUT) as qemu:
        try:
            while qemu.poll() is None and time.monotonic() < until and not _stuck(log, output):
                meanwhile()
                time.sleep(0.2)
            late = qemu.poll() is None
        finally:
            qemu.kill()
    if wanted in _text(output):
        return ""
    return _stuck(log, output) or (f"no end within {deadline:.0f} s" if late else _ENDED)


def _stuck(log: Path, output: Path) -> str:
    for text, sign in ((log, "KVM internal error"), (output.with_name("console.log"), "Kernel panic")):
        if sign in _text(text):
            return sign
    return ""


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
