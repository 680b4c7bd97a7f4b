# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The case table of SECURITY.md: every case that we promise has a row, and every row a test that carries its number.
import re
from collections.abc import Iterator

from sources import Source

TABLE = "SECURITY.md"
ROW = re.compile(r"^\| ([A-Z]{2})-(\d\d) \|.*\| ([^|]*) \|$", re.M)


def numbered(prefix: str, *ranges: tuple[int, int]) -> list[str]:
    return [f"{prefix}-{n:02}" for first, last in ranges for n in range(first, last + 1)]


REQUIRED = [
    *numbered("AU", (1, 20)), *numbered("DB", (1, 14)), *numbered("IV", (1, 19), (21, 22)),
    *numbered("FS", (1, 12), (14, 20)), *numbered("SO", (1, 5), (7, 8)), *numbered("SP", (1, 15)),
    *numbered("KI", (1, 17)), *numbered("RX", (1, 9)), *numbered("LC", (1, 14)),
]


def carries(source: Source, case: str) -> bool:
    """A C++ test in its code, where a comment does not count; scripts and gates anywhere: their texts are what they print."""
    spelling = case.replace("-", "[-_]")
    return bool(re.search(rf"(?<![A-Z]){spelling}(?!\d)", source.code))


def cases(sources: list[Source]) -> Iterator[str]:
    """Every case of the catalogue is in the table, with a test that is there and says so."""
    by_path = {source.path: source for source in sources}
    rows: dict[str, list[str]] = {}
    for match in ROW.finditer(by_path[TABLE].text):
        rows[f"{match[1]}-{match[2]}"] = re.findall(r"`([^`]+)`", match[3])
    yield from (f"{TABLE}: {case} has no row" for case in REQUIRED if case not in rows)
    for case, paths in rows.items():
        if not paths:
            yield f"{TABLE}: {case} names no test"
        for path in paths:
            if path not in by_path or not path.startswith("tests/"):
                yield f"{TABLE}: {case}: there is no test {path}"
            elif not carries(by_path[path], case):
                yield f"{TABLE}: {case}: {path} does not carry its number"


def clocks(sources: list[Source]) -> Iterator[str]:
    """LC-12: the helper waits by monotonic clocks; the time of day is only written into records."""
    wall = r"\bsystem_clock\b|\bCLOCK_REALTIME\b|\bgettimeofday\b|\b(std::)?time\s*\(|\bQTime\b|\bQDateTime::(?!currentMSecsSinceEpoch|fromMSecsSinceEpoch)\w+"
    for source in sources:
        if source.under("helper") and source.is_cpp:
            yield from (f"{source.path}:{line}: {word!r}: a clock that jumps" for line, word in source.hits(wall))
            for line, text in source.hits(r"[^\n]*QDateTime::currentMSecsSinceEpoch"):
                if not re.search(r"\.(started|finished|read|when) = QDateTime", text):
                    yield f"{source.path}:{line}: the time of day is for records only"
