// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What may be wished of a name, what is refused and why, what the user is told before.
#include "tests/names/wishes.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool warns(const Plan &plan, NoteCode code)
{
    return std::ranges::contains(plan.warnings, code, &Note::code);
}

} // namespace

class NamesWishTest : public QObject {
    Q_OBJECT
private slots:
    void IV_10_refusalsNameTheField_data();
    void IV_10_refusalsNameTheField();
    void renameIsRuleThenLink();
    void nextBootLeavesTheLinkAlone();
    void twoPortsAtOnceAreOnePlan();
    void childrenAreShownAndCannotBeWished();
    void removedRuleLetsTheKernelChoose();
    void liveNameWithoutRuleMustBeTheOneItWouldGet();
    void kernelStyleNameIsWarnedOf();
    void oldKernelLosesAddressesAndSaysSo();
    void IV_11_newKernelRenamesWhileUp();
    void KI_03_unknownPortIsNotFound();
    void portWithoutGuidIsNotedNotWishable();
    void ruleForAbsentHardwareKeepsItsName();
};

void NamesWishTest::IV_10_refusalsNameTheField_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");
    QTest::newRow("16 characters") << u"abcdefghijklmnop"_s << u"TooLong"_s;
    QTest::newRow("empty") << QString() << u"Empty"_s;
    QTest::newRow("slash") << u"a/b"_s << u"Slash"_s;
    QTest::newRow("colon") << u"a:b"_s << u"Colon"_s;
    QTest::newRow("blank") << u"a b"_s << u"Blank"_s;
    QTest::newRow("template") << u"ib%d"_s << u"Percent"_s;
    QTest::newRow("dot") << u"."_s << u"Dots"_s;
    QTest::newRow("dots") << u".."_s << u"Dots"_s;
    QTest::newRow("IV-12 quote") << u"a\"b"_s << u"Quote"_s;
    QTest::newRow("another interface") << u"lo"_s << u"taken"_s;
    QTest::newRow("an altname") << u"ibp5s0"_s << u"taken"_s;
}

void NamesWishTest::IV_10_refusalsNameTheField()
{
    QFETCH(QString, name);
    QFETCH(QString, why);
    NamesHost host;
    host.demo.kernel().addAltname(u"lo"_s, u"ibp5s0"_s);
    const auto live = host.plan(rename(firstPort, name));
    QCOMPARE(live.error(), (Error{ErrorCode::InvalidWish, "interfaces."_L1 + firstPort + ".name"_L1, why}));
    const auto boot = host.plan(nextBoot(firstPort, name));
    QCOMPARE(boot.error(), (Error{ErrorCode::InvalidWish, "interfaces."_L1 + firstPort + ".ruleName"_L1, why}));
}

void NamesWishTest::renameIsRuleThenLink()
{
    NamesHost host;
    const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    QVERIFY(plan);
    QCOMPARE(plan->steps.size(), 2u);
    QCOMPARE(kindOf(plan->steps[0]), u"write-file"_s);
    QCOMPARE(std::get<WriteFile>(plan->steps[0]).reader, Reader::Udev);
    QCOMPARE(std::get<RenameInterface>(plan->steps[1]),
             (RenameInterface{InterfaceId::fromText(firstPort).value(), u"ib0"_s, u"mlx4_ib0"_s, false}));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QCOMPARE(host.live(firstPort).nextBoot.name, u"mlx4_ib0"_s);
    QCOMPARE(host.live(firstPort).nextBoot.source, NameSource::Rule);
    host.demo.kernel().reload();
    QCOMPARE(host.names(firstPort).name, u"mlx4_ib0"_s);
}

void NamesWishTest::nextBootLeavesTheLinkAlone()
{
    NamesHost host;
    const auto plan = host.plan(nextBoot(firstPort, u"fabric-a"_s));
    QCOMPARE(plan->steps.size(), 1u);
    QVERIFY(warns(*plan, NoteCode::AtNextBoot));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QCOMPARE(host.names(firstPort), (InterfaceNames{u"ib0"_s, u"fabric-a"_s}));
    host.demo.kernel().reload();
    QCOMPARE(host.names(firstPort).name, u"fabric-a"_s);
}

