#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Rules of the sources that no compiler checks: the layers, words that may not occur, headers, lengths, action ids.
import re
import sys
from pathlib import Path
from typing import Callable, Iterator
from xml.etree import ElementTree

from cases import cases, clocks
from sources import Source, all_sources, qt_headers

Finding = str
Gate = Callable[[list[Source]], Iterator[Finding]]

MAX_LINES = 400
PURPOSE_WITHIN = 6  # lines
INTERFACE_PREFIX = "org.rdmamanager."
DISK_AND_PROCESS = r"Q(File|SaveFile|Dir|Process|FileInfo|StandardPaths|Settings|TemporaryFile|TemporaryDir)$"

PURE_C = {"fnmatch.h"}

# (folders, what is exempt, pattern, why). polkittypes.h speaks polkit's own (sa{sv}).
FORBIDDEN = [
    (("helper",), (), r"UnixProcessSubject|servicePid|unix-process", "a process id can be reused: the subject is the bus name (AU-01)"),
    (("helper", "gui", "model"), (), r"(?<![\w:])(::|std::)?(system|popen)\s*\(|/bin/sh\b|startCommand", "no shell"),
    (("helper",), (), r"QSaveFile|QFile::copy|removeRecursively|setPermissions\s*\(", "not safe for a root writer"),
    (("helper", "gui"), (), r"QEventLoop|processEvents|waitFor(Finished|ReadyRead|Started)",
     "no nested event loop, no blocking wait (LC-13)"),
    (("gui",), (), r"(?<!Application)(?<!application)(\.|->)exec\s*\(", "no nested event loop: open() the dialog"),
    (("helper", "gui"), (), r"ExportAllSlots|ExportAllContents", "export what is marked scriptable only"),
    (("helper", "gui/client"), ("helper/polkittypes.h",), r"QVariantMap", "closed types on the bus"),
    (("helper", "gui"), (), r'["/](sudo|pkexec)\b', "the one way to rights is polkit"),
    (("helper", "gui", "model"), (), r"\b(qgetenv|qEnvironmentVariable\w*|(secure_)?getenv)\b", "no environment switches"),
    (("helper", "model"), (), r"\b(tr|translate)\s*\(", "words are the front end's"),
    (("helper", "gui", "model", "tests"), ("tests/gates",), r"QSKIP|QEXPECT_FAIL|unittest\.skip|SKIP_RETURN_CODE|SKIP_REGULAR|\bDISABLED TRUE",
     "a test that does not run is none"),
]


def layers(sources: list[Source]) -> Iterator[Finding]:
    """model/ knows Qt Core alone; helper/ and gui/ know model/ and not each other; few places know D-Bus."""
    core, dbus = qt_headers("QtCore"), qt_headers("QtDBus")
    own = {"model": ("model/",), "helper": ("helper/", "model/"), "gui": ("gui/", "model/")}
    for source in sources:
        folder = source.path.partition("/")[0]
        if folder not in own or not source.is_cpp:
            continue
        for line, name, angled in source.includes():
            if not angled and not name.startswith(own[folder]) and not name.endswith(".moc"):
                yield f"{source.path}:{line}: {folder}/ may not include {name}"
            elif angled and (why := forbidden_header(source, folder, name, core, dbus)):
                yield f"{source.path}:{line}: {folder}/ may not include <{name}>: {why}"


def types(sources: list[Source]) -> Iterator[Finding]:
    """One name space, so one name, one type: two of a name in one program are undefined, and no linker says so."""
    seen: dict[str, str] = {}
    for source in sources:
        if not source.under("model", "helper", "gui") or not source.path.endswith(".h"):
            continue
        for match in re.finditer(r"^(?:struct|class|enum class) (\w+)(?: final)?(?: : [^;{]*)?\s*\{", source.code, re.M):
            if first := seen.setdefault(match[1], source.path):
                if first != source.path:
                    yield f"{source.path}:{source.line_of(match.start())}: {match[1]} is a type of {first} as well"


def forbidden_header(source: Source, folder: str, name: str, core: set[str], dbus: set[str]) -> str:
    is_qt = name.startswith("Q")
    if folder == "model" and is_qt and (name not in core or re.match(DISK_AND_PROCESS, name)):
        return "Qt Core's values only, no disk, no process"
    if folder == "model" and ("/" in name or name.endswith(".h")) and name not in PURE_C:
        return "no system calls"
    if folder == "helper" and is_qt and name not in core | dbus:
        return "Qt Core and Qt D-Bus only"
    if folder == "gui" and name in dbus and not source.under("gui/client", "gui/agent"):
        return "D-Bus is spoken in gui/client and gui/agent"
    return ""


def words(sources: list[Source]) -> Iterator[Finding]:
    """What security and good manners forbid by name."""
    for folders, exempt, pattern, why in FORBIDDEN:
        for source in sources:
            if not source.under(*folders) or source.path.startswith(exempt):
                continue
            if source.is_cpp or source.is_script:
                yield from (f"{source.path}:{line}: {word!r}: {why}" for line, word in source.hits(pattern))


