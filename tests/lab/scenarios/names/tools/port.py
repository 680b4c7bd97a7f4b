# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The port under test, and the wishes one has for it."""

from pathlib import Path

ID = "f4521403007bcba1:ffff"
TAILS = ("f4:52:14:03:00:7b:cb:a1", "f4:52:14:03:00:7b:cb:a2")
IDS = (ID, "f4521403007bcba2:ffff")
RULES = Path("/etc/udev/rules.d/70-persistent-ipoib.rules")


def rule(name: str) -> bytes:
    return (f'ACTION=="add", SUBSYSTEM=="net", DRIVERS=="?*", KERNEL!="*.*", ATTR{{type}}=="32", '
            f'ATTR{{address}}=="?*{TAILS[0]}", NAME="{name}"\n').encode()


def renamed(name: str) -> dict:
    """The wish: now and at every boot."""
    return {"interfaces": {ID: {"name": name, "ruleName": name}}}


def name_of(tail: str = TAILS[0]) -> str:
    """As the kernel tells it; "" when the port is not there."""
    for address in sorted(Path("/sys/class/net").glob("*/address")):
        if address.read_text(encoding="ascii").strip().endswith(tail):
            return address.parent.name
    return ""


def rules_bytes() -> bytes | None:
    return RULES.read_bytes() if RULES.exists() else None
