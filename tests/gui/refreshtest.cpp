// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A refresh of a page with a thousand rows: the selection, the current row and the place stay, and only what changed is
// told.
#include "gui/pages/namespage.h"
#include "tests/gui/manyinterfaces.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace rdma {

namespace {

constexpr int many = 1000;
constexpr int firstRow = 475; // the selected row is to be seen there

InterfaceId idOf(const NamesState &state, const QString &name)
{
    const auto &all = state.live.interfaces;
    return std::ranges::find(all, name, [](const auto &item) { return item.second.name; })->first;
}

void removeInterface(NamesState *state, const QString &name)
{
    const InterfaceId id = idOf(*state, name);
    state->live.interfaces.erase(id);
    state->config.interfaces.erase(id);
}

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

/// A page in the middle of its rows.
struct Scrolled {
    NamesState state = manyInterfaces(many);
    NamesPage page;
    QTreeView *tree = nullptr;

    [[nodiscard]] bool open()
    {
        page.resize(1000, 800);
        page.show();
        if (!page.showState(stateJson(state)) || !QTest::qWaitForWindowExposed(&page))
            return false;
        tree = page.findChild<QTreeView *>();
        tree->setCurrentIndex(row(u"net120p2.8002"_s));
        tree->verticalScrollBar()->setValue(firstRow);
        return tree->verticalScrollBar()->value() == firstRow;
    }

    [[nodiscard]] QModelIndex row(const QString &name) const
    {
        const auto found = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, name, 1,
                                                Qt::MatchExactly | Qt::MatchRecursive);
        return found.value(0);
    }

    [[nodiscard]] bool refresh()
    {
        const bool shown = page.showState(stateJson(state)).has_value();
        QCoreApplication::processEvents();
        return shown;
    }

    [[nodiscard]] QString current() const { return tree->currentIndex().data().toString(); }
    [[nodiscard]] QString selected() const { return tree->selectionModel()->selectedRows().value(0).data().toString(); }
    [[nodiscard]] int place() const { return tree->verticalScrollBar()->value(); }
};

} // namespace

class RefreshTest : public QObject {
    Q_OBJECT

private slots:
    void showsThousandRowsInOrder();
    void keepsSelectionAndPlaceWhenValuesChange();
    void keepsSelectionAndPlaceWhenRowsComeAndGo();
    void keepsTheSelectionWhenItsRowMoves();
    void choosesANeighbourWhenTheSelectedRowGoes();
    void tellsOnlyWhatChanged();
    void isTheSameAsAFreshPageAfterAnyChange();
};

void RefreshTest::showsThousandRowsInOrder()
{
    Scrolled scrolled;
    QVERIFY(scrolled.open());
    const QStringList names = namesIn(*scrolled.tree->model());
    QCOMPARE(names.size(), many);
    QCOMPARE(names.first(4), QStringList({u"net0p1"_s, u"net0p1.8002"_s, u"net0p2"_s, u"net0p2.8002"_s}));
    QVERIFY(scrolled.tree->isExpanded(scrolled.row(u"net249p2"_s)));
}

void RefreshTest::keepsSelectionAndPlaceWhenValuesChange()
{
    Scrolled scrolled;
    QVERIFY(scrolled.open());
    for (auto &[id, interface] : scrolled.state.live.interfaces)
        interface.operState = u"down"_s;
    QVERIFY(scrolled.refresh());
    QCOMPARE(scrolled.row(u"net120p2"_s).siblingAtColumn(2).data().toString(), u"No link"_s);
    QCOMPARE(scrolled.current(), u"net120p2.8002"_s);
    QCOMPARE(scrolled.selected(), u"net120p2.8002"_s);
    QCOMPARE(scrolled.place(), firstRow);
}

