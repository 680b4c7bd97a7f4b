// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Port types in words: every value has some, no raw name and no placeholder is left, refusals say what to do next.
#include "gui/words/portswords.h"
#include "gui/words/consentwords.h"
#include "gui/words/errorwords.h"
#include "gui/words/mstwords.h"
#include "gui/words/notewords.h"
#include "gui/words/stepwords.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString slot = u"0000:05:00.0"_s;

/// A whole sentence or label: filled in, and not the word that JSON has for it.
void expectWords(const QString &words, QLatin1StringView name)
{
    const bool isCompound = std::ranges::any_of(name, [](char one) { return one >= 'A' && one <= 'Z'; });
    QVERIFY2(!words.isEmpty() && !words.contains(u'%'), name.data());
    QVERIFY2(!isCompound || !words.contains(name), qPrintable(words));
    QVERIFY2(words.at(0).isUpper() || words.size() < 30 || words.startsWith(u"mstconfig"_s) || words.startsWith(u'/') ||
                 words.at(0) == QChar(0x2066),
             qPrintable(words));
}

/// Of each value something of its own is said.
template <typename Enum, std::size_t N, typename Words>
void expectTold(const EnumNames<Enum, N> &names, const Words &wordsOf, std::initializer_list<Enum> silent = {})
{
    QStringList seen;
    for (const auto &[value, name] : names) {
        const QString words = wordsOf(value);
        if (std::ranges::contains(silent, value)) {
            QVERIFY2(words.isEmpty(), qPrintable(words));
            continue;
        }
        expectWords(words, name);
        QVERIFY2(!seen.contains(words), qPrintable(words));
        seen.append(words);
    }
}

CardLive cardWith(PortRoad road, RoadReason reason)
{
    CardLive card;
    card.chip = u"ConnectX-5"_s;
    card.road = road;
    card.reason = reason;
    card.file = u"/etc/some.conf"_s;
    card.parent = slot;
    return card;
}

} // namespace

class PortsWordsTest : public QObject {
    Q_OBJECT

private slots:
    void everyTypeAndKind();
    void everyRoad();
    void everyReason();
    void whatAFixedCardIs();
    void everyVerdict();
    void everyRestart();
    void everyPairProblem();
    void everyLine();
    void everyBuilder();
    void everyFailureOfTheTool();
    void detailsOfTheTool();
    void whatHinders();
    void steps_data();
    void steps();
    void consents();
    void everyNote_data();
    void everyNote();
    void refusals_data();
    void refusals();
    void everyRefusalOfACard();
};

void PortsWordsTest::everyTypeAndKind()
{
    expectTold(portTypeNames, portTypeWords);
    expectTold(functionKindNames, functionKindWords);
    QCOMPARE(portNowWords(PortType::Auto, PortType::Ethernet), u"Ethernet (sensed)"_s);
    QCOMPARE(portTypesWords({{1, PortType::InfiniBand}, {2, PortType::Ethernet}}),
             u"port 1 InfiniBand, port 2 Ethernet"_s);
}

void PortsWordsTest::everyRoad()
{
    expectTold(portRoadNames, [](PortRoad road) { return roadWords(cardWith(road, RoadReason::LinkTypeRows)); },
               {PortRoad::None});
    expectTold(portRoadNames, otherRoadWords);
    QVERIFY(roadWords(cardWith(PortRoad::ModuleOption, RoadReason::NoRows)).contains(u"/etc/some.conf"_s));
    CardLive card = cardWith(PortRoad::Firmware, RoadReason::LinkTypeRows);
    QVERIFY(nowWords(card).contains(u"only a restart"_s));
    card.ports[1].nowChoices = {PortType::InfiniBand};
    QVERIFY(nowWords(card).contains(u"sysfs"_s));
}

void PortsWordsTest::everyReason()
{
    expectTold(roadReasonNames,
               [](RoadReason reason) { return roadReasonWords(cardWith(PortRoad::None, reason), {}); });
    QVERIFY(roadReasonWords(cardWith(PortRoad::None, RoadReason::ToolMissing), {}).contains(u"mstflint"_s));
    CardLive guest = cardWith(PortRoad::None, RoadReason::VirtualFunction);
    guest.parent.clear();
    QVERIFY(!roadReasonWords(guest, {}).contains(u'%'));
}

void PortsWordsTest::whatAFixedCardIs()
{
    const auto words = [](PortType type, RoadReason reason, PortRoad road) {
        return roadReasonWords(cardWith(road, reason), {{1, {type, PortType::Unknown}}});
    };
    QVERIFY(
        words(PortType::InfiniBand, RoadReason::NoRows, PortRoad::None).startsWith(u"This card is InfiniBand only."_s));
    QVERIFY(
        words(PortType::Ethernet, RoadReason::FixedType, PortRoad::None).startsWith(u"This card is Ethernet only."_s));
    QVERIFY(words(PortType::Unknown, RoadReason::NoRows, PortRoad::None)
                .startsWith(u"The port types of this card are fixed."_s));
    QVERIFY(!words(PortType::Ethernet, RoadReason::NoRows, PortRoad::Mlx4Conf).contains(u"only"_s)); // the driver can
}