void NamesWishTest::twoPortsAtOnceAreOnePlan()
{
    NamesHost host;
    QJsonObject wish = rename(firstPort, u"left"_s);
    wish = mergePatch(wish, rename(secondPort, u"right"_s));
    const auto plan = host.plan(wish);
    QCOMPARE(plan->steps.size(), 3u);
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QCOMPARE(host.names(firstPort).name, u"left"_s);
    QCOMPARE(host.names(secondPort).name, u"right"_s);
    QCOMPARE(host.plan(rename(firstPort, u"right"_s)).error().detail, u"taken"_s);
    QCOMPARE(host.plan(mergePatch(nextBoot(firstPort, u"same"_s), nextBoot(secondPort, u"same"_s))).error().detail,
             u"taken"_s);
}

void NamesWishTest::childrenAreShownAndCannotBeWished()
{
    NamesHost host;
    const auto child = host.live(u"f4521403007bcba1:8002"_s);
    QCOMPARE(child.parent, u"ib0"_s);
    QCOMPARE(child.nextBoot.source, NameSource::Creator);
    QCOMPARE(host.live(firstPort).children, QStringList{child.name});
    QCOMPARE(host.plan(rename(u"f4521403007bcba1:8002"_s, u"x"_s)).error().code, ErrorCode::NotSupported);
}

void NamesWishTest::removedRuleLetsTheKernelChoose()
{
    NamesHost host;
    const auto plan = host.plan(nextBoot(secondPort, QJsonValue::Null));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QVERIFY(!host.names(secondPort).ruleName);
    QVERIFY(host.live(secondPort).nextBoot.source != NameSource::Rule);
    host.demo.kernel().reload();
    QCOMPARE(host.names(secondPort).name, u"ib1"_s);
}

void NamesWishTest::liveNameWithoutRuleMustBeTheOneItWouldGet()
{
    NamesHost host;
    const auto refused = host.plan(wishFor(firstPort, {{u"name"_s, u"lonely"_s}}));
    QCOMPARE(refused.error().detail, u"disagrees with rule"_s);
    const auto back = host.plan(wishFor(secondPort, {{u"name"_s, u"ib1"_s}, {u"ruleName"_s, QJsonValue::Null}}));
    QVERIFY(back);
    QCOMPARE(host.run(*back).state, JobState::Done);
    QCOMPARE(host.names(secondPort), (InterfaceNames{u"ib1"_s, std::nullopt}));
}

void NamesWishTest::kernelStyleNameIsWarnedOf()
{
    NamesHost host;
    QVERIFY(warns(*host.plan(rename(firstPort, u"ib7"_s)), NoteCode::KernelStyleName));
    QVERIFY(!warns(*host.plan(rename(firstPort, u"mlx4_ib0"_s)), NoteCode::KernelStyleName));
}

void NamesWishTest::oldKernelLosesAddressesAndSaysSo()
{
    NamesHost host;
    host.demo.kernel().setRelease(u"5.14.0-503.el9.x86_64"_s);
    QVERIFY(host.live(firstPort).up);
    const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    QVERIFY(warns(*plan, NoteCode::LosesAddresses));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QCOMPARE(host.names(firstPort).name, u"mlx4_ib0"_s);
    QVERIFY(host.live(firstPort).up);
}

void NamesWishTest::IV_11_newKernelRenamesWhileUp()
{
    NamesHost host;
    host.demo.kernel().setRelease(u"6.2.0"_s);
    const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    QVERIFY(!warns(*plan, NoteCode::LosesAddresses));
    QVERIFY(!std::get<RenameInterface>(plan->steps[1]).mayGoDown);
    QCOMPARE(host.run(*plan).state, JobState::Done);
}

void NamesWishTest::KI_03_unknownPortIsNotFound()
{
    NamesHost host;
    const auto refused = host.plan(rename(u"00000000000000aa:ffff"_s, u"x"_s));
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
}

void NamesWishTest::portWithoutGuidIsNotedNotWishable()
{
    NamesHost host;
    host.demo.files().write("/sys/class/net/ib0/address"_L1,
                            "80:00:00:48:fe:80:00:00:00:00:00:00:00:00:00:00:00:00:00:00\n");
    const auto state = readNames(host.machine);
    QVERIFY(!state->config.interfaces.contains(InterfaceId::fromText(firstPort).value()));
    QVERIFY(std::ranges::contains(state->notes, Note{NoteCode::PortWithoutGuid, u"ib0"_s, {}}));
}

void NamesWishTest::ruleForAbsentHardwareKeepsItsName()
{
    NamesHost host;
    host.setRules(formatIpoibRule({0x1234}, "elsewhere") + '\n');
    QCOMPARE(host.plan(rename(firstPort, u"elsewhere"_s)).error().detail, u"taken by rule"_s);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::NamesWishTest)
#include "nameswishtest.moc"
