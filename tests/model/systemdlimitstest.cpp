// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real systemd beside our reading: it loads units with drop-ins and says which limits they have (--test).
#include "model/unitorder.h"
#include "random.h"
#include "unitscene.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr uid_t nobody = 65534;
const QStringList unitDirectories{u"/etc/units"_s, u"/run/units"_s, u"/usr/units"_s};
const QStringList configDirectories{u"/home/.config/systemd"_s};
constexpr MemoryLimit byDefault{{4096}, {5120}};
const RulesFile userConf{u"/home/.config/systemd/user.conf"_s, "[Manager]\nDefaultLimitMEMLOCK=4K:5K\n"};

using Limits = std::map<QString, MemoryLimit>;

/// "→ Unit a.service:" begins a unit's facts.
Limits limitsIn(const QByteArray &output)
{
    Limits limits;
    QString unit;
    for (const QByteArray &raw : output.split('\n')) {
        const QString line = QString::fromUtf8(raw.trimmed());
        if (line.contains(u" Unit "_s) && line.endsWith(u".service:"_s))
            unit = line.section(u" Unit "_s, 1).chopped(1);
        else if (line.contains(u" Unit "_s))
            unit.clear();
        const quint64 bytes = line.section(u": "_s, 1).toULongLong();
        if (!unit.isEmpty() && line.startsWith(u"LimitMEMLOCK: "_s))
            limits[unit].hard.bytes = bytes;
        if (!unit.isEmpty() && line.startsWith(u"LimitMEMLOCKSoft: "_s))
            limits[unit].soft.bytes = bytes;
    }
    return limits;
}

QString described(const MemoryLimit &limit)
{
    return bytesOf(limit.soft) + u':' + bytesOf(limit.hard);
}

/// What values are made of, and what breaks them.
QByteArray randomValue()
{
    static const QByteArrayList pieces{
        "1",  "64", "0",  "1.5", ".", "K",        "M", "G", "T",  "P",    "E",
        "B",  " ",  "  ", ":",   ":", "infinity", "-", "+", "\\", "8192", "18446744073709551614",
        "\t", "k",  "0x1"};
    QByteArray value;
    for (int left = 1 + random::below(5); left > 0; --left)
        value += pieces[random::below(static_cast<int>(pieces.size()))];
    return value;
}

} // namespace

class SystemdLimitsTest : public QObject {
    Q_OBJECT

    std::optional<QTemporaryDir> m_directory;

    void write(const RulesFile &file)
    {
        const QString path = m_directory->path() + file.path;
        QVERIFY(QDir().mkpath(path.section(u'/', 0, -2)));
        QFile out(path);
        QVERIFY2(out.open(QIODevice::WriteOnly), qPrintable(path));
        QCOMPARE(out.write(file.bytes), file.bytes.size());
    }

    /// systemd --user refuses to be root's here, and wants its runtime directory to be its own.
    [[nodiscard]] QStringList command() const
    {
        const QStringList manager{u"/usr/lib/systemd/systemd"_s, u"--test"_s, u"--user"_s};
        if (::geteuid() != 0)
            return manager;
        return QStringList{u"setpriv"_s, u"--reuid=%1"_s.arg(nobody), u"--regid=%1"_s.arg(nobody),
                           u"--clear-groups"_s} +
               manager;
    }

    [[nodiscard]] QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"XDG_CONFIG_HOME"_s);
        environment.insert(u"HOME"_s, m_directory->filePath(u"home"_s));
        environment.insert(u"XDG_RUNTIME_DIR"_s, m_directory->filePath(u"runtime"_s));
        QStringList paths;
        for (const QString &directory : unitDirectories)
            paths.append(m_directory->path() + directory);
        environment.insert(u"SYSTEMD_UNIT_PATH"_s, paths.join(u':'));
        return environment;
    }

    void prepare(const std::vector<RulesFile> &files)
    {
        m_directory.emplace();
        QVERIFY(QFile::setPermissions(m_directory->path(), QFile::Permissions(0x7755)));
        for (const char *directory : {"runtime", "home", "etc/units", "run/units", "usr/units"})
            QVERIFY(QDir(m_directory->path()).mkpath(QString::fromLatin1(directory)));
        const QByteArray runtime = m_directory->filePath(u"runtime"_s).toUtf8();
        QVERIFY(::geteuid() != 0 || ::chown(runtime.constData(), nobody, nobody) == 0);
        for (const RulesFile &file : files)
            write(file);
    }

    /// What systemd makes of these files, for these units.
    Limits load(const QStringList &units, std::vector<RulesFile> files)
    {
        files.push_back({u"/etc/units/default.target"_s, "[Unit]\nWants=" + units.join(u' ').toUtf8() + '\n'});
        prepare(files);
        QProcess process;
        process.setProcessEnvironment(environment());
        process.start(command().first(), command().sliced(1));
        process.waitForFinished();
        return process.exitCode() == 0 ? limitsIn(process.readAllStandardOutput()) : Limits();
    }

    void compare(const QStringList &units, std::vector<RulesFile> files)
    {
        files.push_back(userConf);
        const Limits real = load(units, files);
        for (const QString &unit : units) {
            const auto parts = unitFilesInOrder(unit, unitDirectories, files);
            const auto winner = unitMemlock(parts).winner;
            const MemoryLimit ours = winner ? winner->limit : byDefault;
            QVERIFY2(real.contains(unit), qPrintable(unit));
            QByteArray all;
            for (const RulesFile &part : parts)
                all += "== " + part.path.toUtf8() + '\n' + part.bytes + '\n';
            QVERIFY2(real.at(unit) == ours, qPrintable(u"systemd has %1, we %2 of %3"_s.arg(
                                                described(real.at(unit)), described(ours), QString::fromUtf8(all))));
        }
    }

