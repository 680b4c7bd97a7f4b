// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a plan for locked memory tells beforehand: from when on it counts, and for whom it does nothing.
#include "tests/limits/limitshost.h"
#include "tests/limits/slowaccounts.h"

#include <QTest>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString all = u"unlimited"_s;

std::vector<Note> withCode(const Result<Plan> &plan, NoteCode code)
{
    std::vector<Note> notes;
    for (const Note &note : plan ? plan->warnings : std::vector<Note>())
        if (note.code == code)
            notes.push_back(note);
    return notes;
}

using Notes = std::vector<Note>;

/// Of a file with five hundred users.
Notes consequencesOf(const Accounts &accounts, LimitsHost &host, std::chrono::milliseconds patience)
{
    QByteArray file;
    for (int i = 0; i < 500; ++i)
        file += "user" + QByteArray::number(i) + " - memlock unlimited\n";
    const Plan plan{.feature = u"limits"_s, .steps = {WriteFile{.path = ownLimitsFile, .before = {}, .after = file}}};
    const Machine &fake = host.machine;
    Machine machine{fake.host, fake.kernel, fake.tools, fake.journal, fake.services, accounts};
    return consequencesOfLimits(machine, host.state(), plan, patience);
}

} // namespace

class LimitsNotesTest : public QObject {
    Q_OBJECT
private slots:
    void nothingToDoTellsNothing()
    {
        LimitsHost host;
        const auto plan = host.plan({});
        QVERIFY(plan && plan->steps.empty() && plan->warnings.empty());
    }

    void aLimitsFileCountsFromTheNextLogin()
    {
        LimitsHost host;
        const auto plan = host.plan(userWish(u"alice"_s, bothSides(all)));
        QCOMPARE(plan->warnings,
                 (Notes{{NoteCode::AtNextLogin, ownLimitsFile, {}}, {NoteCode::AtUserManager, ownLimitsFile, {}}}));
    }

    void FS_17_aStrongerRuleElsewhereIsNamed()
    {
        LimitsHost host;
        host.fake.files().write(u"/etc/security/limits.d/zz.conf"_s, "# x\nalice - memlock 64\n");
        const auto plan = host.plan(userWish(u"alice"_s, bothSides(all)));
        QCOMPARE(withCode(plan, NoteCode::LimitLoses),
                 (Notes{{NoteCode::LimitLoses, u"alice"_s, u"/etc/security/limits.d/zz.conf:2"_s}}));
    }

    void FS_17_aWeakerOneIsNot()
    {
        LimitsHost host;
        host.fake.files().write(u"/etc/security/limits.d/zz.conf"_s, "* - memlock 64\n@rdma - memlock 64\n");
        host.fake.files().write(u"/etc/security/limits.d/aa.conf"_s, "alice - memlock 64\n");
        QCOMPARE(withCode(host.plan(userWish(u"alice"_s, bothSides(all))), NoteCode::LimitLoses), Notes{});
    }

    void FS_17_anExemptionIsStronger()
    {
        LimitsHost host;
        host.fake.files().write(u"/etc/security/limits.conf"_s, "alice -\n");
        QCOMPARE(withCode(host.plan(userWish(u"alice"_s, bothSides(all))), NoteCode::LimitLoses),
                 (Notes{{NoteCode::LimitLoses, u"alice"_s, u"/etc/security/limits.conf:1"_s}}));
    }

    void FS_17_aLaterDropInIsStronger()
    {
        LimitsHost host;
        host.fake.files().write(u"/run/systemd/system/opensm.service.d/90-x.conf"_s, "[Service]\nLimitMEMLOCK=1M\n");
        QCOMPARE(withCode(host.plan(unitWish(u"opensm.service"_s, bothSides(all))), NoteCode::LimitLoses),
                 (Notes{{NoteCode::LimitLoses, u"opensm.service"_s,
                         u"/run/systemd/system/opensm.service.d/90-x.conf:2"_s}}));
    }

    void softIsCutToHard()
    {
        LimitsHost host;
        host.fake.files().write(u"/etc/security/limits.conf"_s, "alice hard memlock 64\n");
        const auto plan = host.plan(userWish(u"alice"_s, QJsonObject{{u"soft"_s, all}}));
        QCOMPARE(withCode(plan, NoteCode::SoftClamped),
                 (Notes{{NoteCode::SoftClamped, u"alice"_s, u"/etc/security/limits.conf:1"_s}}));
        host.fake.files().write(u"/etc/security/limits.conf"_s, "");
        QCOMPARE(withCode(host.plan(userWish(u"alice"_s, QJsonObject{{u"soft"_s, all}})), NoteCode::SoftClamped),
                 (Notes{{NoteCode::SoftClamped, u"alice"_s, {}}}));
        QCOMPARE(withCode(host.plan(userWish(u"alice"_s, bothSides(all))), NoteCode::SoftClamped), Notes{});
    }