void PortsWordsTest::everyVerdict()
{
    const CardLive card = cardWith(PortRoad::Firmware, RoadReason::LinkTypeRows);
    const auto words = [&](TypeVerdict verdict) { return typeVerdictWords(verdict, PortType::Ethernet, card, {}); };
    expectTold(typeVerdictNames, words, {TypeVerdict::AsWanted});
    expectTold(typeVerdictNames, pendingWords, {TypeVerdict::AsWanted, TypeVerdict::HarmlessMessage});
    QVERIFY(words(TypeVerdict::PendingPowerCycle).contains(u"take the power off"_s));
    QVERIFY(words(TypeVerdict::DidNotTake).contains(u"take the power off"_s));
    QVERIFY(typeVerdictWords(TypeVerdict::DidNotTake, PortType::Unknown, card, {})
                .contains(u"has not become what was chosen"_s));
    QVERIFY(words(TypeVerdict::HarmlessMessage).contains(u"harmless"_s));
    QVERIFY(!words(TypeVerdict::NotSupported).contains(u"harmless"_s));
    for (const auto &[verdict, name] : typeVerdictNames)
        QVERIFY(!isPending(verdict) || !isBad(verdict));
}

void PortsWordsTest::everyRestart()
{
    expectTold(mstRestartNames, restartWords);
}

void PortsWordsTest::everyPairProblem()
{
    expectTold(pairProblemNames, pairProblemWords);
}

void PortsWordsTest::everyLine()
{
    expectTold(mlx4ConfVerdictNames, mlx4ConfVerdictWords);
}

void PortsWordsTest::everyBuilder()
{
    for (const auto &[builder, name] : imageBuilderNames) {
        BootImageLive image{builder, u"/boot/initrd.img"_s, u"some command"_s, {}, {}};
        QVERIFY(bootImageWords(image).contains(u"was not looked into since this computer started, or could not be"_s));
        image.contents = ImageContents{};
        QVERIFY(bootImageWords(image).contains(u"need not be built anew"_s));
        image.contents->hasMlx4Core = true;
        expectWords(bootImageWords(image), name);
        const bool isRunHere = builder == ImageBuilder::UpdateInitramfs || builder == ImageBuilder::Dracut;
        QCOMPARE(bootImageWords(image).contains(u"by hand"_s), !isRunHere);
        QCOMPARE(bootImageWords(image).contains(u"some command"_s), !isRunHere && builder != ImageBuilder::Unknown);
    }
}

void PortsWordsTest::everyFailureOfTheTool()
{
    for (const auto &[problem, name] : mstProblemNames)
        expectWords(mstText(problem, CannotOpenCause::Unknown, slot), name);
    expectTold(cannotOpenCauseNames,
               [](CannotOpenCause cause) { return mstText(MstProblem::CannotOpen, cause, slot); });
    const QString stuck = mstText(MstProblem::CannotOpen, CannotOpenCause::StuckSemaphore, slot);
    QVERIFY(stuck.contains("mstmcra -c "_L1 + slot) && !stuck.contains(u"clear_semaphore"_s));
    const QString lockdown = mstText(MstProblem::CannotOpen, CannotOpenCause::Lockdown, slot);
    for (const auto &way : {u"Secure Boot"_s, u"fwctl"_s, u"mstflint_access"_s, u"BMC"_s})
        QVERIFY2(lockdown.contains(way), qPrintable(way));
}

/// The tool resets all cards of the machine where none is named.
void PortsWordsTest::detailsOfTheTool()
{
    for (const auto &[problem, name] : mstProblemNames)
        for (const auto &[cause, word] : cannotOpenCauseNames) {
            const QString text = mstText(problem, cause, slot);
            QVERIFY2(!text.contains(u"mstconfig reset"_s), qPrintable(text));
        }
    const auto detail = mstDetailFrom(u"cannotOpen lockdown: Failed to open the device"_s);
    QVERIFY(detail && detail->problem == MstProblem::CannotOpen && detail->cause == CannotOpenCause::Lockdown);
    QCOMPARE(detail->said, u"Failed to open the device"_s);
    const auto plainOne = mstDetailFrom(u"rejected: The configuration is rejected"_s);
    QVERIFY(plainOne && plainOne->problem == MstProblem::Rejected);
    QCOMPARE(plainOne->said, u"The configuration is rejected"_s);
    QVERIFY(mstDetailFrom(u"livefish"_s));
    QVERIFY(!mstDetailFrom(u"EIO"_s));
    QVERIFY(!mstDetailFrom(u"rejectedly"_s));
}

