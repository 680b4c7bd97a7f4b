# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What bash offers after rdma-managerctl, asked of bash itself: completion.py SCRIPT PROGRAM DEMO_HOST.
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from demobus import demo_address

SCRIPT, PROGRAM, DEMO_HOST = sys.argv[1:4]
ASK = """
. /usr/share/bash-completion/bash_completion
. "$1"
COMP_LINE=$2
shift 2
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_POINT=${#COMP_LINE}
_rdma_managerctl
((${#COMPREPLY[@]} == 0)) || printf '%s\\n' "${COMPREPLY[@]}"
"""
HOSTILE = """#!/bin/sh
printf 'INTERFACE\\n%s x\\n ! a remark\\n' 'ib$(touch${IFS}broken)'
"""


def offered(*words: str, program: str = PROGRAM) -> list[str]:
    """Bash hands the words over broken at : and = too, and nothing expanded."""
    broken = [part for word in words for part in re.split(r"([:=]+)", word) if part or not word]
    line = ["rdma-managerctl", *words]
    path = f"{Path(program).parent}:{os.environ['PATH']}"
    answer = subprocess.run(["bash", "-c", ASK, "bash", SCRIPT, " ".join(line), "rdma-managerctl", *broken],
                            env=os.environ | {"PATH": path}, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                            check=True)
    assert not answer.stderr, answer.stderr
    return answer.stdout.split("\n")[:-1]


# In the order of their port GUIDs: two cards, four virtual functions of the first, the card with the rules, the VPI card.
DEMO_INTERFACES = ["ibp129s0f0", "ibp129s0f1", *(f"ibp129s0f0v{number}" for number in range(4)), "ib0", "mlx4_ib1", "ibp6s0"]


class Completion(unittest.TestCase):
    def test_commands(self) -> None:
        self.assertEqual(offered("re"), ["read"])
        self.assertEqual(offered("names", ""), ["rename"])
        self.assertEqual(offered("--json", "jobs", ""), ["undo", "finish"])
        self.assertEqual(offered("watch", ""), ["devices", "names", "modules", "ports", "limits", "srp_target", "srp_initiator", "log", "jobs"])
        self.assertEqual(offered("devices", ""), ["show"])
        self.assertEqual(offered("targets", ""), ["cards"])
        self.assertEqual(offered("modules", ""), ["set", "load", "unload", "gaps"])
        self.assertEqual(offered("modules", "set", "ipoib", "--at-boot", ""), ["on", "off"])
        self.assertEqual(offered("services", ""), ["enable", "disable", "start", "stop"])
        self.assertEqual(offered("limits", "set"), ["set", "set-unit"])
        self.assertEqual(offered("limits", "set", ""), [r"\*", "@rdma"])
        self.assertEqual(offered("limits", "set", "@rdma", ""), ["unlimited"])
        self.assertEqual(offered("limits", "explain", "--user", "roo"), ["root"])
        self.assertEqual(offered("read", "names", ""), [])

    def test_all_of_the_help_is_offered(self) -> None:
        text = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True).stdout
        listed = text[text.index("Commands:"):]
        commands = set(re.findall(r"^  ([a-z]+)", listed, re.MULTILINE))
        self.assertEqual(set(offered("")), commands)
        options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", listed, re.MULTILINE))
        self.assertEqual(set(offered("-")), options)

    def test_interfaces_that_can_be_renamed_and_jobs(self) -> None:
        with demo_address(DEMO_HOST) as address:
            for bus in (["--bus", address], [f"--bus={address}"]):
                self.assertEqual(offered(*bus, "names", "rename", ""), DEMO_INTERFACES)
            self.assertEqual(offered("--bus", address, "names", "rename", "ml"), ["mlx4_ib1"])
            self.assertEqual(offered("--bus", address, "names", "rename", "ib0", ""), [])
            self.assertEqual(offered("--bus", address, "devices", "show", "mlx4"), ["mlx4_0", "mlx4_1"])
            self.assertEqual(offered("--bus", address, "jobs", "undo", ""), [])
            subprocess.run([PROGRAM, "--bus", address, "--yes", "names", "rename", "ib0", "mlx4_ib0"],
                           stdout=subprocess.DEVNULL, check=True)
            jobs = offered("--bus", address, "jobs", "undo", "")
            self.assertEqual(len(jobs), 1)
            self.assertRegex(jobs[0], "^[0-9a-f]{32}$")

    def test_nothing_without_a_helper(self) -> None:
        self.assertEqual(offered("--bus", "unix:path=/nowhere", "names", "rename", ""), [])

    def test_a_hostile_name_is_quoted_and_not_run(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            program = Path(directory) / "rdma-managerctl"
            program.write_text(HOSTILE, encoding="utf-8")
            program.chmod(0o755)
            self.assertEqual(offered("names", "rename", "", program=str(program)), [r"ib\$\(touch\$\{IFS\}broken\)"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
