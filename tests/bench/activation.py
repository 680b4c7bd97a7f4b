# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A bus that starts services on demand: the helper, or the demo host in its place, and the least service there can be.
import os
import signal
import subprocess
import time
from pathlib import Path

import dbus.bus
import dbus.lowlevel

HELPER = "org.rdmamanager.Helper1"
PEER = "org.rdmamanager.BenchAnswer"
BUS_CONFIG = Path(__file__).resolve().parent.parent / "demo" / "bus.conf"


class Activations:
    def __init__(self, build: Path, scratch: Path, demo: bool = False) -> None:
        self.address = f"unix:path={scratch}/bus"
        self.scratch = scratch
        helper = f"{build}/tests/bench/rdma-bench-helper {scratch}/root"
        self.programs = {HELPER: f"{build}/tests/demo/rdma-manager-demohost" if demo else helper,
                         PEER: f"{build}/tests/bench/rdma-bench-answer"}
        for directory in ("etc/udev/rules.d", "run", "var/lib", "sys/class/net"):
            (scratch / "root" / directory).mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> "Activations":
        for name, program in self.programs.items():
            service = f"[D-BUS Service]\nName={name}\nExec={program} --bus {self.address}\n"
            (self.scratch / f"{name}.service").write_text(service, encoding="utf-8")
        config = BUS_CONFIG.read_text(encoding="utf-8")
        config = config.replace("</busconfig>", f"<servicedir>{self.scratch}</servicedir></busconfig>")
        (self.scratch / "bus.conf").write_text(config, encoding="utf-8")
        # The demo host's fake root goes with the scratch directory.
        self.daemon = subprocess.Popen(
            ["dbus-daemon", "--nofork", "--print-address", f"--config-file={self.scratch}/bus.conf",
             f"--address={self.address}"], env=os.environ | {"TMPDIR": str(self.scratch)}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self.daemon.stdout
        self.daemon.stdout.readline()
        self.bus = dbus.bus.BusConnection(self.address)
        return self

    def __exit__(self, *_: object) -> None:
        for name in self.programs:
            self.end(name)
        self.bus.close()
        self.daemon.terminate()
        self.daemon.communicate()

    def activate_helper(self) -> float:
        return self.activate(HELPER)

    def activate_peer(self) -> float:
        return self.activate(PEER)

    def activate(self, name: str) -> float:
        """Milliseconds from a call to nobody to the answer."""
        self.end(name)
        call = dbus.lowlevel.MethodCallMessage(name, "/org/rdmamanager/Helper1/names", "org.rdmamanager.Feature1", "Read")
        call.append("{}")
        started = time.monotonic()
        self.bus.send_message_with_reply_and_block(call, 20)
        return (time.monotonic() - started) * 1000

    def end(self, name: str) -> None:
        if not self.bus.name_has_owner(name):
            return
        daemon = self.bus.get_object("org.freedesktop.DBus", "/org/freedesktop/DBus", introspect=False)
        os.kill(int(daemon.GetConnectionUnixProcessID(name)), signal.SIGTERM)
        while self.bus.name_has_owner(name):
            time.sleep(0.005)