void PortsWordsTest::whatHinders()
{
    PortsLive live;
    QVERIFY(hindranceWords(live).isEmpty()); // without cards nothing is missed
    QVERIFY(!canInspectPorts(live));
    live.cards[slot] = cardWith(PortRoad::None, RoadReason::ToolMissing);
    QCOMPARE(hindranceWords(live).size(), 1);
    QVERIFY(!canInspectPorts(live));
    live.cards[u"0000:0b:00.0"_s] = cardWith(PortRoad::Mlx4Conf, RoadReason::ToolMissing);
    QCOMPARE(hindranceWords(live).size(), 2);
    QVERIFY(canInspectPorts(live));
    live.hasTool = true;
    QVERIFY(hindranceWords(live).isEmpty());
    live.toolProblem = u"Timeout stuck"_s;
    QVERIFY(hindranceWords(live).join(u' ').contains(u"Timeout stuck"_s));
    for (const auto &[problem, isOfPackage] :
         {std::pair{u"Timeout stuck"_s, false}, {u"Busy card"_s, false}, {u"unexpected"_s, true}}) {
        live.toolProblem = problem;
        QCOMPARE(hindranceWords(live).join(u' ').contains(portToolPackage), isOfPackage);
    }
    live.toolProblem.clear();
    live.isLockedDown = true;
    QCOMPARE(hindranceWords(live).size(), 1);
}

void PortsWordsTest::steps_data()
{
    QTest::addColumn<StepView>("step");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *kind, const QString &subject, const QString &after, const char *words) {
        QTest::addRow("%s %s", kind, qPrintable(after))
            << StepView{.kind = QString::fromLatin1(kind), .subject = subject, .after = after}
            << QString::fromUtf8(words);
    };
    row("set-firmware-types", slot, u"1 ethernet, 2 infiniband"_s,
        "Write port types into the firmware of the card at 0000:05:00.0: port 1 Ethernet, port 2 InfiniBand");
    row("set-firmware-types", slot, {}, "Write port types into the firmware of the card at 0000:05:00.0");
    row("retype-ports", slot, u"port 1: auto"_s, "Switch the ports of the card at 0000:05:00.0 now: port 1 Automatic");
    row("retype-used-ports", slot, u"ens1: 10.0.0.9, port 22"_s,
        "Switch the ports of the card at 0000:05:00.0 now, although they are in use");
    row("rebuild-boot-image", u"/boot/initrd.img-6.12"_s, {}, "Build the boot image /boot/initrd.img-6.12 anew");
    row("write-file", u"/etc/rdma/mlx4.conf"_s, u"changed"_s,
        "Write the file /etc/rdma/mlx4.conf, which sets port types when the driver is loaded");
    row("write-file", u"/etc/modprobe.d/rdma-manager-mlx4.conf"_s, u"removed"_s,
        "Remove the file /etc/modprobe.d/rdma-manager-mlx4.conf, so that it sets no port types any more");
}

void PortsWordsTest::steps()
{
    QFETCH(StepView, step);
    QFETCH(QString, words);
    QCOMPARE(stepWords(step).remove(QChar(0x2066)).remove(QChar(0x2069)), words);
}

void PortsWordsTest::consents()
{
    PlanView plan;
    plan.steps = {{.kind = u"retype-ports"_s, .subject = slot},
                  {.kind = u"retype-used-ports"_s, .subject = slot, .after = u"ens1: 10.0.0.9, port 22"_s}};
    const auto consents = consentsOf(plan);
    QCOMPARE(consents.size(), std::size_t{1});
    QVERIFY(consents[0].label.contains(slot));
    QVERIFY(consents[0].text.contains(u"ens1: 10.0.0.9, port 22"_s));
}

void PortsWordsTest::everyNote_data()
{
    QTest::addColumn<int>("code");
    for (int code = int(NoteCode::BothPortsDrop); code <= int(NoteCode::FileUnread); ++code)
        QTest::addRow("%d", code) << code;
}

void PortsWordsTest::everyNote()
{
    QFETCH(int, code);
    const QString words = noteWords({NoteCode(code), u"SUBJECT 1"_s, u"DETAIL"_s});
    QVERIFY2(words.contains(u"SUBJECT"_s) && !words.contains(u'%') && !words.contains(u"too old"_s), qPrintable(words));
    const bool mayBeBare = NoteCode(code) == NoteCode::InterfaceGoes || NoteCode(code) == NoteCode::PortSessionEnds;
    const QString bare = noteWords({NoteCode(code), u"SUBJECT"_s, {}});
    QVERIFY2(!bare.contains(u'%') && !(mayBeBare && bare.contains(u": ."_s)), qPrintable(bare));
}

