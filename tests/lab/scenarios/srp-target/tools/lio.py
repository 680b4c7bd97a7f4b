# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""LIO's configfs as one comparable value: nodes, links, what people set; other fabrics' part of it as well."""

import os
import re
from pathlib import Path

SAVED = Path("/etc/rtslib-fb-target/saveconfig.json")
_TOP = "/sys/kernel/config/target"
_PRUNED = {"statistics", "fabric_statistics", "alua", "param", "auth", "pr"}
_SET = {"enable", "udev_path", "vpd_unit_serial", "write_protect", "emulate_write_cache", "emulate_tpu", "block_size"}
_HBA = re.compile(r"(iblock|fileio|rd_mcp)_\d+")  # its number is anybody's


def nodes() -> dict[str, str]:
    found: dict[str, str] = {}
    for folder, folders, files in os.walk(_TOP):
        folders[:] = [name for name in folders if name not in _PRUNED]
        place = _HBA.sub(r"\1", folder.removeprefix(_TOP))
        found[place] = ""
        for name in folders:
            if os.path.islink(f"{folder}/{name}"):
                found[f"{place} -> {_HBA.sub(r'\1', os.readlink(f'{folder}/{name}'))}"] = ""
        for name in _SET.intersection(files):
            found[f"{place}/{name}"] = _value(f"{folder}/{name}")
    return {place: value for place, value in found.items() if not re.fullmatch(r"/srpt|/srpt/discovery_auth|/core/[a-z_]+", place)}


def saved() -> bytes | None:
    return SAVED.read_bytes() if SAVED.exists() else None


def differences(expected: dict[str, str], seen: dict[str, str]) -> str:
    return ", ".join(f"{place}: {seen.get(place)!r}, not {expected.get(place)!r}" for place in sorted({*expected, *seen})
                     if expected.get(place) != seen.get(place))


def _value(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError as error:  # a link's target that is being taken away
        return str(error.errno)
