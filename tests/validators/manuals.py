# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The man pages name exactly the commands, options, exit codes and actions that there are: manuals.py RESOURCES PROGRAMS.
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path
from xml.etree import ElementTree

RESOURCES, PROGRAMS = map(Path, sys.argv[1:3])


def source(page: str) -> str:
    return (RESOURCES / "man" / page).read_text(encoding="utf-8")


def options_in(page: str) -> set[str]:
    """Every option that a page lists: .It Fl y , -yes"""
    items = re.findall(r"^\.It (Fl .*)$", source(page), re.MULTILINE)
    return {f"-{word}" for item in items for word in re.findall(r"(?:Fl|,) (-?[a-z][a-z-]*)", item)}


def help_of(program: str) -> str:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    return subprocess.run([PROGRAMS / program, "--help"], env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=True).stdout


def options_of(program: str) -> set[str]:
    """Every option at the head of a line of the help."""
    heads = re.findall(r"^  (-.*?)(?:  |$)", help_of(program), re.MULTILINE)
    return {word for head in heads for word in re.findall(r"(?<!\S)(--?[a-z][a-z-]*)", head)}


class Manuals(unittest.TestCase):
    maxDiff = None

    def test_options_of_the_window(self) -> None:
        self.assertEqual(options_in("rdma-manager.1"), options_of("rdma-manager"))

    def test_options_of_the_command_line(self) -> None:
        self.assertEqual(options_in("rdma-managerctl.1"), options_of("rdma-managerctl"))

    def test_commands(self) -> None:
        listed = help_of("rdma-managerctl").split("Commands:\n")[1].split("\n\n")[0]
        helped = {re.split("  +", line.strip())[0] for line in listed.splitlines()}
        helped = {re.sub(r" \[?[A-Z]+\]?(?:=[A-Z]+\.\.\.)?", "", line) for line in helped}
        items = re.findall(r"^\.It Cm ([a-z -]+?)(?: Ar .*| Op .*)?$", source("rdma-managerctl.1"), re.MULTILINE)
        self.assertEqual(set(items), helped)

    def test_exit_codes(self) -> None:
        helped = re.findall(r"^  (\d)  ", help_of("rdma-managerctl").split("Exit codes:")[1], re.MULTILINE)
        listed = re.findall(r"^\.It (\d)$", source("rdma-managerctl.1"), re.MULTILINE)
        self.assertEqual(listed, helped)
        self.assertGreater(len(listed), 3)

    def test_actions_of_the_helper(self) -> None:
        policy = ElementTree.parse(RESOURCES / "polkit" / "org.rdmamanager.policy")
        actions = {action.get("id") for action in policy.iter("action")}
        self.assertEqual(set(re.findall(r"^\.It Li (org\.\S+)$", source("rdma-manager-helper.8"), re.MULTILINE)), actions)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
