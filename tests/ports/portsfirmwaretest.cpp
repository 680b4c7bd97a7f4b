// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Types in the firmware of a card: asked, set, asked again, and what can go wrong with each.
#include "helper/features/jobs.h"
#include "helper/steps.h"
#include "tests/fake/fakefirmware.h"
#include "tests/ports/portshost.h"

#include <QTest>
#include <sys/inotify.h>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct FirmwareHost : PortsHost {
    FirmwareHost() { inspect(); }
};

/// What a card says whose next types are these.
ToolOutcome answerOf(const QString &slot, const PortTypes &next)
{
    FakeHostRoot files;
    FakeFirmware firmware(files);
    firmware.install();
    firmware.add(slot, {.next = next, .current = next});
    return firmware.run({Tool::QueryCard, slot}).value();
}

/// How often a file is opened from now on.
class Opens {
public:
    explicit Opens(const QString &path) : m_watch(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    {
        if (::inotify_add_watch(m_watch, path.toUtf8().constData(), IN_OPEN | IN_CLOSE_NOWRITE) == -1)
            qFatal("inotify: %s", qPrintable(path));
    }
    Opens(const Opens &) = delete;
    Opens &operator=(const Opens &) = delete;
    ~Opens() { ::close(m_watch); }

    /// Events that are the same, one after the other, would be told once (inotify(7)): those of closing part them.
    [[nodiscard]] int count() const
    {
        int opens = 0;
        inotify_event event{};
        while (::read(m_watch, &event, sizeof event) == ssize_t{sizeof event})
            opens += event.mask & IN_OPEN ? 1 : 0;
        return opens;
    }

private:
    int m_watch;
};

} // namespace

