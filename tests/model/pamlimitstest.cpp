// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real pam_limits beside our reading: hand-mangled files and generated ones, each for four people who log in.
#include "limitscene.h"
#include "model/limitwish.h"
#include "random.h"
#include "tests/doors/sandbox.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr PamLimits debian13{};

const QByteArray passwd = "root:x:0:0:root:/root:/bin/sh\nalice:x:1000:1000::/:/bin/sh\nbob:x:1001:100::/:/bin/sh\n"
                          "carol:x:70000:4242::/:/bin/sh\n";
const QByteArray group =
    "root:x:0:\nusers:x:100:alice\nalice:x:1000:\nrdma:x:2000:alice,carol\nhpc:x:2001:bob\nempty:x:3000:\n";

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    QCOMPARE(file.write(bytes), bytes.size());
}

struct Session {
    int result = -1; ///< of pam_open_session()
    MemoryLimit limit;

    bool operator==(const Session &) const = default;
};

Session expected(const LimitChoice &choice)
{
    constexpr int permissionDenied = 6; // PAM_PERM_DENIED
    return {choice.outcome == LimitOutcome::LoginRefused ? permissionDenied : 0, choice.effective};
}

QString described(const Session &session)
{
    return u"result %1, soft %2, hard %3"_s.arg(session.result)
        .arg(textOf(session.limit.soft), textOf(session.limit.hard));
}

template <typename T> T oneOf(std::initializer_list<T> values)
{
    return values.begin()[random::below(static_cast<int>(values.size()))];
}

QByteArray randomLine()
{
    const auto blank = [] { return oneOf<QByteArray>({" ", "\t", "   ", " \t"}); };
    const auto domain = oneOf<QByteArray>(
        {"*",      "*",      "@rdma",  "@users", "@hpc",      "@alice",  "@empty", "@nobody", "@root",
         "alice",  "bob",    "carol",  "root",   "1000:1001", "1001:",   ":1000",  "0:",      "@100:2000",
         "@:2000", "@:4242", "@4000:", "%rdma",  "%:0",       "%0:2000", "@:0",    ":0",      "0:0"});
    if (random::below(20) == 0)
        return domain + blank() + "-";
    const auto type = oneOf<QByteArray>({"soft", "hard", "-", "soft", "hard", "HARD", "both"});
    const auto item = oneOf<QByteArray>({"memlock", "memlock", "memlock", "memlock", "nofile", "MemLock", "memlok"});
    const auto value = item == "nofile" ? QByteArray("1000")
                                        : oneOf<QByteArray>({"unlimited", "infinity", "-1", "0", "64", "8192", "8193",
                                                             "65536", "16K", "many", "-", "64 # KiB"});
    return oneOf<QByteArray>({"", "", " "}) + domain + blank() + type + blank() + item + blank() + value;
}

QByteArray randomFile()
{
    QByteArray file;
    for (int left = random::below(7); left > 0; --left)
        file += (random::below(12) == 0 ? "# nothing"_ba : randomLine()) + '\n';
    return file;
}

std::vector<RulesFile> randomFiles()
{
    std::vector<RulesFile> files;
    for (const char *name : {"limits.conf", "limits.d/10-a.conf", "limits.d/9-b.conf", "limits.d/B.conf",
                             "limits.d/rdma.conf", "limits.d/.hidden.conf", "limits.d/c.conf.bak"})
        if (random::coin())
            files.push_back(limitsFile(randomFile(), QString::fromLatin1(name)));
    return files;
}

} // namespace

class PamLimitsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    int m_compared = 0;

    [[nodiscard]] QString inside(const QString &name) const { return m_directory.filePath(name); }

    void place(const std::vector<RulesFile> &files)
    {
        QDir(inside(u"security"_s + u"/limits.d"_s)).removeRecursively();
        QFile::remove(inside(u"security/limits.conf"_s));
        QVERIFY(QDir().mkpath(inside(u"security/limits.d"_s)));
        for (const RulesFile &file : files)
            write(inside(u"security"_s + file.path.sliced(limitsDirectory.size())), file.bytes);
    }

    Session open(const LimitSubject &who, const LimitStart &start)
    {
        QProcess process;
        process.start(QStringLiteral(RDMA_PAM_SESSION),
                      {inside(u"pam.d"_s), QString::fromLatin1(who.user), QString::number(start.inherited.soft.bytes),
                       QString::number(start.inherited.hard.bytes), start.mayRaise ? u"1"_s : u"0"_s});
        process.waitForFinished();
        const QByteArrayList words = process.readAllStandardOutput().simplified().split(' ');
        if (process.exitCode() != 0 || words.size() != 3)
            return {};
        return {words[0].toInt(), {{words[1].toULongLong()}, {words[2].toULongLong()}}};
    }

    void compare(const std::vector<RulesFile> &files, const LimitStart &start)
    {
        place(files);
        std::vector<LimitLines> lines;
        for (const RulesFile &file : limitsFilesInOrder(files))
            lines.push_back(limitLinesIn(file, debian13));
        for (const LimitSubject &who : everybody) {
            const Session real = open(who, start);
            const Session ours = expected(chooseLimits(lines, who, start, debian13));
            QByteArray all;
            for (const RulesFile &file : files)
                all += "== " + file.path.toUtf8() + '\n' + file.bytes;
            QVERIFY2(real == ours,
                     qPrintable(u"%1: pam_limits has %2, we %3, of\n%4"_s.arg(
                         QString::fromLatin1(who.user), described(real), described(ours), QString::fromLatin1(all))));
            ++m_compared;
        }
    }

private slots:
    void initTestCase()
    {
        enterOwnMounts();
        QVERIFY(QDir().mkpath(inside(u"pam.d"_s)));
        write(inside(u"pam.d/rdma-test"_s), "session required pam_limits.so\n");
        write(inside(u"passwd"_s), passwd);
        write(inside(u"group"_s), group);
        place({});
        bindMount(inside(u"passwd"_s), u"/etc/passwd"_s);
        bindMount(inside(u"group"_s), u"/etc/group"_s);
        bindMount(inside(u"security"_s), QString(limitsDirectory));
    }

    void FS_17_mangledFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const MangledLimits &file : mangledLimits)
            QTest::newRow(file.name) << file.bytes;
    }

    void FS_17_mangledFiles()
    {
        QFETCH(QByteArray, bytes);
        compare({limitsFile(bytes)}, usualStart);
        compare({limitsFile("* - memlock 16\n"), limitsFile(bytes, u"limits.d/rdma.conf"_s)}, usualStart);
    }

    void theGuidesFile()
    {
        compare({limitsFile(guideLimits, u"limits.d/rdma.conf"_s)}, usualStart);
        compare({limitsFile(guideLimits, u"limits.d/rdma.conf"_s)}, {usualStart.inherited, false});
        compare({limitsFile("@users hard memlock 64\n"), limitsFile(guideLimits, u"limits.d/90-rdma.conf"_s)},
                usualStart);
    }

    void wishesAreWhatItSets()
    {
        const auto holder = [](const char *text) { return LimitHolder::fromText(QString::fromLatin1(text)).value(); };
        const WantedLimit unlimited{unlimitedMemory, unlimitedMemory};
        const WantedLimit some{kibibytes(65536), kibibytes(131072)};
        const std::vector<WantedLimits> wishes{
            {{holder("*"), unlimited}},
            {{holder("@rdma"), unlimited}},
            {{holder("alice"), some}, {holder("1000:1999"), {std::nullopt, kibibytes(64)}}, {holder("*"), unlimited}},
            {{holder("0:4294967294"), {kibibytes(32), std::nullopt}}, {holder("@users"), some}}};
        for (const WantedLimits &wish : wishes)
            compare({limitsFile(withWantedLimits({}, wish, debian13).value(), u"limits.d/rdma.conf"_s)}, usualStart);
    }

    void FS_17_generatedFiles()
    {
        for (int left = 120; left > 0 && !QTest::currentTestFailed(); --left) {
            const MemoryAmount hard = oneOf({kibibytes(64), kibibytes(8192), unlimitedMemory});
            compare(randomFiles(), {{std::min(hard, kibibytes(8192)), hard}, random::below(4) != 0});
        }
    }

    void allWereCompared() { QCOMPARE(m_compared, 4 * (2 * static_cast<int>(mangledLimits.size()) + 3 + 4 + 120)); }
};

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::PamLimitsTest)
#include "pamlimitstest.moc"
