#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The English catalogue has both forms of every plural that the sources have: translations.py LUPDATE GUI CATALOGUE
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree


def plurals(catalogue: Path) -> dict[tuple[str, str], list[str]]:
    """(context, source text) and its forms; none while they are unfinished."""
    found = {}
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name", ""), message.findtext("source", ""))
            unfinished = message.find("translation[@type='unfinished']") is not None
            found[key] = [] if unfinished else [form.text or "" for form in message.iter("numerusform")]
    return found


def fresh(lupdate: str, gui: Path, catalogue: Path) -> dict[tuple[str, str], list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(catalogue, folder))
        subprocess.run([lupdate, "-silent", "-pluralonly", "-no-obsolete", "-I", str(gui.parent), str(gui), "-ts", str(copy)], check=True)
        return plurals(copy)


def main() -> int:
    lupdate, gui, catalogue = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    have, need = plurals(catalogue), fresh(lupdate, gui, catalogue)
    assert need, "no plural found: is that the right folder?"
    problems = [f"{key}: gone from the sources" for key in have.keys() - need.keys()]
    problems += [f"{key}: not in the catalogue, or unfinished" for key, forms in need.items()
                 if len(forms) != 2 or not all("%n" in form for form in forms)]
    print("\n".join(sorted(problems)) or f"{len(need)} plurals")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
