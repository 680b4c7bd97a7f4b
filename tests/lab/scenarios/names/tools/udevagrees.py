# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real udev names the ports on machines full of rules; what the helper foretold must be what happens."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import port
from checks import check, none_of, note
from helperbus import read
from rulesets import Maker, RuleSet

COMBINED = 10


def main(seed: int) -> None:
    started = time.monotonic()
    sets = list(Maker(seed).all(COMBINED))
    hotplug()
    results = [try_out(made) for made in sets]
    hotplug()
    must = [wrong for made, wrong in zip(sets, results, strict=True) if made.decidable]
    may = [wrong for made, wrong in zip(sets, results, strict=True) if not made.decidable]
    note(f"seed {seed}: {len(must)} rule sets of known keys, {must.count([])} agree; {len(may)} with others, "
         f"{may.count([])} agree; {time.monotonic() - started:.0f} s")
    check("at least 40 rule sets were tried", len(must) >= 40, len(must))
    none_of(f"udev does with {len(must)} rule sets what the helper foretold", [problem for wrong in must for problem in wrong])
    none_of(f"with {len(may)} others, too, or the helper has said that it is in doubt", [problem for wrong in may for problem in wrong])


def try_out(made: RuleSet) -> list[str]:
    """What was foretold wrongly: before the adapter comes, and when it is there."""
    with on_disk(made):
        before = foretold()
        hotplug()
        really = [port.name_of(tail) for tail in port.TAILS]
        after = foretold()
    hotplug()
    wrong = []
    for when, said in (("before", before), ("after", after)):
        for number, (guess, name) in enumerate(zip(said, really, strict=True)):
            if not guess.fits(name, number, made.decidable):
                wrong.append(f"{made.title}, port {number}, {when}: {guess}, really {name}")
    if wrong:
        show(made, wrong)
    return wrong


class Guess:
    def __init__(self, interface: dict, notes: list[dict]) -> None:
        self._next = interface["nextBoot"]
        self._fresh = interface["name"] in ("ib0", "ib1")
        self._doubts = [note for note in notes if note["code"] == "NameInDoubt" and note["subject"] == interface["name"]]

    def fits(self, name: str, number: int, decidable: bool) -> bool:
        """Doubt counts where only udev can know: other keys, or the number of a kernel name that was given up."""
        said = self._next["name"] or f"ib{number}"
        return said == name or (bool(self._doubts) and not (decidable and self._fresh))

    def __str__(self) -> str:
        doubt = f", in doubt: {self._doubts}" if self._doubts else ""
        return f"foretold '{self._next['name']}' by {self._next['source']} {self._next['file']}:{self._next['line']}{doubt}"


def foretold() -> list[Guess]:
    state = read("names")
    return [Guess(state["live"]["interfaces"][id], state["notes"]) for id in port.IDS]


@contextmanager
def on_disk(made: RuleSet) -> Iterator[None]:
    for path, text in made.files.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            Path(path).symlink_to("/dev/null")
        else:
            Path(path).write_text(text, encoding="utf-8")
    reload_rules()
    yield
    for path in made.files:
        Path(path).unlink()
    reload_rules()


def reload_rules() -> None:
    subprocess.run(["udevadm", "control", "--reload"], check=True)


def hotplug() -> None:
    for words in (["rmmod", "rdma_lab_ipoib"], ["modprobe", "rdma_lab_ipoib"], ["udevadm", "settle"]):
        subprocess.run(words, check=True)


def show(made: RuleSet, wrong: list[str]) -> None:
    for line in wrong:
        note(f"! {line}")
    for path, text in made.files.items():
        note(f"--- {path}{' -> /dev/null' if text is None else ''}")
        for line in (text or "").splitlines():
            note(f"    {line}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
