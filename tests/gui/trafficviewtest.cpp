// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The chart, its numbers and its words; rates and judged errors over the samples of a port.
#include "gui/pages/trafficview.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/valuetable.h"
#include "tests/gui/mockdevices.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QTest>

using namespace Qt::StringLiterals;

namespace rdma {

namespace {

PortHistory historyOf(int samples)
{
    DevicesLive machine = demoDevices();
    const PortId port{u"mlx4_0"_s, 1};
    PortHistory history;
    for (int i = 0; i < samples; ++i)
        history.add(answerTo(CounterSample{{port}}, &machine)->counters.at(port));
    return history;
}

PortCounters counters(qint64 second, quint64 received, quint64 errors)
{
    return {.microseconds = second * 1'000'000,
            .port = {{u"port_rcv_data"_s, received}, {u"symbol_error"_s, errors}, {u"unheard_of"_s, errors}}};
}

QImage pictureOf(QWidget *widget)
{
    QImage image(widget->size(), QImage::Format_RGB32);
    widget->render(&image);
    return image;
}

QStringList cells(const ValueTable &table, int column)
{
    QStringList texts;
    for (int row = 0; row < table.rowCount(); ++row)
        texts.append(table.item(row, column)->text());
    return texts;
}

ValueTable *tableNamed(const QWidget &parent, const QString &name)
{
    for (auto *table : parent.findChildren<ValueTable *>())
        if (table->accessibleName() == name)
            return table;
    return nullptr;
}

} // namespace

class TrafficViewTest : public QObject {
    Q_OBJECT

private slots:
    void axisEndsAtARoundNumber();
    void ratesAreDifferencesInBytes();
    void aPauseIsAGap();
    void historyIsBounded();
    void whatIsNotCountedIsNotMeasured();
    void whyCountersCannotBeReadIsSaid();
    void aGapIsNoPortWithoutCounters();
    void errorsAreJudgedByTheirGrowth();
    void chartSaysInWordsWhatItDraws();
    void linesDifferWithoutColour();
    void chartIsMirroredRightToLeft();
    void sameInNumbers();
    void rowsAreCopiedByKeyboard();
};

void TrafficViewTest::axisEndsAtARoundNumber()
{
    QCOMPARE(axisEnd(0), 1000.0);
    QCOMPARE(axisEnd(1000), 1000.0);
    QCOMPARE(axisEnd(3000), 5000.0);
    QCOMPARE(axisEnd(1e9), 1e9);
    QCOMPARE(axisEnd(1.1e9), 2e9);
    QCOMPARE(axisEnd(7e9), 1e10);
}

void TrafficViewTest::ratesAreDifferencesInBytes()
{
    PortHistory history;
    history.add(counters(10, 1000, 0));
    history.add(counters(12, 3000, 0));
    history.add(counters(12, 9000, 0)); // no time has passed: nothing to divide by
    const auto points = history.rdmaRates();
    QCOMPARE(points.size(), std::size_t(1));
    QCOMPARE(points[0], (RatePoint{0, 4000.0, std::nullopt}));
}

void TrafficViewTest::aPauseIsAGap()
{
    PortHistory history;
    for (const qint64 second : {1, 2, 60, 61})
        history.add(counters(second, quint64(second) * 1000, 0));
    const auto points = history.rdmaRates();
    QCOMPARE(points.size(), std::size_t(3));
    QCOMPARE(points[0].received, std::optional(4000.0));
    QCOMPARE(points[1].received, std::nullopt);
    QCOMPARE(points[2].received, std::optional(4000.0));
}

void TrafficViewTest::historyIsBounded()
{
    const PortHistory history = historyOf(1000);
    const auto points = history.rdmaRates();
    QVERIFY(points.size() <= std::size_t(RateChart::span) + 1);
    QVERIFY(points.front().age <= RateChart::span);
    QCOMPARE(history.seconds(), 999.0);
}

void TrafficViewTest::whatIsNotCountedIsNotMeasured()
{
    PortHistory history;
    history.add({.microseconds = 1'000'000});
    history.add({.microseconds = 2'000'000});
    TrafficView view;
    view.showHistory(history);
    QCOMPARE(view.findChildren<RateChart *>().constFirst()->summary(), u"Traffic is not measured on this port."_s);
    QCOMPARE(cells(*tableNamed(view, u"RDMA traffic"_s), 1), QStringList{u"not measured"_s});
    QCOMPARE(tableNamed(view, u"Error counters"_s)->rowCount(), 0);
}

void TrafficViewTest::whyCountersCannotBeReadIsSaid()
{
    PortHistory history;
    history.addFailure(u"The driver hangs."_s);
    TrafficView view;
    view.show();
    view.showHistory(history);
    const auto *bar = view.findChild<MessageBar *>();
    const auto *chart = view.findChildren<RateChart *>().constFirst();
    QVERIFY(bar->isVisible() && !chart->isVisible()); // in its place
    QCOMPARE(bar->text(), u"The counters cannot be read. The driver hangs."_s);
    history.add(counters(1, 0, 0));
    view.showHistory(history);
    QVERIFY(!bar->isVisible() && chart->isVisible());
    history.addFailure(u"The driver hangs."_s);
    view.showHistory(history);
    QVERIFY(bar->isVisible() && chart->isVisible()); // what was measured stays
}

void TrafficViewTest::aGapIsNoPortWithoutCounters()
{
    RateChart chart(u"RDMA traffic"_s);
    chart.resize(800, 300);
    chart.showPoints({});
    const QImage blank = pictureOf(&chart);
    chart.showPoints({{0, {}, {}}});
    QVERIFY(pictureOf(&chart) != blank); // it is to be read in the chart
    QCOMPARE(chart.summary(), u"Traffic is not measured on this port."_s);
    chart.showPoints({{9, 2e6, 1e6}, {0, {}, {}}});
    QCOMPARE(chart.summary(),
             u"Received now: not measured, at most 2.0 MB/s. Sent now: not measured, at most 1.0 MB/s."_s);
}

void TrafficViewTest::errorsAreJudgedByTheirGrowth()
{
    PortHistory history;
    history.add(counters(1, 0, 100));
    history.add(counters(2, 0, 100));
    QCOMPARE(history.errors(), std::vector({ErrorCounter{u"symbol_error"_s, 100, 0, CounterVerdict::Clean}}));
    history.add(counters(3, 0, 400));
    QCOMPARE(history.errors(), std::vector({ErrorCounter{u"symbol_error"_s, 400, 300, CounterVerdict::BadLine}}));
    history.add(counters(4, 0, 0xffff));
    QCOMPARE(history.errors().front().growth, std::nullopt);
    history.add(counters(5, 0, 2)); // set back: what it grows by from here on can be told again
    history.add(counters(6, 0, 5));
    QCOMPARE(history.errors().front().growth, 3U);
    TrafficView view;
    view.showHistory(historyOf(20));
    const ValueTable *errors = tableNamed(view, u"Error counters"_s);
    QCOMPARE(errors->item(0, 0)->text(), u"symbol_error"_s); // the alarming one first
    QCOMPARE(errors->item(0, 2)->text(), u"228"_s);
    QCOMPARE(errors->item(0, 3)->text(), u"Too many"_s);
    QVERIFY(
        view.findChildren<MessageBar *>().constLast()->text().startsWith(u"symbol_error grows. Damaged bits arrive"_s));
    QCOMPARE(errors->item(1, 3)->text(), u"Does not grow"_s);
}

void TrafficViewTest::chartSaysInWordsWhatItDraws()
{
    RateChart chart(u"RDMA traffic"_s);
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&chart);
    QVERIFY(spoken);
    QCOMPARE(spoken->role(), QAccessible::Chart);
    QCOMPARE(spoken->text(QAccessible::Name), u"RDMA traffic"_s);
    QCOMPARE(spoken->text(QAccessible::Description), u"Nothing is measured yet."_s);
    chart.showPoints({{1, 2.5e9, 1e6}, {0, 1.2e9, 3e6}});
    QCOMPARE(spoken->text(QAccessible::Description),
             u"Received now: 1.2 GB/s, at most 2.5 GB/s. Sent now: 3.0 MB/s, at most 3.0 MB/s."_s);
}