    void rootIsSparedByDebiansOnly()
    {
        LimitsHost host;
        const Notes spared{{NoteCode::RootSpared, u"*"_s, {}}};
        QCOMPARE(withCode(host.plan(userWish(u"*"_s, bothSides(all))), NoteCode::RootSpared), spared);
        QCOMPARE(withCode(host.plan(userWish(u"root"_s, bothSides(all))), NoteCode::RootSpared), Notes{});
        host.fake.files().write(u"/etc/os-release"_s, "ID=fedora\n");
        QCOMPARE(withCode(host.plan(userWish(u"*"_s, bothSides(all))), NoteCode::RootSpared), Notes{});
    }

    void aGroupWithoutMembers()
    {
        LimitsHost host;
        QCOMPARE(withCode(host.plan(userWish(u"@hpc"_s, bothSides(all))), NoteCode::GroupEmpty),
                 (Notes{{NoteCode::GroupEmpty, u"@hpc"_s, u"usermod -aG hpc USER"_s}}));
        QCOMPARE(withCode(host.plan(userWish(u"@rdma"_s, bothSides(all))), NoteCode::GroupEmpty), Notes{});
    }

    void whatRunsKeepsItsLimit()
    {
        LimitsHost host;
        const auto restarts = [&](const QString &unit) {
            return withCode(host.plan(unitWish(unit, bothSides(all))), NoteCode::AtUnitRestart);
        };
        QCOMPARE(restarts(u"opensm.service"_s), Notes{});
        host.fake.files().link(u"/run/systemd/units/invocation:opensm.service"_s, u"0123"_s);
        host.fake.files().link(u"/run/systemd/units/invocation:srp_daemon_port@a.service"_s, u"0123"_s);
        QCOMPARE(restarts(u"opensm.service"_s), (Notes{{NoteCode::AtUnitRestart, u"opensm.service"_s, {}}}));
        QCOMPARE(restarts(u"srp_daemon_port@.service"_s),
                 (Notes{{NoteCode::AtUnitRestart, u"srp_daemon_port@a.service"_s, {}}}));
    }

    void aUsersManagerIsNoService()
    {
        LimitsHost host;
        host.fake.files().link(u"/run/systemd/units/invocation:user@1000.service"_s, u"0123"_s);
        QCOMPARE(host.plan(unitWish(u"user@.service"_s, bothSides(all)))->warnings,
                 (Notes{{NoteCode::AtUserManager, u"user@.service"_s, {}}}));
    }

    void aThousandWishesAreFewRemarks()
    {
        LimitsHost host;
        QJsonObject users;
        for (int i = 0; i < 500; ++i)
            users[u"%1:%1"_s.arg(i)] = QJsonObject{{u"soft"_s, all}};
        QCOMPARE(withCode(host.plan({{u"users"_s, users}}), NoteCode::SoftClamped).size(), 8u);
    }

    void whereNoLimitMayBeRaised()
    {
        LimitsHost host;
        const Result<Plan> allowed = host.plan(userWish(u"alice"_s, bothSides(all)));
        QCOMPARE(withCode(allowed, NoteCode::NotRaised), Notes{});
        host.fake.files().write(u"/proc/1/status"_s, "Name:\tinit\nCapBnd:\t00000000a80425fb\n");
        QCOMPARE(withCode(host.plan(userWish(u"alice"_s, bothSides(all))), NoteCode::NotRaised),
                 (Notes{{NoteCode::NotRaised, u"alice"_s, u"8 MiB"_s}}));
        QCOMPARE(withCode(host.plan(userWish(u"alice"_s, bothSides(u"65536"_s))), NoteCode::NotRaised), Notes{});
        host.fake.files().write(u"/etc/os-release"_s, "ID=fedora\n");
        QCOMPARE(withCode(host.plan(userWish(u"*"_s, bothSides(all))), NoteCode::LoginsFail),
                 (Notes{{NoteCode::LoginsFail, u"*"_s, u"8 MiB"_s}}));
    }

    void RX_05_onlyThoseAreLookedUpOfWhomIsTold()
    {
        LimitsHost host;
        host.fake.files().write(u"/etc/security/limits.d/zz.conf"_s, "0:9999 - memlock 64\n");
        const SlowAccounts accounts(0ms);
        QCOMPARE(consequencesOf(accounts, host, 4s).size(), 10u);
        QCOMPARE(accounts.looks(), 8);
    }

    void RX_05_aSlowDirectoryIsGivenUp()
    {
        LimitsHost host;
        const SlowAccounts accounts(20ms);
        const Notes notes = consequencesOf(accounts, host, 50ms);
        QCOMPARE(std::ranges::count(notes, NoteCode::AccountsSilent, &Note::code), 1);
        QVERIFY(accounts.looks() <= 4);
    }

    void takingBackTellsTheSame()
    {
        LimitsHost host;
        host.fake.files().write(ownLimitsFile, "alice - memlock 64\n");
        const Plan back{.feature = u"limits"_s,
                        .steps = {WriteFile{.path = ownLimitsFile, .before = "alice - memlock 64\n"_ba, .after = {}}}};
        QCOMPARE(limitsFeature().consequences(host.machine, back).size(), 2u);
    }
};

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::LimitsNotesTest)
#include "limitsnotestest.moc"
