// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What counts as known of a device's detail, whatever comes of the reads and in whatever order.
#include "gui/pages/lastdetail.h"
#include "model/note.h"
#include "tests/gui/mockdevices.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString name = u"mlx4_0"_s;

RdmaDevice card()
{
    return demoDevices().devices.at(name);
}

QJsonObject stateOf(const RdmaDevice &device, const std::vector<Note> &notes = {})
{
    QJsonObject state = stateJson({.devices = {{name, device}}});
    state[u"notes"_s] = toJson(notes);
    return state;
}

Result<QJsonObject> silence()
{
    return stateOf({}, {{NoteCode::DeviceSilent, name, {}}});
}

/// Of the device in short.
ShownDevice shown(const LastDetail &last, const RdmaDevice &summary = summaryOf(card()))
{
    return last.shown(name, summary);
}

} // namespace

class LastDetailTest : public QObject {
    Q_OBJECT

private slots:
    void whatFailsIsRefused_data();
    void whatFailsIsRefused();
    void theLastAnswerCountsMeanwhile();
    void anAnswerToAnEarlierReadIsDropped();
    void anotherNameIsAnotherDevice();
    void aDeviceWithoutPortsIsKnown();
    void aGuidThatWasNotReadIsNoOtherCard();
    void aDetailThatDoesNotFitIsAwaitedOnlyWhileItIsRead();
};

void LastDetailTest::whatFailsIsRefused_data()
{
    QTest::addColumn<Result<QJsonObject>>("answer");
    QTest::newRow("silence") << silence();
    QTest::newRow("timeout") << Result<QJsonObject>(fail(ErrorCode::Timeout));
    QTest::newRow("gone") << Result<QJsonObject>(stateJson({}));
    QTest::newRow("no device") << Result<QJsonObject>(QJsonObject{{u"live"_s, QJsonObject{{u"devices"_s, 1}}}});
}

void LastDetailTest::whatFailsIsRefused()
{
    QFETCH(Result<QJsonObject>, answer);
    LastDetail last;
    QCOMPARE(shown(last).details, Details::Awaited);
    last.take(last.begin(name), answer);
    QVERIFY(shown(last) == (ShownDevice{summaryOf(card()), Details::Refused}));
    last.take(last.begin(name), stateOf(card()));
    QVERIFY(shown(last) == (ShownDevice{card(), Details::Known}));
    last.take(last.begin(name), answer);
    QVERIFY(shown(last) == (ShownDevice{summaryOf(card()), Details::Refused}));
}

void LastDetailTest::theLastAnswerCountsMeanwhile()
{
    LastDetail last;
    last.take(last.begin(name), stateOf(card()));
    std::ignore = last.begin(name);
    QCOMPARE(shown(last).details, Details::Known);
    last.take(last.begin(name), silence());
    std::ignore = last.begin(name);
    QCOMPARE(shown(last).details, Details::Refused);
}

void LastDetailTest::anAnswerToAnEarlierReadIsDropped()
{
    LastDetail last;
    const quint64 first = last.begin(name);
    last.take(last.begin(name), stateOf(card()));
    last.take(first, silence());
    QCOMPARE(shown(last).details, Details::Known);
}

void LastDetailTest::anotherNameIsAnotherDevice()
{
    LastDetail last;
    const quint64 first = last.begin(name);
    std::ignore = last.begin(u"mlx5_0"_s);
    const quint64 again = last.begin(name);
    last.take(first, stateOf(card()));
    QCOMPARE(shown(last).details, Details::Awaited);
    last.take(again, stateOf(card()));
    QCOMPARE(shown(last).details, Details::Known);
    QCOMPARE(last.shown(u"mlx5_0"_s, {}).details, Details::Awaited);
}

void LastDetailTest::aDeviceWithoutPortsIsKnown()
{
    RdmaDevice none = card();
    none.ports.clear();
    LastDetail last;
    last.take(last.begin(name), stateOf(none));
    QVERIFY(shown(last, summaryOf(none)) == (ShownDevice{none, Details::Known}));
}

void LastDetailTest::aGuidThatWasNotReadIsNoOtherCard()
{
    LastDetail last;
    last.take(last.begin(name), stateOf(card()));
    RdmaDevice summary = summaryOf(card());
    summary.nodeGuid.reset();
    QCOMPARE(shown(last, summary).details, Details::Known);
    summary.nodeGuid = Guid{1};
    QCOMPARE(shown(last, summary).details, Details::Refused);
}

void LastDetailTest::aDetailThatDoesNotFitIsAwaitedOnlyWhileItIsRead()
{
    LastDetail last;
    last.take(last.begin(name), stateOf(card()));
    QCOMPARE(shown(last, {}).details, Details::Refused);
    std::ignore = last.begin(name);
    QCOMPARE(shown(last, {}).details, Details::Awaited);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::LastDetailTest)
#include "lastdetailtest.moc"
