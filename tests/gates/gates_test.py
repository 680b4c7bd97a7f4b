#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Each gate meets a tree that breaks its rule in one place, and one that keeps it.
import tempfile
import unittest
from pathlib import Path

import cases
import gates
from sources import all_sources

# REUSE-IgnoreStart
TOP = "// SPDX-FileCopyrightText: x\n// SPDX-License-Identifier: GPL-3.0-or-later\n\n// What it is for.\n"
# REUSE-IgnoreEnd
POLICY = """<policyconfig><action id="{id}"><message>{message}</message><defaults><allow_any>auth_admin</allow_any>
<allow_inactive>auth_admin</allow_inactive><allow_active>{active}</allow_active></defaults></action></policyconfig>"""
INTERFACE = '<node><interface name="i"><method name="Watch"/><property name="V" type="s" access="{access}"/></interface></node>'


class GatesTest(unittest.TestCase):
    def check(self, gate: str, files: dict[str, str], *expected: str) -> None:
        """The gate's findings are as many as expected, each containing its text."""
        with tempfile.TemporaryDirectory() as folder:
            for path, text in files.items():
                file = Path(folder, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            found = list(gates.GATES[gate](all_sources(Path(folder))))
        self.assertEqual(len(found), len(expected), found)
        for part in expected:
            self.assertTrue(any(part in finding for finding in found), f"{part!r} not in {found}")

    def test_layers(self) -> None:
        self.check("layers", {"model/a.h": TOP + '#include "helper/x.h"\n'}, "model/a.h:5")
        self.check("layers", {"gui/a.h": TOP + '#include "helper/x.h"\n'}, "gui/ may not include helper/x.h")
        self.check("layers", {"helper/a.h": TOP + '#include "gui/x.h"\n'}, "helper/ may not include gui/x.h")
        self.check("layers", {"helper/a.h": TOP + "#include <QWidget>\n"}, "<QWidget>")
        self.check("layers", {"model/a.h": TOP + "#include <QDBusConnection>\n"}, "<QDBusConnection>")
        self.check("layers", {"model/a.h": TOP + "#include <QFile>\n"}, "<QFile>")
        self.check("layers", {"model/a.h": TOP + "#include <unistd.h>\n"}, "<unistd.h>")
        self.check("layers", {"gui/pages/a.h": TOP + "#include <QDBusMessage>\n"}, "<QDBusMessage>")
        self.check("layers", {"gui/client/a.h": TOP + "#include <QDBusMessage>\n", "model/a.h": TOP + "#include <QString>\n"})

    def test_types(self) -> None:
        one, other = TOP + "struct Line {\n};\n", TOP + "class Line : public QObject {\n};\n"
        self.check("types", {"model/a.h": one, "gui/b.h": other}, "Line is a type of gui/b.h as well")
        self.check("types", {"model/a.h": one, "gui/b.h": TOP + "struct Line;\n", "gui/c.cpp": TOP + one})

    def test_words(self) -> None:
        bad = {"helper": ["UnixProcessSubject x;", "::system(x);", "popen (x);", '"/bin/sh"', "QSaveFile x;", "QEventLoop x;",
                          "setPermissions(x);", "QVariantMap x;", '"/usr/bin/pkexec"', 'qgetenv("X");', "x = tr(y);"],
               "gui": ["dialog.exec();", "p->waitForFinished();", "QCoreApplication::processEvents();", '"sudo -A"'],
               "model": ["translate(x);"], "tests": ["QSKIP(x);"]}
        for folder, lines in bad.items():
            for line in lines:
                with self.subTest(line):
                    self.check("words", {f"{folder}/a.cpp": TOP + line}, f"{folder}/a.cpp:5")
        good = ["// QSaveFile is not safe", "QRandomGenerator::system();", "filesystem(x);", "/* sudo */", "application.exec();"]
        self.check("words", {"helper/a.cpp": TOP + "\n".join(good)})

    def test_headers(self) -> None:
        self.check("headers", {"a.h": "#pragma once\n"}, "no SPDX")
        self.check("headers", {"a.h": TOP.replace("// What it is for.\n", "") + "#pragma once\n"}, "no sentence")
        self.check("headers", {"a": "#!/bin/bash\necho\n"}, "no SPDX")
        self.check("headers", {"a.h": TOP, "b": "#!/bin/bash\n# " + TOP.replace("\n\n", "\n").replace("// ", "# ")[2:]})

    def test_lengths(self) -> None:
        self.check("lengths", {"a.h": "\n" * 401}, "401 lines")
        self.check("lengths", {"a.h": "\n" * 400, "a.txt": "\n" * 900})

    def test_marks(self) -> None:
        self.check("marks", {"a.h": "// TODO later\n", "b.md": "fine\nFIXME"}, "a.h:1: TODO", "b.md:2: FIXME")
        self.check("marks", {"a.h": "QByteArray mktemp = XXXXXX;\n"})

    def test_actions(self) -> None:
        def tree(**change: str) -> dict[str, str]:
            values = {"id": "org.rdmamanager.a.b", "message": "$(subject)", "active": "auth_admin"} | change
            return {"resources/polkit/org.rdmamanager.policy": POLICY.format(**values),
                    "helper/authorizer.cpp": 'x("org.rdmamanager.a.b")', "helper/authorizer.h": ""}
        self.check("actions", tree())
        self.check("actions", tree(id="org.rdmamanager.a.c"), "never asked", "not in the policy")
        self.check("actions", tree(active="yes"), "'allow_active': 'yes'")
        self.check("actions", tree(active="auth_admin_keep"), "auth_admin_keep")
        reading = tree(id="org.rdmamanager.inspect", active="auth_admin_keep")
        reading["helper/authorizer.cpp"] = 'x("org.rdmamanager.inspect")'
        self.check("actions", reading)
        self.check("actions", tree(message="?"), "does not name its object")

    def test_interface(self) -> None:
        def tree(access: str, golden: str) -> dict[str, str]:
            return {"resources/dbus/org.rdmamanager.Feature1.xml": INTERFACE.format(access=access),
                    "tests/gates/Feature1.golden": golden}
        self.check("interface", tree("read", "# why\nmethod Watch()\nproperty V s read\n"))
        self.check("interface", tree("read", "property V s read\n"), "not in the golden file")
        self.check("interface", tree("read", "method Watch()\nmethod Go()\nproperty V s read\n"), "gone from the interface")
        self.check("interface", tree("readwrite", "method Watch()\nproperty V s readwrite\n"), "access readwrite")

    def test_cases(self) -> None:
        def tree(test: str, cell: str = "`tests/a.cpp`", path: str = "tests/a.cpp") -> dict[str, str]:
            rows = [f"| {case} | what | {cell if case == 'AU-05' else '`tests/all.py`'} |" for case in cases.REQUIRED]
            return {"SECURITY.md": "\n".join(rows) + "\n", "tests/all.py": " ".join(cases.REQUIRED), path: TOP + test}
        self.check("cases", tree("void AU_05_nothing();"))
        self.check("cases", tree("void AU_06_nothing();"), "AU-05: tests/a.cpp does not carry")
        self.check("cases", tree("// AU_05\nvoid AU_050();"), "AU-05: tests/a.cpp does not carry")
        self.check("cases", tree("void AU_05_x();", cell="tests/a.cpp"), "AU-05 names no test")
        self.check("cases", tree("void AU_05_x();", path="tests/b.cpp"), "there is no test tests/a.cpp")
        missing = tree("void AU_05_x();")
        missing["SECURITY.md"] = missing["SECURITY.md"].replace("| LC-14 |", "| LC-15 |")
        self.check("cases", missing, "LC-14 has no row", "LC-15: tests/all.py does not carry")

    def test_clocks(self) -> None:
        for line in ("std::chrono::system_clock::now();", "clock_gettime(CLOCK_REALTIME, &x);", "time(nullptr);",
                     "QDateTime::currentDateTime();", "const auto deadline = QDateTime::currentMSecsSinceEpoch();"):
            with self.subTest(line):
                self.check("clocks", {"helper/a.cpp": TOP + line}, "helper/a.cpp:5")
        self.check("clocks", {"helper/a.cpp": TOP + "job.started = QDateTime::currentMSecsSinceEpoch();\nstd::chrono::steady_clock x;",
                              "gui/a.cpp": TOP + "QDateTime::currentDateTime();"})


if __name__ == "__main__":
    unittest.main()