def headers(sources: list[Source]) -> Iterator[Finding]:
    """Two SPDX lines, then one sentence: what this file is for."""
    for source in sources:
        if not source.is_cpp and not source.is_script:
            continue
        lines = [line for line in source.text.splitlines() if not line.startswith("#!")][:PURPOSE_WITHIN]
        top = "\n".join(lines)
        if "SPDX-FileCopyrightText: " not in top or "SPDX-License-Identifier: " not in top:
            yield f"{source.path}:1: no SPDX lines at the top"
        elif not any(says_purpose(line) for line in lines):
            yield f"{source.path}:3: no sentence that says what this file is for"


def says_purpose(line: str) -> bool:
    return "SPDX" not in line and "shellcheck" not in line and bool(re.match(r'(// |# |"""| \* )\S', line))


def lengths(sources: list[Source]) -> Iterator[Finding]:
    """No file is longer than a person reads in one go."""
    for source in sources:
        if (source.is_cpp or source.is_script) and (count := source.text.count("\n")) > MAX_LINES:
            yield f"{source.path}: {count} lines, at most {MAX_LINES}"


def marks(sources: list[Source]) -> Iterator[Finding]:
    """Nothing is left for later, and nothing speaks of where it was made."""
    for source in sources:
        if source.under("LICENSES", "tests/gates") or not is_text(source):
            continue
        for number, line in enumerate(source.text.splitlines(), 1):
            if found := re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
                yield f"{source.path}:{number}: {found[0]}"


def is_text(source: Source) -> bool:
    try:
        return bool(source.text) or True
    except UnicodeDecodeError:
        return False


def actions(sources: list[Source]) -> Iterator[Finding]:
    """The polkit actions of the policy are those the helper asks for (DB-14), and their defaults never say yes (AU-13)."""
    by_path = {source.path: source for source in sources}
    policy = ElementTree.fromstring(by_path["resources/polkit/org.rdmamanager.policy"].text)
    declared = {action.get("id", "") for action in policy.iter("action")}
    asked = set(re.findall(r'"(org\.rdmamanager(?:\.\w+)+)"', by_path["helper/authorizer.cpp"].code
                           + by_path["helper/authorizer.h"].code))
    yield from (f"{name}: in the policy, never asked" for name in sorted(declared - asked))
    yield from (f"{name}: asked, not in the policy" for name in sorted(asked - declared))
    for action in policy.iter("action"):
        yield from check_defaults(action)


def check_defaults(action: ElementTree.Element) -> Iterator[Finding]:
    values = {key: action.findtext(f"defaults/{key}") for key in ("allow_any", "allow_inactive", "allow_active")}
    is_mild = action.get("id", "").endswith((".edit", ".inspect", ".boot"))  # a plain file edit; reading
    kept = "auth_admin_keep" if is_mild else "auth_admin"
    wanted = {"allow_any": "auth_admin", "allow_inactive": "auth_admin", "allow_active": kept}
    if values != wanted:
        yield f"{action.get('id')}: {values}, not {wanted}"
    if "$(subject)" not in (action.findtext("message") or ""):
        yield f"{action.get('id')}: the message does not name its object"


def interface(sources: list[Source]) -> Iterator[Finding]:
    """The bus interface is the one that clients were written for, and no property can be written (AU-07)."""
    by_path = {source.path: source for source in sources}
    tree = ElementTree.fromstring(by_path["resources/dbus/org.rdmamanager.Feature1.xml"].text)
    declared = sorted(signatures(tree))
    golden = by_path["tests/gates/Feature1.golden"].text.split("\n")
    golden = sorted(line for line in golden if line and not line.startswith("#"))
    yield from (f"{line}: not in the golden file" for line in declared if line not in golden)
    yield from (f"{line}: gone from the interface" for line in golden if line not in declared)
    yield from (f"{p.get('name')}: a property with access {p.get('access')}"
                for p in tree.iter("property") if p.get("access") != "read")


def signatures(tree: ElementTree.Element) -> Iterator[str]:
    for kind in ("method", "signal"):
        for member in tree.iter(kind):
            arguments = (f"{a.get('direction', 'out')} {a.get('name')} {a.get('type')}" for a in member.iter("arg"))
            yield f"{kind} {member.get('name')}({', '.join(arguments)})"
    for item in tree.iter("property"):
        yield f"property {item.get('name')} {item.get('type')} {item.get('access')}"


GATES: dict[str, Gate] = {gate.__name__: gate for gate in (layers, types, words, headers, lengths, marks, actions, interface, cases, clocks)}


def main() -> int:
    root, names = Path(sys.argv[1]), sys.argv[2:] or list(GATES)
    sources = all_sources(root)
    findings = [f"{name}: {finding}" for name in names for finding in GATES[name](sources)]
    print("\n".join(findings) or f"{len(sources)} files, {len(names)} gates: nothing to object to")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