void PortsWordsTest::refusals_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("words");
    const auto row = [](ErrorCode code, const char *subject, const char *detail, const char *words) {
        QTest::addRow("%d %s %s", int(code), subject, detail)
            << int(code) << QString::fromLatin1(subject) << QString::fromLatin1(detail) << QString::fromUtf8(words);
    };
    using enum ErrorCode;
    row(ToolFailed, "0000:05:00.0", "cannotOpen stuckSemaphore: Failed to open the device",
        "The card at 0000:05:00.0 is held by a tool that was killed");
    row(NotSupported, "0000:05:00.0", "fixedType", "The card at 0000:05:00.0 cannot be this type.");
    row(NotSupported, "0000:05:00.0 2", "portsReadOnly",
        "The driver lets nobody change the ports of the card at 0000:05");
    row(NotSupported, "0000:05:00.0 1", "restartOnly",
        "The ports of the card at 0000:05:00.0 change only with a restart");
    row(InvalidWish, "0000:05:00.0", "one option for all cards", "The card at 0000:05:00.0 would get other types");
    row(InvalidWish, "cards.0000:05:00.0.1", "ethernetBeforeOtherType", "Port 1 of the card at 0000:05:00.0 can be");
    row(NotFound, "0000:05:00.0", "card", "No card with ports is at 0000:05:00.0. See rdma-managerctl ports");
    row(NotSupported, "0000:05:00.0", "EOPNOTSUPP", "The driver refused these types for the card at 0000:05:00.0.");
    row(Timeout, "0000:05:00.0", "", "The card at 0000:05:00.0 did not answer in time.");
    row(Conflict, "0000:05:00.0", "ens1: 10.0.0.9, port 22",
        "A port of the card at 0000:05:00.0 is in use by now: ens1:");
    row(Conflict, "0000:05:00.0", "not as planned", "Somebody else changed the port types of the card at 0000:05:00.0");
    row(Conflict, "0000:05:00.0", "another card", "The card at 0000:05:00.0 is another one than this change was made");
    row(NotSupported, "0000:05:00.0", "toolUnreadable", "The installed mstconfig does not say which version it is");
    row(Busy, "cards", "cards are read", "The cards’ firmware is just read for somebody else.");
    row(Busy, "0000:05:00.0", "card", "Another tool is just at work on the card at 0000:05:00.0.");
    row(NoSpace, "/boot", "74123000", "/boot has too little room to build the boot image anew.");
    row(NotSupported, "/boot/initrd.img-6.12", "imageNotRead", "Nobody has looked whether the boot image");
    row(ToolFailed, "/boot/initrd.img-6.12", "noEffect", "The tool said that all is well, and the boot image");
    row(ToolFailed, "/boot/initrd.img-6.12", "lacksFile", "The tool said that all is well, and the boot image");
    row(ToolFailed, "/boot/initrd.img-6.12", "olderBack: exit 1", "The boot image /boot/initrd.img-6.12 could not be");
    row(ToolFailed, "/boot/initrd.img-6.12", "notRestored: EIO: x", "The boot image /boot/initrd.img-6.12 is damaged");
    row(InvalidWish, "badLines.3", "can only be removed",
        "Lines of /etc/rdma/mlx4.conf can only be removed from here.");
    row(NotFound, "badLines.3", "", "No such line of /etc/rdma/mlx4.conf needs to be repaired.");
}

void PortsWordsTest::refusals()
{
    QFETCH(int, code);
    QFETCH(QString, subject);
    QFETCH(QString, detail);
    QFETCH(QString, words);
    const QString told = errorText({ErrorCode(code), subject, detail}).remove(QChar(0x2066)).remove(QChar(0x2069));
    QVERIFY2(told.startsWith(words), qPrintable(told));
    QVERIFY2(!told.contains(u'%'), qPrintable(told));
}

void PortsWordsTest::everyRefusalOfACard()
{
    const auto expectSaid = [](ErrorCode code, const QString &subject, QLatin1StringView detail) {
        const ErrorWords words = errorWords({code, subject, detail});
        expectWords(words.happened, detail);
        expectWords(words.next, detail);
    };
    for (const auto &[reason, name] : roadReasonNames)
        expectSaid(ErrorCode::NotSupported, slot, name);
    for (const auto &[problem, name] : pairProblemNames)
        expectSaid(ErrorCode::InvalidWish, slot, name);
    for (const auto &[problem, name] : mstProblemNames)
        expectSaid(ErrorCode::ToolFailed, slot, name);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::PortsWordsTest)
#include "portswordstest.moc"
