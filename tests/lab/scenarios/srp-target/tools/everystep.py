# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each operation on configfs of a whole export fails once, and is once the helper's last: WISH as JSON."""

import json
import shlex
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import lio
from checks import check, equal, none_of, note
from helperbus import Caller, plan_id, preview, read
from helperjobs import FINISHED, bring, forget_jobs, helper_pid, wait_for_end
from injection import KILL, Injection, injections

FEATURE = "srp_target"
NO_REPLY = "org.freedesktop.DBus.Error.NoReply"
CALLS = {"mkdir": "mkdir", "ln": "symlink"}
TRIES = 3  # of one attempt: on a busy machine a call can pass before strace(1) looks at it
ERRORS = {"mkdir": "EINVAL", "symlink": "EBUSY", "write": "EROFS"}


@dataclass(frozen=True)
class Target:
    """One call to the kernel: the how-manieth of its kind, or of those that write to a file."""

    words: str  # as a person would type it
    call: str
    number: int
    path: str | None = None


class Attempt:
    """One Apply in which one call goes wrong, the how-manieth of its targets."""

    def __init__(self, wish: dict, number: int, fault: Callable[[Target], str]) -> None:
        forget_jobs()
        self.problems: list[str] = []
        self.seen = ""
        self.missed = False
        caller = Caller()
        plan = preview(caller, FEATURE, wish)
        targets = targets_of(plan)
        if number >= len(targets):
            raise RuntimeError(f"only {len(targets)} operations are left to do: {[target.words for target in targets]}")
        target = targets[number]
        self.words = target.words
        self.before, self.file = lio.nodes(), lio.saved()
        with Injection(target.call, fault(target), target.number, target.path) as injection:
            pid = helper_pid()
            self.apply(caller, plan["id"], wish)
            wait_for_outcome(pid, injection)
        self.missed = not injection.happened()
        self.expect(not self.missed, "nothing was injected")
        caller.leave()
        if self.missed:
            take_back_what_was_done()

    def apply(self, caller: Caller, plan: str, wish: dict) -> None:
        """On a busy host planning may take longer than the helper gives it. A killed one owes the answer."""
        for _ in range(10):
            answer = caller.answer(caller.send(FEATURE, "Apply", plan, json.dumps(wish)))
            if answer.error != "Timeout":
                break
            time.sleep(2)  # what nobody waits for any more ends first
        self.expect(answer.error in ("", NO_REPLY), f"Apply answers {answer.error}")

    def expect_as_before(self, when: str) -> None:
        self.expect(not (difference := lio.differences(self.before, lio.nodes())), f"{when}: {difference}")
        self.expect(lio.saved() == self.file, f"{when}: the file is another")

    def expect(self, good: bool, problem: str) -> None:
        if not good:
            self.problems.append(problem)


def main(wish: dict) -> None:
    caller = Caller()
    operations = len(targets_of(preview(caller, FEATURE, wish)))
    caller.leave()
    check("a whole export is at least twelve operations", operations >= 12, operations)
    after = measure(wish)
    with injections():
        report("KI-07: every operation that fails leaves all as it was", operations, lambda number: fail_once(wish, number))
        report("KI-08, LC-02: every operation that is the last is told, and finished or taken back", operations,
               lambda number: kill_once(wish, number, after))


def report(words: str, operations: int, attempt: Callable[[int], Attempt]) -> None:
    started, seen, problems = time.monotonic(), Counter(), []
    for number in range(operations):
        made = attempt_until_injected(attempt, number)
        seen[made.seen] += 1
        problems += [f"{made.words}: {problem}" for problem in made.problems]
    note(f"{operations} attempts in {time.monotonic() - started:.0f} s, found then: {dict(sorted(seen.items()))}")
    none_of(words, problems)


def attempt_until_injected(attempt: Callable[[int], Attempt], number: int) -> Attempt:
    for _ in range(TRIES):
        made = attempt(number)
        if not made.missed:
            break
        note(f"{made.words}: {'; '.join(made.problems)}: once more")
    return made


def take_back_what_was_done() -> None:
    """Nothing went wrong, so the whole of it was done: the next attempt needs the host as it was."""
    for record in FINISHED.glob("*.json"):
        bring(record.stem, "none")


def fail_once(wish: dict, number: int) -> Attempt:
    attempt = Attempt(wish, number, lambda target: f"error={ERRORS[target.call]}")
    if attempt.missed:
        return attempt
    jobs = read("jobs")["live"]["jobs"].values()
    attempt.expect(len(jobs) == 1, f"{len(jobs)} jobs tell of it")
    for job in jobs:
        attempt.seen = job["state"]
        attempt.expect(job["state"] == "undone", f"the job is {job['state']}")
    attempt.expect_as_before("afterwards")
    return attempt


def kill_once(wish: dict, number: int, after: dict[str, str]) -> Attempt:
    finish = number % 2 == 0
    attempt = Attempt(wish, number, lambda _: KILL)
    if attempt.missed:
        return attempt
    jobs = read("jobs")
    attempt.expect(len(jobs["live"]["jobs"]) == 1, f"{len(jobs['live']['jobs'])} jobs tell of it")
    for job, view in jobs["live"]["jobs"].items():
        attempt.seen = f"{view['state']}, {jobs['config']['jobs'][job]['effect']}"
        attempt.expect(view["state"] == "interrupted", f"the job is {view['state']}")
        is_there = lio.differences(attempt.before, lio.nodes())
        attempt.expect(not is_there or jobs["config"]["jobs"][job]["effect"] != "none", f"{is_there}, and it is said that nothing is there")
        if finish:
            bring(job, "all")
            attempt.expect(not (difference := lio.differences(after, lio.nodes())), f"finished: {difference}")
        if finish or is_there:
            bring(job, "none")
    attempt.expect_as_before("taken back")
    return attempt


def targets_of(plan: dict) -> list[Target]:
    """The numbers of HBAs in their paths can be others in the next preview."""
    targets: list[Target] = []
    counts: Counter[str] = Counter()
    for operation in (line for step in plan["steps"] for line in step["operations"]):
        words = shlex.split(operation)
        if call := CALLS.get(words[0]):
            counts[call] += 1
            targets.append(Target(operation, call, counts[call]))
        else:
            path = words[-1]
            counts[path] += 1
            targets.append(Target(operation, "write", counts[path], path))
    return targets


def measure(wish: dict) -> dict[str, str]:
    """What is there when nothing goes wrong; then it is taken back."""
    forget_jobs()
    before, file = lio.nodes(), lio.saved()
    caller = Caller()
    job = caller.call(FEATURE, "Apply", plan_id(caller, FEATURE, wish), json.dumps(wish)).text
    caller.leave()
    wait_for_end(job)
    after = lio.nodes()
    bring(job, "none")
    equal("a whole export is made and taken back", "", lio.differences(before, lio.nodes()))
    equal("so is what was saved of it", file, lio.saved())
    return after


def wait_for_outcome(pid: int, injection: Injection) -> None:
    """The job's record is there, or the helper is not."""
    end = time.monotonic() + 120
    while time.monotonic() < end and Path(f"/proc/{pid}").exists() and not any(FINISHED.glob("*.json")):
        injection.strike(pid)
        time.sleep(0.02)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
