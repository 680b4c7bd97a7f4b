# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages as large as the bus lets through, from several callers at once (RX-04)."""

from checks import check, note
from helperbus import Caller

CALLERS = 6
LARGE = "x" * (30 * 2**20)


def main() -> None:
    callers = [Caller() for _ in range(CALLERS)]
    for caller in callers:
        caller.send("names", "Read", LARGE)
    answers = []
    for caller in callers:
        serial = caller.send("names", "Read", "{}")
        answers.append(caller.answer(serial).error or "state")
        caller.leave()
    note(f"answers to the small calls behind the large ones: {answers}")
    check("RX-04: every caller of a small call was answered, by the helper or by the bus", len(answers) == CALLERS)


if __name__ == "__main__":
    main()
