// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// modprobe.d: modprobe itself agrees with what we read, and each denial is told with its file and line.
#include "model/modprobeconf.h"
#include "random.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <set>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const std::array<QString, 3> folders{u"/etc/modprobe.d"_s, u"/run/modprobe.d"_s, u"/usr/lib/modprobe.d"_s};

/// What modprobe(8) has read of them, its blacklist and so on each in its order; other lines are of this machine's
/// kernel command line.
QByteArrayList readByModprobe(const std::vector<RulesFile> &files)
{
    const QTemporaryDir root;
    QStringList arguments{u"--showconfig"_s};
    for (const QString &folder : folders) {
        if (!QDir().mkpath(root.path() + folder))
            qFatal("no folder");
        arguments << u"-C"_s << root.path() + folder;
    }
    for (const RulesFile &one : files) {
        QFile file(root.path() + one.path);
        if (!file.open(QIODevice::WriteOnly) || file.write(one.bytes) != one.bytes.size())
            qFatal("no file %s", qPrintable(file.fileName()));
    }
    QProcess process;
    process.start(u"/usr/sbin/modprobe"_s, arguments);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        qFatal("modprobe did not run");
    const QByteArray said = process.readAllStandardOutput();
    const qsizetype end = said.indexOf("\n# End of configuration files");
    if (end < 0)
        qFatal("modprobe has another way to end its configuration");
    QByteArrayList lines = said.first(end).split('\n');
    lines.removeIf([](const QByteArray &line) { return !line.contains("zz"); });
    return lines;
}

QByteArray asModprobePrints(const ModprobeLine &line)
{
    static const QByteArrayList words{"blacklist", "install", "alias", "options", "remove", "softdep"};
    const QByteArray start = words[line.kind] + ' ' + line.name;
    return line.kind == ModprobeLine::Blacklist ? start : start + ' ' + line.argument;
}

void compareWithModprobe(const std::vector<RulesFile> &files)
{
    QByteArrayList lines;
    for (const auto kind : {ModprobeLine::Blacklist, ModprobeLine::Install, ModprobeLine::Remove, ModprobeLine::Alias})
        for (const RulesFile &file : effectiveModprobeFiles(files))
            for (const ModprobeLine &line : modprobeLines(file.bytes))
                if (line.kind == kind && asModprobePrints(line).contains("zz"))
                    lines += asModprobePrints(line);
    QByteArrayList byModprobe = readByModprobe(files);
    byModprobe.removeIf([](const QByteArray &line) {
        return line.startsWith("options") || line.startsWith("softdep") || line.startsWith("weakdep");
    });
    const QByteArray both = (lines + QByteArrayList{"but"} + byModprobe).join('\n').toPercentEncoding(" \n/");
    QVERIFY2(lines == byModprobe, both.constData());
}

std::vector<RulesFile> oneFile(const QByteArray &bytes)
{
    return {{u"/etc/modprobe.d/a.conf"_s, bytes}};
}

const QByteArrayList mangled{
    "blacklist zz_a\n  blacklist\tzz-b # why\n#blacklist zz_c\n # blacklist zz_d\n",
    "blacklist zz_a\\\n blacklist zz_b\n",
    "# a comment goes on \\\nblacklist zz_a\nblacklist zz_b\n",
    "blacklist zz_a\\",
    "blacklist zz\\_a\nblack\\list zz_b\\\\c\n",
    "blacklist\nblacklist \nblacklist zz_a zz_b\nBlacklist zz_c\nblacklist zz_d\r\n",
    "install zz_a /bin/true\ninstall zz-b\t  /bin/false  x\ninstall zz_c\ninstall zz_d \ninstall zz_e  \n",
    "alias zz-a zz-b\nalias zz_c\nalias zz[a-b]-c zz_d e\nalias zz[a zz_e\nalias zz] zz_f\nalias zz* off\n",
    "blacklist zz[a-b]\nblacklist zz]x\nblacklist zz[[x\n",
    "options zz_a b=1\ninstall zz_a /bin/true\nremove zz_a rmmod zz_a\nsoftdep zz_a pre: zz_b\nweakdep zz_a zz_b\n",
    "config /x zz\ninclude /y zz\nblacklist zz_a",
    "\n\\\n\\\n\nblacklist \\\nzz_a\n\\\nblacklist zz_b\n",
    "options zz_a x=1\\\ninstall zz_a /tmp/e\n",
    "\xef\xbb\xbf"
    "blacklist zz_a\nblacklist zz_\xc3\xa9\n"};

QByteArray randomConf()
{
    static const QByteArrayList pieces{"blacklist ", "install ", "alias ", "remove ", "zz_a",      "zz-b",  "zz[-]",
                                       "[",          "]",        " ",      "\t",      "\n",        "\n",    "\n",
                                       "\\\n",       "\\",       "#",      "\r",      "/bin/true", "zz_c ", "zz*"};
    QByteArray conf;
    for (int left = random::below(40); left > 0; --left)
        conf += pieces[random::below(static_cast<int>(pieces.size()))];
    return conf;
}

std::vector<RulesFile> randomFiles()
{
    std::set<QString> taken;
    std::vector<RulesFile> files;
    for (int left = 1 + random::below(5); left > 0; --left) {
        const QString name =
            QStringList{u"a.conf"_s, u"b.conf"_s, u"B.conf"_s, u"a-1.conf"_s, u"a.conf~"_s}[random::below(5)];
        const QString path = folders.at(static_cast<std::size_t>(random::below(3))) + u'/' + name;
        if (taken.insert(path).second)
            files.push_back({path, randomConf()});
    }
    return files;
}

