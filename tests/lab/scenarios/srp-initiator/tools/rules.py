# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the real srp_daemon reads a rules file as the helper says that it does: the same line is the first that it refuses, or none."""

import json
import re
import subprocess
from pathlib import Path

from checks import check, none_of
from helperbus import Caller

RULES = Path("/etc/srp_daemon.conf")
# A dgid of fewer than 32 digits is left out: srp_daemon takes it and compares what happens to be behind it; we refuse it.
FULL = "id_ext=0000000000000001,ioc_guid=0000000000000002,dgid=fe80000000000000001175000077dd7e,service_id=0000000000000003,pkey=0004"
FILES = [
    "", "a\n", "d\n", "A id_ext=1\nD\n", "# comment\n\na id_ext=1\n", "#no end", "a id_ext=1", "a id_ext=1\nd",
    f"a {FULL}\n", f"d {FULL}\n", f"a {FULL},max_sect=1024,queue_size=128\n", f"d {FULL},max_sect=1024\n",
    "a id_ext=0x1\n", " a id_ext=1\n", "\td\n", "allow id_ext=1\n", "x\n", "; comment\n", "a id_ext=1 # mine\n", "a id_ext=1\r\n", "\r\n",
    "a id_ext=12345678901234567\n", "d pkey=1234567890\n", "d pkey=18001\n", "a ,id_ext=1\n", "a id_ext=1,,pkey=1\n", "a id_ext\n", "a =1\n",
    "a initiator_ext=1\n", "a ID_EXT=1\n", "a dgid=fe80:0000:0000:0000\n", "a max_sect=1 queue_size=2 tl_retry_count=3\n",
    "a sg_tablesize=1,cmd_sg_entries=2,allow_ext_sg=1,comp_vector=0,ch_count=4,max_cmd_per_lun=5\n",
    "d pkey=1" + " " * 245 + "\n", "d pkey=1" + " " * 246 + "\n", "d\n" + "x" * 1000 + "\n", "d id_ext=1 id_ext=2\n", "A \t id_ext=00000001,\tpkey=FFFF,\n", "d   \n",
]


def refused_by_daemon(text: str) -> int | None:
    """The number of the line. It logs to syslog only, even when it runs once (srp_daemon.c)."""
    RULES.write_text(text, encoding="ascii", newline="")
    since = subprocess.run(["journalctl", "-n0", "--show-cursor", "-q"], check=True, capture_output=True, text=True).stdout.split("cursor: ")[-1].strip()
    subprocess.run(["srp_daemon", "-o", "-c", "-f", RULES, "-j", "rxe0:1"], check=False, capture_output=True)
    subprocess.run(["journalctl", "--sync"], check=True)
    said = subprocess.run(["journalctl", "-q", "-t", "srp_daemon", "-o", "cat", f"--after-cursor={since}"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"(?:Bad syntax in|Buffer overflow triggered by) rules file \S+ line (\d+)", said)
    assert found or "link layer" in said, said  # it came as far as looking for a port
    return int(found[1]) if found else None


def refused_by_us(caller: Caller) -> int | None:
    notes = json.loads(caller.call("srp_initiator", "Read", "{}").text)["notes"]
    numbers = [int(note["detail"].split(":")[0]) for note in notes if note["code"] == "RulesRefused"]
    return numbers[0] if numbers else None


def main() -> None:
    caller, differences, refused = Caller(), [], 0
    for text in FILES:
        daemon, ours = refused_by_daemon(text), refused_by_us(caller)
        refused += daemon is not None
        if daemon != ours:
            differences.append(f"{text[:60]!r}: srp_daemon refuses {daemon}, we {ours}")
    RULES.unlink()
    check("srp_daemon refuses some files and takes others", 15 <= refused <= len(FILES) - 10, refused)
    none_of("srp_daemon refuses the lines that we say it refuses", differences)


if __name__ == "__main__":
    main()
