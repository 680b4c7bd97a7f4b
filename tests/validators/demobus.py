# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The demo host on a bus of its own, and calls to its features.
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dbus.bus
import dbus.lowlevel

SERVICE = "org.rdmamanager.Helper1"
INTERFACE = "org.rdmamanager.Feature1"
BUS_CONFIG = Path(__file__).resolve().parent.parent / "demo" / "bus.conf"


class Feature:
    def __init__(self, bus: dbus.bus.BusConnection, name: str) -> None:
        self.bus = bus
        self.proxy = bus.get_object(SERVICE, f"/org/rdmamanager/Helper1/{name}", introspect=False)

    def call(self, method: str, *arguments: str) -> str:
        message = dbus.lowlevel.MethodCallMessage(SERVICE, self.proxy.object_path, INTERFACE, method)
        message.append(*arguments)
        message.set_allow_interactive_authorization(True)
        return str(self.bus.send_message_with_reply_and_block(message, 20).get_args_list()[0])

    def read(self, query: dict | None = None) -> dict:
        return json.loads(self.call("Read", json.dumps(query or {})))

    def preview(self, wish: dict) -> dict:
        return json.loads(self.call("Preview", json.dumps(wish)))

    def apply(self, wish: dict) -> str:
        return self.call("Apply", self.preview(wish)["id"], json.dumps(wish))

    def introspection(self) -> str:
        return str(self.proxy.Introspect(dbus_interface="org.freedesktop.DBus.Introspectable"))


@contextmanager
def demo_host(program: str) -> Iterator[dbus.bus.BusConnection]:
    with demo_address(program) as address:
        yield dbus.bus.BusConnection(address)


@contextmanager
def demo_address(program: str) -> Iterator[str]:
    with started("dbus-daemon", "--nofork", "--print-address", f"--config-file={BUS_CONFIG}") as address:
        with started(program, "--bus", address) as ready:
            assert ready.startswith("ready"), ready
            yield address


@contextmanager
def started(*command: str) -> Iterator[str]:
    """The process while it is needed, and the first line that it says."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
