# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody's own client of the helper: a connection of any user, calls that need not wait for each other's answers."""

import json
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from jeepney import DBusAddress, HeaderFields, Message, MessageFlag, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

SERVICE = "org.rdmamanager.Helper1"
INTERACTIVE = MessageFlag.allow_interactive_authorization
PATIENCE = 120.0


@dataclass(frozen=True)
class Answer:
    text: str = ""
    error: str = ""  # the code of our errors, the name of anybody else's

    @property
    def json(self) -> dict:
        return json.loads(self.text)


@contextmanager
def _as_user(user: str) -> Iterator[None]:
    """With its groups: polkitd 126 takes those of the process, not those of the user database."""
    entry = pwd.getpwnam(user)
    os.initgroups(user, entry.pw_gid)
    os.setresgid(entry.pw_gid, entry.pw_gid, 0)
    os.setresuid(entry.pw_uid, entry.pw_uid, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        os.initgroups("root", 0)


class Caller:
    """One connection. Whoever calls from several at once gets a bus name each."""

    def __init__(self, user: str = "root") -> None:
        with _as_user(user):
            self.bus = open_dbus_connection("SYSTEM")
        self._answers: dict[int, Message] = {}

    def send(self, feature: str, method: str, *texts: str, interactive: bool = False) -> int:
        """The serial with which answer() finds what comes back."""
        address = DBusAddress(f"/org/rdmamanager/Helper1/{feature}", SERVICE, "org.rdmamanager.Feature1")
        call = new_method_call(address, method, "s" * len(texts) or None, texts)
        if interactive:
            call.header.flags |= INTERACTIVE
        serial = next(self.bus.outgoing_serial)
        self.bus.send(call, serial=serial)
        return serial

    def answer(self, serial: int, patience: float = PATIENCE) -> Answer:
        while serial not in self._answers:
            self._take(self.bus.receive(timeout=patience))
        return _answer_of(self._answers.pop(serial))

    def call(self, feature: str, method: str, *texts: str) -> Answer:
        return self.answer(self.send(feature, method, *texts))

    def leave(self) -> None:
        self.bus.close()

    def _take(self, message: Message) -> None:
        if message.header.message_type in (MessageType.method_return, MessageType.error):
            self._answers[message.header.fields[HeaderFields.reply_serial]] = message


def _answer_of(message: Message) -> Answer:
    text = message.body[0] if message.body else ""
    if message.header.message_type == MessageType.method_return:
        return Answer(text=text)
    name = message.header.fields[HeaderFields.error_name]
    return Answer(error=json.loads(text)["code"] if name == "org.rdmamanager.Error" else name)


def read(feature: str) -> dict:
    caller = Caller()
    try:
        return _ask(caller, feature, "Read", "{}").json
    finally:
        caller.leave()


def preview(caller: Caller, feature: str, wish: dict) -> dict:
    return _ask(caller, feature, "Preview", json.dumps(wish)).json


def plan_id(caller: Caller, feature: str, wish: dict) -> str:
    return preview(caller, feature, wish)["id"]


def _ask(caller: Caller, feature: str, method: str, text: str) -> Answer:
    """The helper gives a read five seconds: an emulated machine that has much else to do may need several attempts."""
    for _ in range(10):
        answer = caller.call(feature, method, text)
        if answer.error != "Timeout":
            break
    if answer.error:
        raise RuntimeError(f"{method} {feature} {text}: {answer.error}")
    return answer
