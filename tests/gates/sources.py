# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The project's files as the gates see them: which there are, and their code without its comments.
import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SKIPPED_DIRECTORIES = {"build", ".git", ".cache", "__pycache__"}
CPP = (".cpp", ".h", ".c")
SHEBANG = re.compile(rb"#!.*\b(bash|sh|python3)\b")
CPP_TOKEN = re.compile(r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/', re.S)


@dataclass(frozen=True)
class Source:
    root: Path
    path: str  # relative to the root, with slashes

    @cached_property
    def text(self) -> str:
        return (self.root / self.path).read_text(encoding="utf-8")

    @cached_property
    def code(self) -> str:
        """C++ without comments; line numbers stay true. Other languages as they are."""
        if not self.is_cpp:
            return self.text
        return CPP_TOKEN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]) if m[0].startswith(("//", "/*")) else m[0], self.text)

    @property
    def is_cpp(self) -> bool:
        return self.path.endswith(CPP)

    @cached_property
    def is_script(self) -> bool:
        if self.path.endswith((".py", ".sh", ".cmake", "CMakeLists.txt")):
            return True
        with (self.root / self.path).open("rb") as file:
            return bool(SHEBANG.match(file.readline(200)))

    def under(self, *folders: str) -> bool:
        return self.path.startswith(tuple(f"{folder}/" for folder in folders))

    def includes(self) -> list[tuple[int, str, bool]]:
        """(line, what, whether in angle brackets)"""
        found = re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)', self.code, re.M)
        return [(self.line_of(m.start(1)), m[2], m[1] == "<") for m in found]

    def hits(self, pattern: str) -> list[tuple[int, str]]:
        return [(self.line_of(m.start()), m[0]) for m in re.finditer(pattern, self.code)]

    def line_of(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1


def all_sources(root: Path) -> list[Source]:
    paths = (p.relative_to(root) for p in root.rglob("*") if p.is_file() and not p.is_symlink())
    return sorted((Source(root, p.as_posix()) for p in paths if not is_skipped(p)), key=lambda s: s.path)


def is_skipped(path: Path) -> bool:
    return bool(SKIPPED_DIRECTORIES.intersection(path.parts))


def qt_headers(module: str) -> set[str]:
    """The names under which a Qt module's headers are included."""
    base = subprocess.run(["qmake6", "-query", "QT_INSTALL_HEADERS"], check=True, capture_output=True, text=True)
    return {path.name for path in (Path(base.stdout.strip()) / module).iterdir()}