void RefreshTest::keepsSelectionAndPlaceWhenRowsComeAndGo()
{
    Scrolled scrolled;
    QVERIFY(scrolled.open());
    const NamesState whole = scrolled.state;
    for (const auto *gone : {"net200p1.8002", "net200p1", "net201p2.8002"})
        removeInterface(&scrolled.state, QString::fromLatin1(gone));
    QVERIFY(scrolled.refresh());
    QCOMPARE(namesIn(*scrolled.tree->model()).size(), many - 3);
    QCOMPARE(scrolled.current(), u"net120p2.8002"_s);
    QCOMPARE(scrolled.place(), firstRow);
    scrolled.state = whole;
    QVERIFY(scrolled.refresh());
    QCOMPARE(namesIn(*scrolled.tree->model()).size(), many);
    QVERIFY(scrolled.tree->isExpanded(scrolled.row(u"net200p1"_s)));
    QCOMPARE(scrolled.selected(), u"net120p2.8002"_s);
    QCOMPARE(scrolled.place(), firstRow);
}

void RefreshTest::keepsTheSelectionWhenItsRowMoves()
{
    Scrolled scrolled;
    QVERIFY(scrolled.open());
    scrolled.tree->setCurrentIndex(scrolled.row(u"net120p2"_s));
    scrolled.state.live.interfaces[idOf(scrolled.state, u"net120p2"_s)].rdmaDevice = u"a0"_s;
    QVERIFY(scrolled.refresh());
    QCOMPARE(scrolled.row(u"net120p2"_s).row(), 0);
    QCOMPARE(scrolled.current(), u"net120p2"_s);
    QCOMPARE(scrolled.selected(), u"net120p2"_s);
}

void RefreshTest::choosesANeighbourWhenTheSelectedRowGoes()
{
    Scrolled scrolled;
    QVERIFY(scrolled.open());
    removeInterface(&scrolled.state, u"net120p2.8002"_s);
    QVERIFY(scrolled.refresh());
    QCOMPARE(scrolled.current(), u"net120p2"_s);
    QCOMPARE(scrolled.place(), firstRow);
}

void RefreshTest::tellsOnlyWhatChanged()
{
    Scrolled scrolled;
    QVERIFY(scrolled.open());
    const QSignalSpy changes(scrolled.tree->model(), &QAbstractItemModel::dataChanged);
    const QSignalSpy resets(scrolled.tree->model(), &QAbstractItemModel::modelReset);
    QVERIFY(scrolled.refresh());
    QCOMPARE(changes.size(), 0);
    scrolled.state.live.interfaces[idOf(scrolled.state, u"net3p1.8002"_s)].operState = u"down"_s;
    QVERIFY(scrolled.refresh());
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.constFirst().constFirst().toModelIndex().data().toString(), u"net3p1.8002"_s);
    QCOMPARE(resets.size(), 0);
}

/// Interfaces go, come back, change their device or their parent; Qt's own tester watches every signal.
void RefreshTest::isTheSameAsAFreshPageAfterAnyChange()
{
    const NamesState whole = manyInterfaces(40);
    InterfaceTree model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QRandomGenerator random(20);
    for (int round = 0; round < 300; ++round) {
        NamesState state = whole;
        for (const auto &[id, interface] : whole.live.interfaces) {
            if (random.bounded(4) == 0)
                removeInterface(&state, interface.name);
            else if (random.bounded(6) == 0)
                state.live.interfaces[id].rdmaDevice = u"a%1"_s.arg(random.bounded(3));
            else if (!interface.parent.isEmpty() && random.bounded(6) == 0)
                state.live.interfaces[id].parent = random.bounded(2) == 0 ? QString() : u"net3p1"_s;
        }
        model.show(state, {});
        InterfaceTree fresh;
        fresh.show(state, {});
        QCOMPARE(namesIn(model), namesIn(fresh));
        QCOMPARE(namesIn(model).size(), qsizetype(state.live.interfaces.size()));
    }
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::RefreshTest)
#include "refreshtest.moc"
