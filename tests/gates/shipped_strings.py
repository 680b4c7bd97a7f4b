#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# AU-20: no text in the shipped helper is a switch that a test would use: no option, no environment variable, no fake.
import re
import sys
from pathlib import Path

SWITCH = re.compile(r"--[a-z][a-z-]+|(?-i:\bRDMA_[A-Z_]{2,})|\b(fake|mock|demo)[A-Za-z_-]*|\bno-?auth\b|\btest[-_]?root\b|getenv", re.I)
SHORTEST = 4
# What udevadm and systemctl are told, as run and as shown to people; how a unit starts us and is switched; the fields of the journal line of an Apply; a key of openib.conf;
# words of mstconfig and dracut, and how a boot image is built anew where the user does it.
KNOWN = {"--reload", "udevadm control --reload", "--runtime", "mask --runtime", "unmask --runtime",
         "systemctl unmask --runtime ", "--no-block", " --now", "--now", "--work", "--restore", "--connect",
         "--yes", "--add", "--force", "dracut --force --regenerate-all",
         "dracut --force --add rdma --regenerate-all",
         "rpm-ostree initramfs --enable --arg=--add --arg=rdma", "rpm-ostree initramfs-etc --track=",
         "RDMA_JOB=%s", "RDMA_FEATURE=%s", "RDMA_SUBJECT=%s", "RDMA_UID=%u", "RDMA_UCM_LOAD"}


def texts(image: bytes) -> list[str]:
    """Printable texts of both kinds: bytes, and UTF-16 as Qt's string literals are stored."""
    narrow = re.findall(rb"[\x20-\x7e]{%d,}" % SHORTEST, image)
    wide = re.findall(rb"(?:[\x20-\x7e]\x00){%d,}" % SHORTEST, image)
    return [t.decode("ascii") for t in narrow] + [t.decode("utf-16-le") for t in wide]


def switches(image: bytes) -> list[str]:
    return sorted({text for text in texts(image) if SWITCH.search(text)} - KNOWN)


def main() -> int:
    for probe in (b"\0--bus\0", "--root".encode("utf-16-le"), b"\0RDMA_TEST\0", b"\0FakeKernel\0"):
        assert switches(probe), probe
    found = switches(Path(sys.argv[1]).read_bytes())
    print("\n".join(found) or "nothing to object to")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
