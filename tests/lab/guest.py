# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One virtual machine: started, watched until it switches itself off, its serial ports kept as files."""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cache import say

DEADLINE = 1800.0
_PROBE_DEADLINE = 5.0


@dataclass
class Machine:
    """What a guest boots from. The first disk is written to, but only in memory."""

    kernel: Path
    initramfs: Path
    root: Path
    modules: Path
    handed_in: Path


def accelerator(kernel: Path, initramfs: Path, logs: Path) -> list[str]:
    """KVM where a guest really boots with it: an openable /dev/kvm does not say so (nested, half emulated)."""
    if Path("/dev/kvm").exists():
        words = ["-accel", "kvm", "-cpu", "host"]
        console = logs / "probe.log"
        status = _watch([*_qemu(words, kernel, initramfs, "lab.probe quiet"), "-serial", f"file:{console}"],
                        logs / "probe-qemu.log", console, "guest can boot", _PROBE_DEADLINE)
        if status == "":
            return words
        say(f"KVM does not work here ({status}), emulating instead")
    return ["-accel", "tcg,thread=multi", "-cpu", "max"]


def run(machine: Machine, accel: list[str], logs: Path, on_line: Callable[[str], None], deadline: float) -> str:
    """Boots and waits, handing on each line of results. "" or why the guest did not reach its end."""
    drives = [(machine.root, "snapshot=on"), (machine.modules, "readonly=on"), (machine.handed_in, "readonly=on")]
    words = _qemu(accel, machine.kernel, machine.initramfs, "console=ttyS0 systemd.show_status=0 quiet")
    for image, option in drives:
        words += ["-drive", f"file={image},if=virtio,format=raw,{option}"]
    for name in ("console", "results", "journal"):
        words += ["-serial", f"file:{logs / name}.log"]
    results = _Lines(logs / "results.log", on_line)
    problem = _watch(words, logs / "qemu.log", logs / "results.log", "== end", deadline, results.hand_on)
    results.hand_on()
    return problem


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
    return ["qemu-system-x86_64", *accel, "-smp", "2", "-m", "1024", "-display", "none", "-nodefaults", "-nic", "none",
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
    return _stuck(log, output) or (f"no end within {deadline:.0f} s" if late else "qemu ended too early")


def _stuck(log: Path, output: Path) -> str:
    for text, sign in ((log, "KVM internal error"), (output.with_name("console.log"), "Kernel panic")):
        if sign in _text(text):
            return sign
    return ""


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
