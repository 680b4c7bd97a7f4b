// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Users and groups beside what getent and id say of them, on a passwd and a group of our own.
#include "helper/systemaccounts.h"

#include "tests/doors/sandbox.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class SystemAccountsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;

    void mount(const QByteArray &bytes, const QString &onto)
    {
        const QString path = m_directory.filePath(onto.section(u'/', -1));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        bindMount(path, onto);
    }

    [[nodiscard]] static QStringList told(const QString &program, const QStringList &words, QChar separator)
    {
        QProcess process;
        process.start(program, words);
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed().split(separator, Qt::SkipEmptyParts);
    }

    static QStringList namesOf(const UserAccount &account)
    {
        QStringList names;
        for (const GroupAccount &group : account.groups)
            names.append(group.name);
        return names;
    }

private slots:
    void initTestCase()
    {
        enterOwnMounts();
        mount("root:x:0:0:root:/root:/bin/bash\nalice:x:4001:4001:Alice:/:/bin/sh\ncarol:x:4003:4999::/:/bin/sh\n",
              u"/etc/passwd"_s);
        QByteArray many;
        for (int i = 0; i < 5000; ++i)
            many += "member" + QByteArray::number(i) + ',';
        mount("root:x:0:\nalice:x:4001:\nrdma:x:4500:alice,carol\nhpc:x:4501:alice\nmany:x:4502:" + many + "alice\n",
              u"/etc/group"_s);
    }

    void usersAreAsGetentAndIdHaveThem_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("root") << u"root"_s;
        QTest::newRow("a user") << u"alice"_s;
    }
    void usersAreAsGetentAndIdHaveThem()
    {
        QFETCH(QString, name);
        const auto account = SystemAccounts().user(name).value();
        QVERIFY(account);
        const QStringList entry = told(u"getent"_s, {u"passwd"_s, name}, u':');
        QCOMPARE(account->name, entry.value(0));
        QCOMPARE(QString::number(account->uid), entry.value(2));
        QCOMPARE(QString::number(account->gid), entry.value(3));
        QCOMPARE(namesOf(*account), told(u"id"_s, {u"-Gn"_s, name}, u' '));
        QCOMPARE(SystemAccounts().nameOf(account->uid), Result<std::optional<QString>>(name));
        QCOMPARE(SystemAccounts().hasUser(name), Result<bool>(true));
        QCOMPARE(SystemAccounts().hasUser(name + u'x'), Result<bool>(false));
    }

    void aPrimaryGroupNeedsNoName()
    {
        const auto carol = SystemAccounts().user(u"carol"_s).value();
        QCOMPARE(carol->gid, 4999u);
        QCOMPARE(namesOf(*carol), (QStringList{QString(), u"rdma"_s}));
    }

    void groupsAreAsGetentHasThem()
    {
        for (const QString &name : {u"root"_s, u"rdma"_s, u"many"_s}) {
            const auto group = SystemAccounts().group(name).value();
            QVERIFY(group);
            const QStringList entry = told(u"getent"_s, {u"group"_s, name}, u':');
            QCOMPARE(QString::number(group->gid), entry.value(2));
            QCOMPARE(group->members, entry.value(3).split(u',', Qt::SkipEmptyParts));
        }
        QCOMPARE(SystemAccounts().group(u"many"_s).value()->members.size(), 5001);
    }

    void whoIsNotThereIsNoError()
    {
        QCOMPARE(SystemAccounts().user(u"mallory"_s), Result<std::optional<UserAccount>>(std::nullopt));
        QCOMPARE(SystemAccounts().user(QString()), Result<std::optional<UserAccount>>(std::nullopt));
        QCOMPARE(SystemAccounts().group(u"mallory"_s), Result<std::optional<GroupAccount>>(std::nullopt));
        QCOMPARE(SystemAccounts().nameOf(4444), Result<std::optional<QString>>(std::nullopt));
    }
};

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::SystemAccountsTest)
#include "systemaccountstest.moc"