void TrafficViewTest::linesDifferWithoutColour()
{
    RateChart chart(u"RDMA traffic"_s);
    chart.resize(800, 300);
    const auto grey = [&chart](std::vector<RatePoint> points) {
        chart.showPoints(std::move(points));
        return pictureOf(&chart).convertToFormat(QImage::Format_Grayscale8);
    };
    const QImage empty = grey({});
    const auto drawn = [&empty](const QImage &image) { // pixels in the fullest row of the plot
        int most = 0;
        for (int y = image.height() / 5; y < image.height() * 4 / 5; ++y) {
            int pixels = 0;
            for (int x = 0; x < image.width(); ++x)
                pixels += image.pixel(x, y) != empty.pixel(x, y) ? 1 : 0;
            most = std::max(most, pixels);
        }
        return most;
    };
    const int solid = drawn(grey({{300, 700.0, {}}, {0, 700.0, {}}}));
    const int dashed = drawn(grey({{300, {}, 700.0}, {0, {}, 700.0}}));
    QVERIFY(dashed > 0);
    QVERIFY2(dashed < solid * 9 / 10, "the one is drawn through, the other has gaps");
}

void TrafficViewTest::chartIsMirroredRightToLeft()
{
    RateChart chart(u"RDMA traffic"_s);
    chart.resize(600, 200);
    chart.showPoints({{300, 1e9, {}}, {200, 1e9, {}}});
    const QImage straight = pictureOf(&chart);
    chart.setLayoutDirection(Qt::RightToLeft);
    QVERIFY(straight != pictureOf(&chart));
}

void TrafficViewTest::sameInNumbers()
{
    TrafficView view;
    view.show();
    view.showHistory(historyOf(32));
    auto *chart = view.findChildren<RateChart *>().constFirst();
    const ValueTable *numbers = tableNamed(view, u"RDMA traffic"_s);
    QVERIFY(chart->isVisible() && !numbers->isVisible());
    view.findChild<QCheckBox *>()->setChecked(true);
    QVERIFY(!chart->isVisible() && numbers->isVisible());
    QCOMPARE(cells(*numbers, 0),
             QStringList({u"now"_s, u"10 seconds ago"_s, u"20 seconds ago"_s, u"30 seconds ago"_s}));
    QVERIFY(cells(*numbers, 1).constFirst().endsWith(u"B/s"_s));
}

void TrafficViewTest::rowsAreCopiedByKeyboard()
{
    ValueTable table(u"GID table"_s, {{u"GID"_s, true, true}, {u"Index"_s, false}});
    table.show();
    table.showRows({{u"fe80::1"_s, u"0"_s}, {u"fe80::2"_s, u"1"_s}});
    table.selectRow(1);
    table.setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&table));
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"fe80::2\t1"_s);
    table.showRows({{u"fe80::1"_s, u"0"_s}, {u"fe80::3"_s, u"1"_s}});
    QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter}) {
        QGuiApplication::clipboard()->clear();
        QTest::keyClick(&table, key);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"fe80::3"_s);
    }
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::TrafficViewTest)
#include "trafficviewtest.moc"
