#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the unit promises beside its cage: nobody can lock others out or take the machine down through it.
import sys
from pathlib import Path

# LC-06: whoever crashes it must not lock others out. LC-07: systemd waits for the name, which comes last.
# RX-04: memory and tasks end with the unit, not with the machine. RX-06: so do descriptors. LC-10: a job may end.
REQUIRED = {
    "StartLimitIntervalSec": "0",
    "Type": "dbus",
    "BusName": "org.rdmamanager.Helper1",
    "MemoryMax": "256M",
    "TasksMax": "48",
    "LimitNOFILE": "256",
    "LimitCORE": "0",
    "OOMPolicy": "stop",
    "TimeoutStopSec": "60",
}


def problems(unit: str) -> list[str]:
    settings = [line.split("=", 1) for line in unit.splitlines() if "=" in line and not line.startswith("#")]
    found = []
    for name, value in REQUIRED.items():
        values = [setting[1] for setting in settings if setting[0] == name]
        if values != [value]:
            found.append(f"{name}={values}, not {value}")
    return found


def main() -> int:
    unit = Path(sys.argv[1]).read_text(encoding="utf-8")
    assert problems(unit.replace("StartLimitIntervalSec=0", "")), "finds nothing"
    print("\n".join(problems(unit)) or "as promised")
    return 1 if problems(unit) else 0


if __name__ == "__main__":
    sys.exit(main())
