# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of checks.sh for the parts of a scenario that are written in Python: each check prints one line."""


def check(words: str, good: bool, seen: object = "") -> bool:
    print(f"ok {words}" if good else f"FAIL {words} (saw: {_one_line(seen)})", flush=True)
    return good


def equal(words: str, expected: object, seen: object) -> bool:
    return check(words, expected == seen, f"{seen}; expected: {expected}")


def none_of(words: str, problems: list[str]) -> bool:
    """Many observations, one line: fails with the first of what went wrong."""
    return check(words, not problems, f"{len(problems)} times; {'; '.join(problems[:4])}")


def note(text: str) -> None:
    print(f"  {text}", flush=True)


def _one_line(seen: object) -> str:
    return " | ".join(str(seen).splitlines())[:900]
