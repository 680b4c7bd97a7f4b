// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The list of devices with two thousand ports: order, search, choice, and a refresh that touches only what changed.
#include "gui/pages/devicelist.h"
#include "tests/gui/mockdevices.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace rdma {

namespace {

using Kind = DeviceRow::Kind;

constexpr int cards = 16;
constexpr int functions = 127; // 2,048 ports

QStringList namesIn(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList names;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex here = model.index(row, 0, parent);
        names.append(here.data().toString());
        names.append(namesIn(model, here));
    }
    return names;
}

qsizetype portsIn(const QAbstractItemModel &model)
{
    return namesIn(model).count(u"Port 1"_s) + namesIn(model).count(u"Port 2"_s);
}

struct Listed {
    DevicesLive live;
    DeviceList list;
    QTreeView *rows = list.findChild<QTreeView *>();

    explicit Listed(DevicesLive devices) : live(std::move(devices))
    {
        list.resize(500, 700);
        list.show();
        list.show(live);
        QCoreApplication::processEvents();
    }

    void refresh()
    {
        list.show(live);
        QCoreApplication::processEvents();
    }

    void search(const QString &words) const { list.findChild<QLineEdit *>()->setText(words); }
    void choose(const QString &what) const { list.findChild<QComboBox *>()->setCurrentText(what); }
    [[nodiscard]] QAbstractItemModel *model() const { return rows->model(); }
    [[nodiscard]] int place() const { return rows->verticalScrollBar()->value(); }
    [[nodiscard]] QModelIndex group(int card) const { return model()->index(1, 0, model()->index(card, 0)); }
};

} // namespace

class DeviceListTest : public QObject {
    Q_OBJECT

private slots:
    void listsDevicesInOrderWithTheirPorts();
    void virtualFunctionsAreFoldedBelowTheirParent();
    void functionsOfAnAbsentParentStandAlone();
    void refreshTouchesOnlyTheRowThatChanged();
    void refreshKeepsSelectionPlaceAndFolding();
    void aNewSubnetManagerChangesVerdicts();
    void selectionMovesToANeighbourWhenItsDeviceGoes();
    void searchFindsInPortsAndDevices_data();
    void searchFindsInPortsAndDevices();
    void searchUnfoldsAndFoldsAgain();
    void choiceNarrows();
    void nothingFoundOffersTheWayBack();
    void isTheSameAsAFreshListAfterAnyChange();
};

void DeviceListTest::listsDevicesInOrderWithTheirPorts()
{
    Listed listed(demoDevices());
    QCOMPARE(namesIn(*listed.model()),
             QStringList({u"mlx4_0"_s, u"Port 1"_s, u"Port 2"_s, u"mlx5_0"_s, u"Port 1"_s, u"4 virtual functions"_s,
                          u"mlx5_1"_s, u"Port 1"_s, u"mlx5_2"_s, u"Port 1"_s, u"mlx5_3"_s, u"Port 1"_s, u"mlx5_4"_s,
                          u"Port 1"_s, u"rxe0"_s, u"Port 1"_s}));
    const QModelIndex port = listed.model()->index(0, 0, listed.model()->index(0, 0));
    QCOMPARE(port.siblingAtColumn(DeviceTree::State).data().toString(), u"Working"_s);
    QVERIFY(!port.siblingAtColumn(DeviceTree::State).data(Qt::DecorationRole).value<QIcon>().isNull());
    QCOMPARE(port.siblingAtColumn(DeviceTree::Interfaces).data().toString(), u"ib0"_s);
    QCOMPARE(listed.list.selected(), DeviceRow({u"mlx4_0"_s, Kind::Port, 1}));
}

void DeviceListTest::virtualFunctionsAreFoldedBelowTheirParent()
{
    const Listed listed(manyDevices(cards, functions));
    QCOMPARE(portsIn(*listed.model()), cards * (functions + 1));
    QCOMPARE(listed.model()->rowCount(), cards);
    for (int card = 0; card < cards; ++card) {
        QVERIFY(listed.rows->isExpanded(listed.model()->index(card, 0)));
        QCOMPARE(listed.group(card).data().toString(), u"127 virtual functions"_s);
        QVERIFY(!listed.rows->isExpanded(listed.group(card)));
    }
}

