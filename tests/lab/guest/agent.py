# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scripted authentication agent: real polkitd asks it for passwords on behalf of this process, the script decides."""

import os
from collections import deque
from dataclasses import dataclass

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_call, new_method_return
from jeepney.io.blocking import open_dbus_connection

AUTHORITY = DBusAddress("/org/freedesktop/PolicyKit1/Authority", "org.freedesktop.PolicyKit1",
                        "org.freedesktop.PolicyKit1.Authority")
PATIENCE = 60.0


@dataclass
class Prompt:
    call: Message
    action: str
    message: str
    details: dict
    cookie: str
    identities: list


class Agent:
    """For every bus name of this process, whatever its user. Runs as root, so it may tell polkit who authenticated."""

    def __init__(self) -> None:
        self._bus = open_dbus_connection("SYSTEM")
        self._others: deque[Message] = deque()
        subject = ("unix-process", {"pid": ("u", os.getpid()), "start-time": ("t", _start_time()), "uid": ("i", 0)})
        self._ask("RegisterAuthenticationAgent", "(sa{sv})ss", (subject, "C", "/agent"))

    def next_prompt(self) -> Prompt:
        while True:
            message = self._others.popleft() if self._others else self._bus.receive(timeout=PATIENCE)
            member = message.header.fields.get(HeaderFields.member)
            if message.header.message_type == MessageType.method_call and member == "BeginAuthentication":
                action, text, _, details, cookie, identities = message.body
                return Prompt(message, action, text, details, cookie, identities)
            if message.header.message_type == MessageType.method_call:  # CancelAuthentication
                self._bus.send(new_method_return(message))

    def authenticate(self, prompt: Prompt) -> bool:
        """The right password. False: polkit no longer wants to know."""
        known = self._ask("AuthenticationAgentResponse2", "us(sa{sv})", (0, prompt.cookie, prompt.identities[0]))
        self._bus.send(new_method_return(prompt.call))
        return known

    def give_wrong_password(self, prompt: Prompt) -> None:
        self._bus.send(new_method_return(prompt.call))

    def dismiss(self, prompt: Prompt) -> None:
        self._bus.send(new_error(prompt.call, "org.freedesktop.PolicyKit1.Error.Cancelled", "s", ("closed",)))

    def _ask(self, method: str, signature: str, body: tuple) -> bool:
        serial = next(self._bus.outgoing_serial)
        self._bus.send(new_method_call(AUTHORITY, method, signature, body), serial=serial)
        while True:
            message = self._bus.receive(timeout=PATIENCE)
            if message.header.fields.get(HeaderFields.reply_serial) == serial:
                if method.startswith("Register") and message.header.message_type == MessageType.error:
                    raise RuntimeError(f"{method}: {message.body}")
                return message.header.message_type == MessageType.method_return
            self._others.append(message)


def _start_time() -> int:
    """The 22nd field of stat: what polkit tells one process from a later one of the same number by."""
    with open("/proc/self/stat", encoding="ascii") as stat:
        return int(stat.read().rpartition(")")[2].split()[19])