std::vector<Denial> denials(const QByteArray &bytes)
{
    return denialsOf(effectiveModprobeFiles(oneFile(bytes)), u"ib_srpt"_s);
}

std::vector<Denial> one(Denial::Kind kind, int line)
{
    return {{kind, u"/etc/modprobe.d/a.conf"_s, line}};
}

} // namespace

class ModprobeConfTest : public QObject {
    Q_OBJECT
private slots:
    void modprobeAgreesOnMangledFiles()
    {
        for (const QByteArray &conf : mangled)
            compareWithModprobe(oneFile(conf));
        compareWithModprobe(oneFile("blacklist zz_a"_ba + '\0' + "zz_b\nblacklist zz_c\n"));
    }

    void modprobeAgreesOnCombinations()
    {
        for (int left = 60; left > 0; --left)
            compareWithModprobe(randomFiles());
    }

    void filesHideEachOther()
    {
        const std::vector<RulesFile> files{{u"/usr/lib/modprobe.d/a.conf"_s, "blacklist zz_usr\n"},
                                           {u"/run/modprobe.d/a.conf"_s, "blacklist zz_run\n"},
                                           {u"/etc/modprobe.d/b.conf"_s, ""},
                                           {u"/usr/lib/modprobe.d/b.conf"_s, "blacklist zz_hidden\n"},
                                           {u"/usr/lib/modprobe.d/0.conf"_s, "blacklist zz_first\n"},
                                           {u"/etc/modprobe.d/c.txt"_s, "blacklist zz_none\n"}};
        compareWithModprobe(files);
        const auto effective = effectiveModprobeFiles(files);
        QCOMPARE(effective.size(), 2U);
        QCOMPARE(effective[0].path, u"/usr/lib/modprobe.d/0.conf"_s);
        QCOMPARE(effective[1].path, u"/run/modprobe.d/a.conf"_s);
    }

    void blacklists()
    {
        QCOMPARE(denials("# x\nblacklist ib_srpt\n"), one(Denial::Blacklisted, 2));
        QCOMPARE(denials("blacklist ib-srpt # why\n"), one(Denial::Blacklisted, 1));
        QCOMPARE(denials("\n\\\n\nblacklist \\\n ib_srpt\n"), one(Denial::Blacklisted, 4));
        for (const char *other : {"blacklist ib_srp", "blacklist ib_srpt*", "blacklist IB_SRPT", "# blacklist ib_srpt",
                                  "blacklist ib_srpt\r", "# x\\\nblacklist ib_srpt", "options ib_srpt blacklist=1"})
            QCOMPARE(denials(other), std::vector<Denial>());
    }

    void commandsInsteadOfAModule()
    {
        for (const char *command :
             {"/bin/true", "/bin/false", "/usr/bin/true", "/usr/bin/false", ":", "  /bin/true # no"})
            QCOMPARE(denials("install ib_srpt "_ba + command + '\n'), one(Denial::NoCommand, 1));
        QCOMPARE(denials("install ib-srp? /bin/false\n"), one(Denial::NoCommand, 1));
        for (const char *command : {"/sbin/modprobe --ignore-install ib_srpt", "/bin/true; modprobe -i ib_srpt",
                                    "/bin/true || modprobe x", "/bin/trueish", "/bin/false && x", "\"/bin/true\""})
            QCOMPARE(denials("install ib_srpt "_ba + command + '\n'), std::vector<Denial>());
        QCOMPARE(denials("install ib_srpt modprobe -i ib_srpt\ninstall ib_srpt /bin/true\n"), std::vector<Denial>());
        QCOMPARE(denials("install ib_srpt /bin/true\ninstall ib_srpt modprobe x\n"), one(Denial::NoCommand, 1));
    }

    void aliases()
    {
        QCOMPARE(denials("alias ib_srpt off\n"), one(Denial::Renamed, 1));
        QCOMPARE(denials("alias ib-s* off\n"), one(Denial::Renamed, 1));
        QCOMPARE(denials("alias ib_srpt off\nalias ib_srpt ib-srpt\n"), std::vector<Denial>());
        QCOMPARE(denials("alias x|ib_srpt off\nalias pci:v0000* off\n"), std::vector<Denial>());
    }

    void everyDenialIsTold()
    {
        const std::vector<RulesFile> files{{u"/usr/lib/modprobe.d/z.conf"_s, "blacklist ib_srpt\n"},
                                           {u"/etc/modprobe.d/b.conf"_s, "\ninstall ib_srpt /bin/true\n"}};
        const std::vector<Denial> both{{Denial::Blacklisted, u"/usr/lib/modprobe.d/z.conf"_s, 1},
                                       {Denial::NoCommand, u"/etc/modprobe.d/b.conf"_s, 2}};
        const auto found = denialsOf(effectiveModprobeFiles(files), u"ib_srpt"_s);
        QCOMPARE(found, (std::vector<Denial>{both[1], both[0]}));
    }

    /// A continued line is one: what looks like a command in it is none.
    void IV_05_aCommandInsideOfOptions()
    {
        const auto lines = modprobeLines("options mlx4_core x=1\\\ninstall mlx4_core /tmp/e\n");
        QCOMPARE(lines.size(), 1U);
        QCOMPARE(lines[0], (ModprobeLine{ModprobeLine::Options, "mlx4_core", "x=1install mlx4_core /tmp/e", 1}));
    }
};

QTEST_APPLESS_MAIN(ModprobeConfTest)
#include "modprobeconftest.moc"
