# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Twenty callers at once, ten of them allowed, against real polkitd: each answer reaches its own caller (AU-08)."""

import json
import pwd
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import polkitd
import port
from agent import Agent, Prompt
from checks import check, none_of, note
from helperbus import Answer, Caller, plan_id, read

RUNNING, FINISHED = Path("/run/rdma-manager/jobs"), Path("/var/lib/rdma-manager/jobs")
ALLOWED = 10
# Seven prompts are open at once, and the helper grants a user four.
ASKING_USERS = ("alice", "berta")
# What becomes of the prompts of those who are not allowed; "silent": a call that allows no prompt.
FATES = ["silent", "silent", "silent", "dismissed", "dismissed", "wrong", "wrong", "leaves", "leaves", "authenticates"]
REFUSALS = {"silent": {"NoAgent"}, "dismissed": {"Dismissed"}, "wrong": {"NotAuthorized"}}
# Somebody else was first, or the machine is slow: said after, or instead of, the question to polkit.
LATE = {"Busy", "Stale", "Timeout"}
# All the allowed are one user: no more than four questions of a user are before polkit at once, asked aloud or not.
CROWDED = {"TooMany"}

# On one emulated processor; else whoever has planned before its prompt is always first.
LONGER_THAN_PLANNING = 0.5


@dataclass
class One:
    name: str  # the name it wishes: no other caller wishes it
    fate: str
    user: str
    plan: str
    caller: Caller
    serial: int = 0
    answer: Answer | None = None

    @property
    def may(self) -> bool:
        return self.fate in ("allowed", "authenticates")


def main(seed: int, rounds: int) -> None:
    shuffler = random.Random(seed)
    agent = Agent()
    plans = plans_of_all()
    problems: list[str] = []
    seen: Counter[str] = Counter()
    started = time.monotonic()
    hangs = 0
    for number in range(rounds):
        try:
            problems += [f"round {number}: {problem}" for problem in one_round(shuffler, agent, plans, seen)]
        except TimeoutError:
            if polkitd.answers():
                raise
            note(f"round {number}: polkitd hangs: {polkitd.threads()}")
            hangs += 1
            polkitd.kill_and_start()
            agent = Agent()
            when_idle()
            clean_up()
    note(f"seed {seed}, {time.monotonic() - started:.0f} s, answers: {dict(sorted(seen.items()))}")
    none_of(f"AU-08: in {rounds} interleavings of 20 callers each answer reached its own caller", problems)
    # Rare, and no doing of ours: github.com/polkit-org/polkit/issues/690. Its round tells nothing.
    check("AU-08: polkitd hung in one round at most", hangs <= 1, hangs)
    for fate in sorted({*FATES, "allowed"} - {"leaves"}):
        really = [key for key in seen if key.startswith(f"{fate}: ") and key.split()[-1] not in LATE | CROWDED]
        check(f"AU-08: some callers were really '{fate}'", bool(really), dict(seen))


def plans_of_all() -> dict[str, str]:
    """Who wishes what: the machine is the same before each round, so the plans are, too."""
    caller = Caller()
    names = [f"c{i:02}" for i in range(ALLOWED + len(FATES))]
    found = {name: plan_id(caller, "names", port.renamed(name)) for name in names}
    caller.leave()
    return found


def one_round(shuffler: random.Random, agent: Agent, plans: dict[str, str], seen: Counter) -> list[str]:
    for record in FINISHED.glob("*.json"):
        record.unlink()
    fates = ["allowed"] * ALLOWED + FATES
    shuffler.shuffle(fates)
    users = cycle(ASKING_USERS)
    callers = [new_caller(name, fate, plans, users) for name, fate in zip(plans, fates, strict=True)]
    asking = [one for one in callers if one.fate not in ("allowed", "silent")]
    try:
        prompts = dict(apply_and_wait(one, agent) for one in asking)
        go(shuffler, agent, callers, prompts)
        for one in callers:
            if one.fate != "leaves":
                one.answer = one.caller.answer(one.serial)
    finally:
        for one in callers:
            one.caller.leave()
    seen.update(f"{one.fate}: {one.answer.error or 'job'}" for one in callers if one.answer)
    problems = judge(callers, sorted(prompts) == sorted(one.name for one in asking))
    clean_up()
    return problems


def new_caller(name: str, fate: str, plans: dict[str, str], users: Iterator[str]) -> One:
    user = {"allowed": "oscar", "silent": "alice"}.get(fate) or next(users)
    return One(name, fate, user, plans[name], Caller(user))


def apply(one: One) -> None:
    one.serial = one.caller.send("names", "Apply", one.plan, json.dumps(port.renamed(one.name)),
                                 interactive=one.fate != "silent")


def apply_and_wait(one: One, agent: Agent) -> tuple[str, Prompt]:
    """Until its prompt is open, under the name that the prompt's text shows."""
    apply(one)
    prompt = agent.next_prompt()
    return prompt.message.rpartition(" to ")[2].partition(",")[0], prompt


def go(shuffler: random.Random, agent: Agent, callers: list[One], prompts: dict[str, Prompt]) -> None:
    """The calls of the allowed, the answers to the prompts and the departures, in an order of their own."""
    order = list(callers)
    shuffler.shuffle(order)
    for one in order:
        if one.fate in ("allowed", "silent"):
            apply(one)
        elif one.fate == "dismissed":
            agent.dismiss(prompts[one.name])
        elif one.fate == "wrong":
            agent.give_wrong_password(prompts[one.name])
        else:
            if one.fate == "leaves":
                one.caller.leave()
            agent.authenticate(prompts[one.name])
        time.sleep(shuffler.choice([0, 0, 0.002, LONGER_THAN_PLANNING]))


def judge(callers: list[One], asked_right: bool) -> list[str]:
    made = when_idle()
    problems = [] if asked_right else ["the prompts were not about the callers' own wishes"]
    handed_out: Counter[str] = Counter()
    for one in callers:
        if not one.answer:
            continue
        if one.answer.error:
            if one.answer.error not in expected_errors(one):
                problems.append(f"{one.name}, {one.fate}, got {one.answer.error}")
            continue
        handed_out[one.answer.text] += 1
        job = made.get(one.answer.text)
        uid = pwd.getpwnam(one.user).pw_uid
        if not one.may or not job or job["uid"] != uid or f'"{one.name}"' not in json.dumps(job):
            problems.append(f"{one.name}, {one.fate}, got the job {job or one.answer.text}")
    if dict.fromkeys(made, 1) != dict(handed_out):
        problems.append(f"{len(made)} jobs were made, {len(handed_out)} were handed out")
    if not made:
        problems.append("nobody's change was made")
    wished = {one.name for one in callers if one.may}
    if port.name_of() not in wished | {"ib0"}:
        problems.append(f"the port is called {port.name_of()}")
    return problems


def expected_errors(one: One) -> set[str]:
    if one.may:
        return LATE | CROWDED if one.fate == "allowed" else LATE
    return REFUSALS[one.fate] | (LATE - {"Busy"} if one.fate == "silent" else set())


def when_idle() -> dict:
    while any(RUNNING.glob("*.json")):
        time.sleep(0.02)
    return read("jobs")["live"]["jobs"]


def clean_up() -> None:
    port.RULES.unlink(missing_ok=True)
    if port.name_of() != "ib0":
        subprocess.run(["ip", "link", "set", port.name_of(), "name", "ib0"], check=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
