// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lists of modules: systemd-modules-load itself agrees with what we read, and an edit touches what it is about.
#include "model/moduleslist.h"
#include "fixtures.h"
#include "model/rdmamodules.h"
#include "random.h"

#include <QProcess>
#include <QTemporaryFile>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

/// What it tries to load, in its order. The names are of no module that a kernel has.
QByteArrayList loadedBySystemd(const QByteArray &list)
{
    QTemporaryFile file;
    if (!file.open() || file.write(list) != list.size() || !file.flush())
        qFatal("no temporary file");
    QProcess process;
    QProcessEnvironment environment;
    environment.insert(u"SYSTEMD_LOG_LEVEL"_s, u"debug"_s);
    environment.insert(u"SYSTEMD_LOG_TARGET"_s, u"console"_s);
    environment.insert(u"SYSTEMD_LOG_COLOR"_s, u"0"_s);
    process.setProcessEnvironment(environment);
    process.start(u"/usr/lib/systemd/systemd-modules-load"_s, {file.fileName()});
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        qFatal("systemd-modules-load did not run");
    const QByteArrayList said = process.readAllStandardError().split('\n');
    if (std::ranges::none_of(said, [](const QByteArray &line) { return line.startsWith("apply: "); }))
        qFatal("systemd-modules-load did not read its file");
    QByteArrayList names;
    for (const QByteArray &line : said)
        if (line.startsWith("Loading module: "))
            names += line.sliced(qstrlen("Loading module: "));
    return names;
}

QByteArrayList loadedByUs(const QByteArray &list)
{
    QByteArrayList names;
    for (const ModuleLine &line : moduleLines(list))
        if (line.kind != ModuleLine::Commented)
            names += line.name;
    return names;
}

/// systemd tells a name as it stands there.
void compareWithSystemd(const QByteArray &list)
{
    QByteArrayList byUs = loadedByUs(list);
    QByteArrayList bySystemd = loadedBySystemd(list);
    for (QByteArrayList *names : {&byUs, &bySystemd})
        for (QByteArray &name : *names)
            name.replace('-', '_');
    QCOMPARE(byUs, bySystemd);
}

QByteArray withoutRealNames(QByteArray list)
{
    return list.replace("_", "_zz_").replace("xprt", "zzprt").replace("svc", "zzvc");
}

const QByteArrayList mangled{"",
                             "\n\n",
                             "  zz_a  \n\tzz-b\t\nzz_c",
                             "#zz_a\n; zz_b\n ## zz_c\n\t;zz_d\n",
                             "zz_a zz_b\nzz_c # why\nzz_d;zz_e\n",
                             "zz_a\r\nzz_b\r\n# zz_c\r\n",
                             "zz_a\rzz_b\r\r\nzz_c",
                             "zz_a\\\nzz_b\n",
                             "\"zz_a\"\n'zz_b'\n",
                             "-zz\n--zz\n../zz\n/zz/a.ko\nzz*\n",
                             "ZZ_A\nZz-B\n",
                             "\x0bzz_a\n\xc2\xa0zz_b\n\xef\xbb\xbfzz_c\n",
                             "zz_a,zz_b\nzz_c.ko\nzz_d=1\n",
                             "# zz_a\nzz_a\nzz_a\n#zz_a # x\n",
                             "#\n;\n# \n#;zz_a\nzz_a#\nzz_b;\n",
                             "install zz_a /bin/true\nblacklist zz_a\n"};

QByteArray randomList()
{
    static const QByteArrayList pieces{"zz_a", "zz-b", "ZZ", "#",  ";",    "# ", " ",    "\t", "\n", "\n",
                                       "\n",   "\r\n", "\r", "\\", "zz a", "\"", "-zz_", "zz", "/",  "\xc3\xa9"};
    QByteArray list;
    for (int left = random::below(24); left > 0; --left)
        list += pieces[random::below(static_cast<int>(pieces.size()))];
    return list;
}

QByteArray edited(const QByteArray &list, const QString &module, bool on)
{
    return withModule(list, module, on).value_or("refused");
}

bool loads(const QByteArray &list, const QByteArray &module)
{
    return std::ranges::any_of(moduleLines(list), [&](const ModuleLine &line) {
        return line.kind == ModuleLine::Loads && line.name == module;
    });
}

} // namespace

class ModulesListTest : public QObject {
    Q_OBJECT
private slots:
    void systemdAgreesOnShippedFiles_data() { addFixtures(u"moduleslist"_s); }
    void systemdAgreesOnShippedFiles()
    {
        QFETCH(QByteArray, bytes);
        compareWithSystemd(withoutRealNames(bytes));
    }

    void systemdAgreesOnMangledFiles()
    {
        for (const QByteArray &list : mangled)
            compareWithSystemd(list);
        compareWithSystemd("zz_a\n"_ba + '\0' + "zz_b" + '\0' + "# zz_c\nzz_d\n");
    }

    void systemdAgreesOnCombinations()
    {
        for (int left = 60; left > 0; --left)
            compareWithSystemd(randomList());
    }