class PortsFirmwareTest : public QObject {
    Q_OBJECT
private slots:
    void IV_16_oneCallSetsAllPortsOfACard()
    {
        FirmwareHost host;
        const auto plan = host.plan(bootWish(newCard, bothEthernet));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"set-firmware-types "_s + newCard));
        QVERIFY(std::ranges::contains(plan->warnings, Note{NoteCode::PortTypeAtBoot, newCard, {}}));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QCOMPARE(host.demo.firmware().card(newCard).next, bothEthernet);
        QVERIFY(host.demo.tools().runs().contains({Tool::SetCardTypes, u"0000:81:00.0 1=ethernet 2=ethernet"_s}));
        QCOMPARE(host.atBoot(newCard), bothEthernet);
    }

    void IV_16_onlyWhatChangesIsSet()
    {
        FirmwareHost host;
        QCOMPARE(host.apply(bootWish(newCard, {{2, PortType::Ethernet}})).state, JobState::Done);
        QVERIFY(host.demo.tools().runs().contains({Tool::SetCardTypes, u"0000:81:00.0 2=ethernet"_s}));
    }

    void IV_16_onlyTypesThatTheCardHas()
    {
        FirmwareHost host;
        QCOMPARE(host.refusalOf(bootWish(newCard, {{1, PortType::Auto}})),
                 (Error{ErrorCode::InvalidWish, newCard, u"noAuto"_s}));
        QCOMPARE(host.refusalOf(bootWish(newCard, {{3, PortType::Ethernet}})).code, ErrorCode::InvalidWish);
        QCOMPARE(host.refusalOf(bootWish(newCard, {{1, PortType::Unknown}})).detail, u"notAType"_s);
        QCOMPARE(host.refusalOf(nowWish(newCard, {{1, PortType::Ethernet}})),
                 (Error{ErrorCode::NotSupported, newCard + u" 1"_s, u"restartOnly"_s}));
        QCOMPARE(host.refusalOf({{u"cards"_s, QJsonObject{{newCard, QJsonValue::Null}}}}).code, ErrorCode::InvalidWish);
    }

    void IV_16_aPortWithoutARowIsFixed()
    {
        FirmwareHost host;
        host.demo.firmware().card(newCard).next.erase(2);
        host.inspect();
        QVERIFY(host.card(newCard).ports.at(2).bootChoices.empty());
        QCOMPARE(host.refusalOf(bootWish(newCard, {{2, PortType::Ethernet}})),
                 (Error{ErrorCode::NotSupported, newCard + u" 2"_s, u"fixedType"_s}));
        QVERIFY(host.plan(bootWish(newCard, {{1, PortType::Ethernet}})));
    }

    void whatGoesOverAPortThatChangesLaterIsTold()
    {
        FirmwareHost host;
        host.demo.files().write(u"/proc/self/net/route"_s, PortsHost::routesOver("ibp129s0f0"));
        const auto told = [&](int port) {
            const auto plan = host.plan(bootWish(newCard, {{port, PortType::Ethernet}}));
            return plan && std::ranges::contains(plan->warnings,
                                                 Note{NoteCode::ReachedOver, newCard, u"ibp129s0f0: default route"_s});
        };
        QVERIFY(told(1));
        QVERIFY(!told(2));
    }

    void SP_08_doneWithoutEffectIsAFailure()
    {
        FirmwareHost host;
        host.demo.firmware().ignoreSettings();
        const Job job = host.apply(bootWish(newCard, bothEthernet));
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(job.error->code, ErrorCode::ToolFailed);
        QVERIFY2(job.error->detail.startsWith(u"unexpected"_s), qPrintable(job.error->detail));
        QCOMPARE(host.atBoot(newCard), bothInfiniBand);
    }

    void SP_08_rebootIsWaitedForAndNotClaimed()
    {
        FirmwareHost host;
        host.demo.firmware().card(newCard).wantsPowerCycle = true;
        QCOMPARE(host.apply(bootWish(newCard, bothEthernet)).state, JobState::Done);
        const CardLive card = host.card(newCard);
        QCOMPARE(card.restart, MstRestart::PowerCycle);
        QCOMPARE(card.ports.at(1).verdict, TypeVerdict::PendingPowerCycle);
        QVERIFY(card.ports.at(1).since);
        QCOMPARE(host.state().config.cards.at(newCard).at(1).now, PortType::InfiniBand);
    }

    void KI_17_aRefusalNamesItsCauseAndIsNotTriedAgain_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QByteArray>("errors");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("detail");
        QTest::newRow("busy")
            << "Applying... Failed!\n-E- Failed to set port settings: Register access failed, device is busy"_ba
            << QByteArray() << ErrorCode::Busy << u"deviceBusy"_s;
        QTest::newRow("lockdown") << "-E- Failed to open the device"_ba
                                  << "write counter to semaphore: Operation not permitted"_ba << ErrorCode::NotSupported
                                  << u"lockdown"_s;
        QTest::newRow("rejected") << "Applying... Failed!\n-E- Failed to set: The configuration is rejected"_ba
                                  << QByteArray() << ErrorCode::ToolFailed << u"rejected"_s;
    }

    void KI_17_aRefusalNamesItsCauseAndIsNotTriedAgain()
    {
        QFETCH(QByteArray, said);
        QFETCH(QByteArray, errors);
        FirmwareHost host;
        host.demo.firmware().failAt(Tool::SetCardTypes, 0, ToolOutcome{said + '\n', false, errors, 3});
        const Job job = host.apply(bootWish(newCard, bothEthernet));
        QCOMPARE(job.state, JobState::Undone);
        QTEST(job.error->code, "code");
        QFETCH(QString, detail);
        QVERIFY2(job.error->detail.startsWith(detail), qPrintable(job.error->detail));
        const auto runs = host.demo.tools().runs();
        QCOMPARE(std::ranges::count(runs, Tool::SetCardTypes, &ToolCall::tool), 1);
        QCOMPARE(runs.back(), (ToolCall{Tool::QueryCard, newCard}));
        QCOMPARE(host.demo.firmware().card(newCard).next, bothInfiniBand);
    }

    void KI_17_halfOfItIsTakenBack()
    {
        FirmwareHost host;
        const auto plan = host.plan(bootWish(newCard, bothEthernet));
        host.demo.firmware().failAt(Tool::SetCardTypes, 0, FakeFirmware::refusal("Failed to set"));
        host.demo.firmware().failAt(Tool::QueryCard, 0, answerOf(newCard, bothInfiniBand));
        host.demo.firmware().card(newCard).next[1] = PortType::Ethernet; // by the call that failed
        QCOMPARE(host.run(*plan).state, JobState::Undone);
        QCOMPARE(host.demo.firmware().card(newCard).next, bothInfiniBand);
    }

    void KI_17_whatCannotBeAskedAnyMoreIsLeft()
    {
        FirmwareHost host;
        host.demo.firmware().failAt(Tool::SetCardTypes, 0, std::unexpected(FakeFirmware::stuck()));
        host.demo.firmware().failAt(Tool::QueryCard, 1, FakeFirmware::refusal("Failed to open the device"));
        const Job job = host.apply(bootWish(newCard, bothEthernet));
        QCOMPARE(job.state, JobState::LeftOver);
        QCOMPARE(job.error->code, ErrorCode::Timeout);
    }

    void whatSomebodySetMeanwhileIsTheirs()
    {
        FirmwareHost host;
        const auto plan = host.plan(bootWish(newCard, bothEthernet));
        host.demo.firmware().card(newCard).next = bothEthernet;
        const Job job = host.run(*plan);
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(job.error->code, ErrorCode::Conflict);
        QCOMPARE(host.demo.firmware().card(newCard).next, bothEthernet);
        QCOMPARE(host.card(newCard).reason, RoadReason::NotRead);
    }

    void KI_03_anotherCardInTheSlotIsLeftAlone()
    {
        FirmwareHost host;
        const auto plan = host.plan(bootWish(newCard, bothEthernet));
        host.exchange(u"mlx5_0"_s);
        const auto runs = host.demo.tools().runs().size();
        const Job job = host.run(*plan);
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(job.error.value_or(Error{}), (Error{ErrorCode::Conflict, newCard, u"another card"_s}));
        QCOMPARE(host.demo.tools().runs().size(), runs);
        QCOMPARE(host.demo.firmware().card(newCard).next, bothInfiniBand);
    }

    void KI_03_whatWasDoneToAnotherCardIsNotTakenBack()
    {
        FirmwareHost host;
        const Job job = host.apply(bootWish(newCard, bothEthernet));
        QCOMPARE(job.state, JobState::Done);
        host.exchange(u"mlx5_0"_s);
        host.inspect();
        QCOMPARE(host.atBoot(newCard), bothEthernet);
        const auto undo = jobsFeature().plan(
            host.machine, {{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}});
        QVERIFY(undo.value().steps.empty());
    }

    void KI_03_whatAnotherCardSaidDoesNotStandWhileThisOneIsBusy()
    {
        FirmwareHost host;
        host.exchange(u"mlx5_0"_s);
        host.demo.firmware().failAt(Tool::QueryCard, 0, fail(ErrorCode::Busy, newCard, u"card"_s));
        host.inspect();
        QCOMPARE(host.card(newCard).reading.value_or(FirmwareReading{}).problem, MstProblem::QueryFailed);
        QCOMPARE(host.card(newCard).reason, RoadReason::NotReadable);
    }

    void whatAStepStandsAtIsReadOfItsCardAlone()
    {
        FirmwareHost host;
        const auto plan = host.plan(bootWish(newCard, bothEthernet));
        const auto ueventOf = [&](const QString &slot) {
            return host.demo.files().inside(u"/sys/bus/pci/devices/%1/uevent"_s.arg(slot));
        };
        const Opens own(ueventOf(newCard));
        const Opens other(ueventOf(plainCard));
        QCOMPARE(standingOf(plan.value().steps.front(), host.machine), Standing::Before);
        QCOMPARE(own.count(), 1);
        QCOMPARE(other.count(), 0);
    }

    void SP_15_whatADeadHelpersWorkerDidIsDone()
    {
        FirmwareHost host;
        auto plan = host.plan(bootWish(newCard, bothEthernet));
        QVERIFY(plan);
        plan->finishes = u"0123456789abcdef0123456789abcdef"_s;
        host.demo.firmware().card(newCard).next = bothEthernet;
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QCOMPARE(host.atBoot(newCard), bothEthernet);
        QCOMPARE(host.card(newCard).ports.at(1).verdict, TypeVerdict::PendingReboot);
        QVERIFY(host.card(newCard).ports.at(1).since);
        QVERIFY(!std::ranges::contains(host.demo.tools().runs(), Tool::SetCardTypes, &ToolCall::tool));
    }

    void aChangeCanBeTakenBack()
    {
        FirmwareHost host;
        const Job job = host.apply(bootWish(newCard, bothEthernet));
        const auto undo = jobsFeature().plan(
            host.machine, {{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}});
        QVERIFY(undo);
        QCOMPARE(host.run(*undo).state, JobState::Done);
        QCOMPARE(host.demo.firmware().card(newCard).next, bothInfiniBand);
        QCOMPARE(host.card(newCard).ports.at(1).verdict, TypeVerdict::AsWanted);
        QVERIFY(!host.card(newCard).restart);
    }

    void afterTheBootItCanBeTakenBackOnceTheCardIsRead()
    {
        FirmwareHost host;
        const Job job = host.apply(bootWish(newCard, bothEthernet));
        const auto view = [&] { return readJobs(host.machine)->live.jobs.at(job.id); };
        QVERIFY(view().undoable && !view().unjudged);
        host.reboot();
        QVERIFY(!view().undoable);
        QCOMPARE(view().unjudged.value_or(Error{}), (Error{ErrorCode::NotSupported, newCard, u"notRead"_s}));
        host.inspect();
        QVERIFY(view().undoable && !view().unjudged);
        const auto undo = jobsFeature().plan(
            host.machine, {{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}});
        QVERIFY(undo);
        QCOMPARE(host.run(*undo).state, JobState::Done);
        QCOMPARE(host.demo.firmware().card(newCard).next, bothInfiniBand);
        host.reboot("0d9c3c55-0000-4000-8000-000000000003");
        QVERIFY(!view().undoneBy.isEmpty() && !view().unjudged);
    }

    void whatNobodyCouldReadIsNotWaitedFor()
    {
        FirmwareHost host;
        const auto view = [&](const Job &job) { return readJobs(host.machine)->live.jobs.at(job.id); };
        const Job done = host.apply(bootWish(newCard, bothEthernet));
        host.demo.firmware().failAt(Tool::SetCardTypes, 0, FakeFirmware::refusal("Failed to set"));
        const Job failed = host.apply(bootWish(newCard, bothInfiniBand));
        QCOMPARE(failed.state, JobState::Undone);
        host.reboot();
        QVERIFY(view(done).unjudged);
        QVERIFY(!view(failed).unjudged); // nothing of it is there
        host.exchange(u"mlx5_0"_s);
        QVERIFY(!view(done).undoable && !view(done).unjudged);
    }

    void theOptionGoesWhereTheFirmwareTakesOver()
    {
        PortsHost host;
        host.demo.files().write(ownModuleOptionsPath, "options mlx4_core port_type_array=1,1\n");
        host.demo.firmware().install("4.21.0");
        const FakeFirmwareCard card{.deviceType = u"ConnectX3"_s, .next = bothInfiniBand, .tellsCurrent = false};
        host.demo.firmware().add(oldCard, card);
        host.inspect();
        QVERIFY(std::ranges::contains(host.plan(bootWish(oldCard, bothEthernet)).value().warnings,
                                      Note{NoteCode::OtherRoadStands, oldCard, ownModuleOptionsPath}));
        host.demo.firmware().add(plainCard, card); // no card is left that needs the option
        host.inspect();
        const auto plan = host.plan(bootWish(oldCard, bothEthernet));
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().detail));
        QVERIFY(!std::ranges::contains(plan->warnings, NoteCode::OtherRoadStands, &Note::code));
        QCOMPARE(host.run(*plan).error.value_or(Error{}).detail, QString());
        QVERIFY(!host.demo.files().exists(ownModuleOptionsPath));
    }

    void theScriptsLineGoesWhereTheFirmwareTakesOver()
    {
        FirmwareHost host;
        host.installSetupScript();
        host.demo.files().write(u"/etc/rdma/mlx4.conf"_s, "# mine\n0000:06:00.0 ib eth\n0000:05:00.0 ib ib\n");
        host.demo.firmware().install("4.21.0");
        host.demo.firmware().add(oldCard, {.deviceType = u"ConnectX3"_s,
                                           .next = types(PortType::Auto, PortType::Auto),
                                           .current = {},
                                           .tellsCurrent = false});
        host.inspect();
        const auto plan = host.plan(bootWish(oldCard, bothEthernet));
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().detail));
        QCOMPARE(kindsOf(*plan).first(2),
                 (QStringList{u"write-file /etc/rdma/mlx4.conf"_s, u"set-firmware-types "_s + oldCard}));
        QCOMPARE(host.run(*plan).error.value_or(Error{}).detail, QString());
        QCOMPARE(host.demo.files().read(u"/etc/rdma/mlx4.conf"_s), "# mine\n0000:05:00.0 ib ib\n"_ba);
        QCOMPARE(host.card(oldCard).restart, MstRestart::Reboot);
        QVERIFY(host.card(oldCard).ports.at(1).since);
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::PortsFirmwareTest)
#include "portsfirmwaretest.moc"
