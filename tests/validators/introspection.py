#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the helper's objects say of themselves is what the installed interface file promises (DB-14).
import sys
from pathlib import Path
from xml.etree import ElementTree

from demobus import INTERFACE, Feature, demo_host


def members(node: ElementTree.Element) -> set[tuple[str, ...]]:
    """Names, directions, types and access; argument names too, for they are documentation."""
    interface = next(i for i in node.iter("interface") if i.get("name") == INTERFACE)
    found = set()
    for member in interface:
        if member.tag not in ("method", "signal", "property"):
            continue
        default = "out" if member.tag == "signal" else "in"
        arguments = (f"{a.get('direction', default)} {a.get('type')} {a.get('name')}" for a in member.iter("arg"))
        found.add((member.tag, member.get("name", ""), member.get("type", ""), member.get("access", ""), *arguments))
    return found


def main() -> int:
    promised = members(ElementTree.parse(Path(sys.argv[1])).getroot())
    assert len(promised) == 8, promised
    with demo_host(sys.argv[2]) as bus:
        for name in ("devices", "names", "log", "jobs"):
            exported = members(ElementTree.fromstring(Feature(bus, name).introspection()))
            for member in sorted(promised ^ exported):
                print(f"{name}: {member} is only in {'the file' if member in promised else 'the helper'}")
            if promised != exported:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