void DeviceListTest::functionsOfAnAbsentParentStandAlone()
{
    Listed listed(demoDevices());
    listed.live.devices.erase(u"mlx5_0"_s);
    listed.refresh();
    QCOMPARE(listed.model()->rowCount(), 6);
    QVERIFY(!namesIn(*listed.model()).contains(u"4 virtual functions"_s));
}

void DeviceListTest::refreshTouchesOnlyTheRowThatChanged()
{
    Listed listed(manyDevices(cards, functions));
    const QSignalSpy changes(&listed.list.tree(), &QAbstractItemModel::dataChanged);
    const QSignalSpy seen(listed.model(), &QAbstractItemModel::dataChanged);
    const QSignalSpy resets(listed.model(), &QAbstractItemModel::modelReset);
    const QSignalSpy layouts(listed.model(), &QAbstractItemModel::layoutChanged);
    listed.refresh();
    QCOMPARE(changes.size(), 0);
    listed.live.devices[u"mlx5_777"_s].ports[1].state = PortState::Down;
    listed.refresh();
    QCOMPARE(changes.size(), 1);
    for (const auto &told : seen) { // the proxy tells those above it, too: they might be listed for its sake
        const auto row = told.at(0).toModelIndex();
        QCOMPARE(told.at(1).toModelIndex().row(), row.row());
        const QStringList above{u"Port 1"_s, u"mlx5_777"_s, u"127 virtual functions"_s, u"mlx5_768"_s};
        QVERIFY2(above.contains(row.siblingAtColumn(0).data().toString()), qPrintable(row.data().toString()));
    }
    const auto first = changes.constFirst().at(0).toModelIndex();
    const auto last = changes.constFirst().at(1).toModelIndex();
    QCOMPARE(listed.list.tree().idAt(first), DeviceRow({u"mlx5_777"_s, Kind::Port, 1}));
    QCOMPARE(first.siblingAtColumn(0), last.siblingAtColumn(0));
    QCOMPARE(resets.size() + layouts.size(), 0);
}

void DeviceListTest::refreshKeepsSelectionPlaceAndFolding()
{
    Listed listed(manyDevices(cards, functions));
    listed.rows->setExpanded(listed.group(3), true);
    const DeviceRow chosen{u"mlx5_400"_s, Kind::Port, 1};
    listed.list.select(chosen);
    listed.rows->verticalScrollBar()->setValue(60);
    QCOMPARE(listed.place(), 60);
    for (auto &[name, device] : listed.live.devices)
        device.ports[1].state = PortState::Down;
    listed.live.devices.erase(u"mlx5_1999"_s);
    listed.refresh();
    QCOMPARE(listed.list.selected(), chosen);
    QCOMPARE(listed.place(), 60);
    QVERIFY(listed.rows->isExpanded(listed.group(3)));
    QVERIFY(!listed.rows->isExpanded(listed.group(4)));
    QCOMPARE(portsIn(*listed.model()), cards * (functions + 1) - 1);
}

void DeviceListTest::aNewSubnetManagerChangesVerdicts()
{
    Listed listed(demoDevices());
    const QModelIndex port = listed.model()->index(0, DeviceTree::State, listed.model()->index(1, 0));
    QCOMPARE(port.data().toString(), u"No subnet manager"_s);
    const QSignalSpy changes(&listed.list.tree(), &QAbstractItemModel::dataChanged);
    listed.live.openSmRuns = true;
    listed.refresh();
    QCOMPARE(port.data().toString(), u"Not served by opensm"_s);
    QCOMPARE(changes.size(), 1);
}

void DeviceListTest::selectionMovesToANeighbourWhenItsDeviceGoes()
{
    Listed listed(demoDevices());
    listed.list.select({u"rxe0"_s, Kind::Port, 1});
    listed.live.devices.erase(u"rxe0"_s);
    listed.refresh();
    QVERIFY(listed.list.selected().has_value());
    QVERIFY(listed.list.selected()->device != u"rxe0"_s);
}

