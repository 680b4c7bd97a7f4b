# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random limits files: what the helper says a user gets, beside what pam_limits gives in a real session."""

import json
import random
import subprocess
import sys
from pathlib import Path

from checks import none_of, note

DIRECTORY = Path("/etc/security")
USERS = ("alice", "oscar", "root")
DOMAINS = ("*", "@rdma", "alice", "oscar", "root", "1000:1001", "1001:", ":1000", "@users", "@0:", "%", "ghost")
VALUES = ("unlimited", "infinity", "-1", "64", "8192", "1048576", "65536", "0", "2048x", "lots")
MANGLED = ("alice -", "* soft memlock", "@rdma hard memlock 4096 # as agreed", "* SOFT MEMLOCK 128", "\t*\thard\tmemlock\t512\r",
           "* soft nofile 4096", "soft memlock 1", "10-20 soft memlock 1", "alice soft memlock unlimited extra", "#* - memlock 1",
           "* - memlock 256\n* - memlock 512", "oscar hard memlock 100\noscar soft memlock 200")


def main(seed: int, rounds: int) -> None:
    chooser = random.Random(seed)
    problems = []
    for number in range(rounds):
        files = scene(chooser, number)
        for user in USERS:
            said, given = answer(user), login(user)
            if said != given:
                problems.append(f"{user}: said {said}, given {given}, files {files}")
    note(f"seed {seed}: {rounds} sets of files, {rounds * len(USERS)} logins")
    none_of("the helper's answer is what a login gets", problems)


def scene(chooser: random.Random, number: int) -> dict[str, str]:
    files = {"limits.conf": lines(chooser, 2)}
    for name in chooser.sample(("10-a.conf", "50-b.conf", "rdma.conf", "zz.conf", "ignored.txt"), 2):
        files[f"limits.d/{name}"] = lines(chooser, 3)
    files["limits.d/20-mangled.conf"] = MANGLED[number % len(MANGLED)] + "\n"
    for old in (DIRECTORY / "limits.d").iterdir():
        old.unlink()
    for name, text in files.items():
        (DIRECTORY / name).write_text(text, encoding="utf-8")
    return files


def lines(chooser: random.Random, most: int) -> str:
    return "".join(f"{chooser.choice(DOMAINS)} {chooser.choice(('soft', 'hard', '-'))} memlock {chooser.choice(VALUES)}\n"
                   for _ in range(chooser.randint(0, most)))


def answer(user: str) -> str:
    ran = subprocess.run(["rdma-managerctl", "--json", "limits", "explain", "--user", user], capture_output=True, text=True, check=False)
    if ran.returncode:
        return f"status {ran.returncode}: {ran.stdout} {ran.stderr}"
    limit = json.loads(ran.stdout)["live"]["answer"]["login"]["effective"]
    return f"{limit['soft']} {limit['hard']}"


def login(user: str) -> str:
    """Bytes, as the kernel has them."""
    ran = subprocess.run(["runuser", "-l", user, "-c", "cat /proc/self/limits"], capture_output=True, text=True, check=False)
    for line in ran.stdout.splitlines():
        if line.startswith("Max locked memory"):
            return " ".join(line.split()[3:5])
    return f"no session: {ran.stdout} {ran.stderr}"


main(int(sys.argv[1]), int(sys.argv[2]))