private slots:
    void FS_17_mangledDropIns()
    {
        QStringList units;
        std::vector<RulesFile> files;
        for (const MangledDropIn &dropIn : mangledDropIns) {
            units.append(u"u%1.service"_s.arg(units.size()));
            files.push_back({u"/usr/units/"_s + units.last(), unitWith1536});
            files.push_back({u"/etc/units/"_s + units.last() + u".d/x.conf"_s, dropIn.bytes});
        }
        compare(units, files);
    }

    void generatedValues()
    {
        QStringList units;
        std::vector<RulesFile> files;
        for (int i = 0; i < 400; ++i) {
            units.append(u"u%1.service"_s.arg(i));
            files.push_back({u"/usr/units/"_s + units.last(),
                             "[Service]\nExecStart=/bin/true\nLimitMEMLOCK=" + randomValue() + '\n'});
        }
        compare(units, files);
    }

    void FS_17_generatedDropIns()
    {
        const QStringList units{u"a-b-c.service"_s, u"a-b@i.service"_s, u"a-x.service"_s, u"a--.service"_s,
                                u"d.service"_s};
        const QStringList names{u"a-b-c.service.d"_s, u"a-b-.service.d"_s, u"a-.service.d"_s,   u"a-b@i.service.d"_s,
                                u"a-b@.service.d"_s,  u"a-@.service.d"_s,  u"a-@i.service.d"_s, u"a-x.service.d"_s,
                                u"a--.service.d"_s,   u"d.service.d"_s,    u"service.d"_s};
        for (int run = 0; run < 12 && !QTest::currentTestFailed(); ++run) {
            std::vector<RulesFile> files;
            for (const char *unit : {"a-b-c.service", "a-b@.service", "a-x.service", "a--.service", "d.service"})
                files.push_back({u"/usr/units/"_s + QString::fromLatin1(unit), unitWith1536});
            int value = 0;
            for (const QString &directory : unitDirectories)
                for (const QString &name : names)
                    for (const char *file : {"10.conf", "9.conf", "B.conf", "a.conf", ".b.conf", "c.cnf"})
                        if (random::below(5) == 0)
                            files.push_back({directory + u'/' + name + u'/' + QString::fromLatin1(file),
                                             "[Service]\nLimitMEMLOCK=" + QByteArray::number(++value) + '\n'});
            compare(units, files);
        }
    }

    void theManagersDefault_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        const QByteArray third = "[Manager]\nDefaultLimitMEMLOCK=3K\n";
        QTest::newRow("none") << QByteArray() << QByteArray();
        QTest::newRow("both") << third << QByteArray("[Manager]\nDefaultLimitMEMLOCK=2K:infinity\n");
        QTest::newRow("empty") << third << QByteArray("[Manager]\nDefaultLimitMEMLOCK=\n");
        QTest::newRow("another section") << third << QByteArray("[Service]\nDefaultLimitMEMLOCK=2K\n");
        QTest::newRow("a broken one ends it") << QByteArray("[Manager\n") << third;
        QTest::newRow("not UTF-8 ends it") << QByteArray("[Manager]\n\xff=\n") << third;
    }

    void theManagersDefault()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        const QString dropIns = userConf.path + u".d/"_s;
        const std::vector<RulesFile> files{userConf,
                                           {dropIns + u"1.conf"_s, first},
                                           {dropIns + u"2.conf"_s, second},
                                           {u"/usr/units/a.service"_s, "[Service]\nExecStart=/bin/true\n"}};
        const Limits real = load({u"a.service"_s}, files);
        const auto ours = managerMemlock(managerFilesInOrder(u"user.conf"_s, configDirectories, files)).winner;
        QCOMPARE(real.at(u"a.service"_s), ours.value().limit);
    }
};

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::SystemdLimitsTest)
#include "systemdlimitstest.moc"