void DeviceListTest::searchFindsInPortsAndDevices_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("devices");
    QTest::newRow("device") << u"rxe"_s << QStringList{u"rxe0"_s};
    QTest::newRow("model") << u"connectx-3"_s << QStringList{u"mlx4_0"_s};
    QTest::newRow("interface") << u"ens2d1"_s << QStringList{u"mlx4_0"_s};
    QTest::newRow("port GUID") << u"f4521403007bcba1"_s << QStringList{u"mlx4_0"_s};
    QTest::newRow("port GUID with colons") << u"F452:1403:007b:CBA1"_s << QStringList{u"mlx4_0"_s};
    QTest::newRow("verdict") << u"subnet manager"_s << QStringList{u"mlx5_0"_s};
    QTest::newRow("slot") << u"05:00.0"_s << QStringList{u"mlx4_0"_s};
    QTest::newRow("two words of two places") << u"mlx4 ethernet"_s << QStringList{u"mlx4_0"_s};
    QTest::newRow("nothing") << u"omni-path"_s << QStringList();
}

void DeviceListTest::searchFindsInPortsAndDevices()
{
    QFETCH(const QString, words);
    QFETCH(const QStringList, devices);
    const Listed listed(demoDevices());
    listed.search(words);
    QStringList found;
    for (int row = 0; row < listed.model()->rowCount(); ++row)
        found.append(listed.model()->index(row, 0).data().toString());
    QCOMPARE(found, devices);
}

void DeviceListTest::searchUnfoldsAndFoldsAgain()
{
    const Listed listed(demoDevices());
    listed.search(u"mlx5_3"_s);
    const QModelIndex card = listed.model()->index(0, 0);
    QCOMPARE(card.data().toString(), u"mlx5_0"_s);
    QVERIFY(listed.rows->isExpanded(listed.model()->index(0, 0, card)));
    QCOMPARE(portsIn(*listed.model()), 1);
    listed.list.findChild<QLineEdit *>()->clear();
    listed.search(u"rxe"_s);
    listed.search({});
    QCOMPARE(portsIn(*listed.model()), 8);
    QVERIFY(!listed.rows->isExpanded(listed.group(1)));
}

void DeviceListTest::choiceNarrows()
{
    Listed listed(demoDevices());
    listed.live.devices[u"mlx5_9"_s] = {};
    listed.refresh();
    listed.choose(u"Needs attention"_s);
    QCOMPARE(namesIn(*listed.model()), QStringList({u"mlx4_0"_s, u"Port 2"_s, u"mlx5_0"_s, u"Port 1"_s, u"mlx5_9"_s}));
    listed.choose(u"Ethernet"_s);
    QCOMPARE(namesIn(*listed.model()), QStringList({u"mlx4_0"_s, u"Port 2"_s, u"rxe0"_s, u"Port 1"_s}));
    listed.choose(u"InfiniBand"_s);
    QCOMPARE(portsIn(*listed.model()), 6);
    listed.list.findChild<QCheckBox *>()->setChecked(true);
    QCOMPARE(namesIn(*listed.model()), QStringList({u"mlx4_0"_s, u"Port 1"_s, u"mlx5_0"_s, u"Port 1"_s}));
}

void DeviceListTest::nothingFoundOffersTheWayBack()
{
    const Listed listed(demoDevices());
    listed.search(u"omni-path"_s);
    listed.choose(u"Ethernet"_s);
    QVERIFY(!listed.rows->isVisible());
    for (auto *button : listed.list.findChildren<QAbstractButton *>())
        if (button->text() == u"&Clear Filter"_s)
            button->click();
    QVERIFY(listed.rows->isVisible());
    QCOMPARE(portsIn(*listed.model()), 8);
}

/// Devices come and go, lose their parents and their ports; Qt's own tester watches every signal.
void DeviceListTest::isTheSameAsAFreshListAfterAnyChange()
{
    const DevicesLive whole = manyDevices(3, 5);
    DeviceTree tree;
    DeviceFilter filter(&tree);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QRandomGenerator random(4);
    for (int round = 0; round < 200; ++round) {
        DevicesLive live = whole;
        for (const auto &[name, device] : whole.devices) {
            if (random.bounded(4) == 0)
                live.devices.erase(name);
            else if (random.bounded(5) == 0)
                live.devices[name].ports.clear();
            else if (device.parentSlot && random.bounded(5) == 0)
                live.devices[name].parentSlot = u"0000:41:00.0"_s;
        }
        tree.show(live);
        DeviceTree fresh;
        fresh.show(live);
        QCOMPARE(namesIn(tree), namesIn(fresh));
        QCOMPARE(namesIn(filter).join(u' '), namesIn(fresh).join(u' '));
    }
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::DeviceListTest)
#include "devicelisttest.moc"
