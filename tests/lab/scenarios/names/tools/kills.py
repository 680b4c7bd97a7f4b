# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGKILL for the helper at many moments of an Apply: what it was about to change is old or new, and can be taken back."""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import port
from changes import Changes
from checks import check, equal, none_of, note
from helperbus import Caller, plan_id, read
from helperjobs import FINISHED, bring, forget_jobs, helper_pid, kill

FOLDERS = [port.RULES.parent, Path("/run/rdma-manager/jobs"), FINISHED]
OTHERS = b'# by hand\nACTION=="add", SUBSYSTEM=="net", ATTR{address}=="52:54:00:*", NAME="lan0"\n'
NAME = "mlx4_ib0"
DELAYS = 8


class Attempt:
    """One Apply and one kill."""

    def __init__(self, before: bytes | None) -> None:
        self.before = before
        self.after = (before or b"") + port.rule(NAME)
        self.problems: list[str] = []
        self.seen = ""
        set_rules(before)
        forget_jobs()
        self.caller = Caller()
        self.plan = plan_id(self.caller, "names", port.renamed(NAME))
        self.pid = helper_pid()

    def apply(self) -> None:
        self.caller.send("names", "Apply", self.plan, json.dumps(port.renamed(NAME)))

    def kill(self) -> None:
        kill(self.pid)
        self.caller.leave()

    def judge(self) -> None:
        """What is there right after the kill, what the next helper says of it, and whether it can be taken back."""
        file, name = port.rules_bytes(), port.name_of()
        self.expect(file in (self.before, self.after), f"the rules file holds {file!r}")
        self.expect(name in ("ib0", NAME), f"the port is called {name}")
        is_old = file == self.before and name == "ib0"
        state = read("jobs")
        made = state["live"]["jobs"]
        self.expect(len(made) == 1 or (not made and is_old), f"{len(made)} jobs tell of it, the machine is changed")
        for id, job in made.items():
            self.seen = f"{job['state']}, {'old' if is_old else 'file new' if name == 'ib0' else 'all new'}"
            self.expect(job["state"] in ("interrupted", "done", "undone"), f"the job is {job['state']}")
            there = "none" if is_old else "part" if name == "ib0" else "all"
            self.expect(state["config"]["jobs"][id]["effect"] == there, f"{there} of it is there, the job says: {job}")
            if there == "part":
                bring(id, "all")
                self.expect(port.rules_bytes() == self.after and port.name_of() == NAME, "finishing it did not finish it")
            if not is_old:
                bring(id, "none")
        self.expect(port.rules_bytes() == self.before and port.name_of() == "ib0",
                    f"after the undo: {port.rules_bytes()!r}, {port.name_of()}")

    def expect(self, good: bool, problem: str) -> None:
        if not good:
            self.problems.append(problem)


def main(stride: int) -> None:
    started = time.monotonic()
    events, duration = measure(None)
    note(f"an Apply makes {events} changes to files in {duration:.2f} s")
    check("an Apply makes changes to files that one can wait for", events >= 8, events)
    attempts = [(None if k % 2 else OTHERS, after_change(k)) for k in range(1, events + 1)]
    attempts += [(None if k % 2 else OTHERS, after_seconds(duration * k / DELAYS)) for k in range(DELAYS)]
    attempts = attempts[::stride]
    problems: list[str] = []
    seen: Counter[str] = Counter()
    left = 0
    for number, (before, wait) in enumerate(attempts):
        attempt = Attempt(before)
        with Changes(FOLDERS) as changes:
            attempt.apply()
            wait(changes)
            attempt.kill()
        left += len(leftovers())
        attempt.judge()
        seen[attempt.seen or "no job"] += 1
        problems += [f"kill {number}: {problem}" for problem in attempt.problems]
    note(f"{len(attempts)} kills in {time.monotonic() - started:.0f} s, found then: {dict(sorted(seen.items()))}; temporary files left by them: {left}")
    none_of(f"KI-08, FS-09: after {len(attempts)} kills in an Apply all is old or new, told, and can be taken back", problems)
    check("some of them interrupted a job", any(key.startswith("interrupted") for key in seen), dict(seen))
    equal("no temporary file is left", [], leftovers())
    set_rules(None)


def measure(before: bytes | None) -> tuple[int, float]:
    attempt = Attempt(before)
    started = time.monotonic()
    with Changes(FOLDERS) as changes:
        attempt.apply()
        events, last = changes.count(2.0)
    attempt.caller.leave()
    attempt.judge()
    equal("an Apply that nobody kills is done and can be taken back", [], attempt.problems)
    return events, last - started


def after_change(number: int) -> Callable[[Changes], None]:
    return lambda changes: changes.wait_for(number, 5.0)


def after_seconds(seconds: float) -> Callable[[Changes], None]:
    return lambda changes: time.sleep(seconds)


def leftovers() -> list[str]:
    return [str(path) for folder in FOLDERS for path in folder.glob(".rdma-manager.*")]


def set_rules(content: bytes | None) -> None:
    if content is None:
        port.RULES.unlink(missing_ok=True)
    else:
        port.RULES.write_bytes(content)


if __name__ == "__main__":
    main(int(sys.argv[1]))