    void whatLinesMean()
    {
        using enum ModuleLine::Kind;
        const auto lines = moduleLines("# IP over it\nib_ipoib\n\n  # ib-srpt\nib_a ib_b\n;ib_umad \r\nib-iser # x");
        QCOMPARE(lines.size(), 5U);
        QCOMPARE(lines[0], (ModuleLine{Loads, "ib_ipoib", 2, 13, 13}));
        QCOMPARE(lines[1], (ModuleLine{Commented, "ib_srpt", 4, 25, 27}));
        QCOMPARE(lines[2], (ModuleLine{Odd, "ib_a ib_b", 5, 35, 35}));
        QCOMPARE(lines[3], (ModuleLine{Commented, "ib_umad", 6, 45, 46}));
        QCOMPARE(lines[4], (ModuleLine{Odd, "ib-iser # x", 7, 56, 56}));
    }

    void oneToggleChangesOneLine_data() { addFixtures(u"moduleslist"_s); }
    void oneToggleChangesOneLine()
    {
        QFETCH(QByteArray, bytes);
        for (const QLatin1StringView module : rdmaModules) {
            const QByteArray name(module.data(), module.size());
            const bool on = loads(bytes, name);
            QCOMPARE(edited(bytes, module, on), bytes);
            const QByteArray changed = edited(bytes, module, !on);
            QCOMPARE(loads(changed, name), !on);
            QByteArrayList rest = changed.split('\n');
            qsizetype different = 0;
            for (const QByteArray &line : bytes.split('\n'))
                different += rest.removeOne(line) ? 0 : 1;
            QVERIFY(different + rest.size() <= 2);
            if (bytes.split(' ').join('\n').split('\n').contains(name))
                QCOMPARE(edited(changed, module, on), bytes);
            else
                QCOMPARE(changed, bytes + name + '\n');
        }
    }

    void edits_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<bool>("on");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *before, bool on, const char *after) {
            QTest::addRow("%s%s", on ? "+" : "-", before) << QByteArray(before) << on << QByteArray(after);
        };
        row("# ib_srpt\n", true, "ib_srpt\n");
        row("  ## ; ib-srpt \r\n", true, "  ib-srpt \r\n");
        row("#ib_srpt\n# ib_srpt\n", true, "ib_srpt\n# ib_srpt\n");
        row("ib-srpt\nib_a\n\tib_srpt\n", false, "# ib-srpt\nib_a\n\t# ib_srpt\n");
        row("ib_srpt # x\n", true, "ib_srpt # x\nib_srpt\n");
        row("ib_srpt # x\n", false, "ib_srpt # x\n");
        row("ib_a ib_srpt\n", false, "ib_a ib_srpt\n");
        row("# the ib_srpt\n", true, "# the ib_srpt\nib_srpt\n");
        row("IB_SRPT\n", true, "IB_SRPT\nib_srpt\n");
        row("ib_srptx\n", false, "ib_srptx\n");
        row("", true, "ib_srpt\n");
        row("ib_a", true, "ib_a\nib_srpt");
        row("# a", true, "# a\nib_srpt");
        row("ib_a\r\n", true, "ib_a\r\nib_srpt\r\n");
        row("ib_a\r\nib_b", true, "ib_a\r\nib_b\r\nib_srpt");
        row("ib_a\rib_srpt\rib_b", false, "ib_a\r# ib_srpt\rib_b");
    }

    void edits()
    {
        QFETCH(QByteArray, before);
        QFETCH(bool, on);
        QFETCH(QByteArray, after);
        QCOMPARE(edited(before, u"ib_srpt"_s, on), after);
    }

    void IV_03_onlyModulesOfTheListAreWritten()
    {
        for (const char *name : {"", "../x", "-r", "--install", "pci:v*", "net-pf-10", "vfat", "ib-umad", "IB_UMAD",
                                 "ib_umad ", "ib_umad\nvfat", "ib_umad vfat", "# ib_umad", "ib_umad\\", "rpcrdma"}) {
            const auto result = withModule("ib_umad\n", QString::fromLatin1(name), true);
            QVERIFY2(!result && result.error().code == ErrorCode::InvalidWish, name);
        }
        QVERIFY(!withModule("", QString(64, u'a'), true));
    }

    void IV_06_whatIsNotOursStays()
    {
        for (int left = 300; left > 0; --left) {
            const QByteArray list = randomList().replace("zz_a", "ib_srpt").replace("zz-b", "ib-umad");
            const QByteArrayList before = loadedByUs(list);
            const QByteArray on = edited(list, u"ib_srpt"_s, true);
            const QByteArray off = edited(list, u"ib_srpt"_s, false);
            QVERIFY(loads(on, "ib_srpt") && !loads(off, "ib_srpt"));
            QCOMPARE(edited(on, u"ib_srpt"_s, true), on);
            QCOMPARE(edited(off, u"ib_srpt"_s, false), off);
            const auto others = [](QByteArrayList names) {
                names.removeAll("ib_srpt");
                return names;
            };
            QCOMPARE(others(loadedByUs(on)), others(before));
            QCOMPARE(others(loadedByUs(off)), others(before));
        }
    }

    void IV_06_aLargeFile()
    {
        const QByteArray large = "x"_ba.repeated(maxModulesListBytes - 8);
        QCOMPARE(edited(large, u"ib_srpt"_s, true), large + "\nib_srpt");
        QCOMPARE(withModule(large + "\nib_srpt\n", u"ib_srpt"_s, false).error().code, ErrorCode::BadFile);
    }
};

QTEST_APPLESS_MAIN(ModulesListTest)
#include "moduleslisttest.moc"
