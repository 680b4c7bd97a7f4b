# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who watches the devices: hears the helper's signals and reads again after each, as the window does."""

import json
import time
from collections.abc import Callable

from helperbus import Caller
from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, new_method_call

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_RULE = MatchRule(type="signal", interface="org.rdmamanager.Feature1", member="Changed",
                  path="/org/rdmamanager/Helper1/devices")


class Watcher(Caller):
    def __init__(self) -> None:
        super().__init__()
        self.signals: list[float] = []
        self.bus.send_and_get_reply(new_method_call(_BUS, "AddMatch", "s", (_RULE.serialise(),)))
        self.call("devices", "Watch")

    def devices(self) -> dict:
        return self.call("devices", "Read", "{}").json["live"]["devices"]

    def detail(self, device: str) -> dict:
        """It is silent where the helper did not wait long enough for it: a busy emulated guest may need several attempts."""
        for _ in range(20):
            state = self.call("devices", "Read", json.dumps({"device": device})).json
            if not any(note["code"] == "DeviceSilent" for note in state["notes"]):
                break
        return state

    def hear(self, patience: float) -> bool:
        """Waits for one signal."""
        heard, end = len(self.signals), time.monotonic() + patience
        while len(self.signals) == heard and (left := end - time.monotonic()) > 0:
            try:
                self._take(self.bus.receive(timeout=left))
            except TimeoutError:
                break
        return len(self.signals) > heard

    def settle(self, silence: float = 2.0) -> None:
        while self.hear(silence):
            pass
        self.signals.clear()

    def until(self, holds: Callable[[dict], bool], patience: float = 20.0) -> float | None:
        """Reads after each signal until what is read is as expected: the seconds that took."""
        begun = time.monotonic()
        while self.hear(begun + patience - time.monotonic()):
            if holds(self.devices()):
                return time.monotonic() - begun
        return None

    def _take(self, message: Message) -> None:
        if message.header.message_type == MessageType.signal and message.header.fields.get(HeaderFields.member) == "Changed":
            assert message.body == ("live",), message.body
            self.signals.append(time.monotonic())
        else:
            super()._take(message)


def pretty(state: object) -> str:
    return json.dumps(state, separators=(",", ":"))
