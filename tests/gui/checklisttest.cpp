// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A list of checks: what it says, to whom, and how one gets to a cure without a mouse.
#include "gui/widgets/checklist.h"
#include "tests/gui/testmain.h"

#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace rdma {

namespace {

QList<CheckRow> someRows()
{
    return {{CheckStanding::Good, u"Cable"_s, u"LinkUp"_s, {}},
            {CheckStanding::Broken, u"Module"_s, u"ib_srp is not loaded."_s, u"Load ib_srp"_s},
            {CheckStanding::NotKnown, u"Disk"_s, {}, {}}};
}

QList<CheckLine *> linesOf(const CheckList &list)
{
    return list.findChildren<CheckLine *>();
}

QAccessibleInterface *spoken(QWidget *widget)
{
    return QAccessible::queryAccessibleInterface(widget);
}

} // namespace

class CheckListTest : public QObject {
    Q_OBJECT

private slots:
    void saysHowEachCheckStands();
    void isAListToWhoCannotSeeIt();
    void arrowsGoThroughIt();
    void enterAndTheButtonMend();
    void aRefreshKeepsTheFocus();
    void aHostileTextIsNoMarkup();
};

void CheckListTest::saysHowEachCheckStands()
{
    CheckList list(u"Checks"_s);
    list.showRows(someRows());
    list.show();
    const auto lines = linesOf(list);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0]->accessibleName(), u"Cable: In order"_s);
    QCOMPARE(lines[1]->accessibleName(), u"Module: Broken"_s);
    QCOMPARE(lines[1]->accessibleDescription(), u"ib_srp is not loaded."_s);
    QCOMPARE(lines[2]->accessibleName(), u"Disk: Not known"_s);
    QVERIFY(!lines[0]->cureButton()->isVisible());
    QVERIFY(lines[1]->cureButton()->isVisible());
    QCOMPARE(lines[1]->cureButton()->text(), u"Load ib_srp"_s);
    list.showRows({});
    QVERIFY(list.isHidden());
}

void CheckListTest::isAListToWhoCannotSeeIt()
{
    CheckList list(u"Checks"_s);
    list.showRows(someRows());
    QCOMPARE(spoken(&list)->role(), QAccessible::List);
    QCOMPARE(spoken(&list)->text(QAccessible::Name), u"Checks"_s);
    QCOMPARE(spoken(&list)->childCount(), 3);
    QCOMPARE(spoken(&list)->child(1)->role(), QAccessible::ListItem);
    QCOMPARE(spoken(&list)->child(1)->text(QAccessible::Name), u"Module: Broken"_s);
}

void CheckListTest::arrowsGoThroughIt()
{
    CheckList list(u"Checks"_s);
    list.showRows(someRows());
    list.show();
    QVERIFY(QTest::qWaitForWindowActive(&list));
    const auto lines = linesOf(list);
    lines[0]->setFocus();
    QTest::keyClick(lines[0], Qt::Key_Down);
    QVERIFY(lines[1]->hasFocus());
    QVERIFY(!(lines[0]->focusPolicy() & Qt::TabFocus) && (lines[1]->focusPolicy() & Qt::TabFocus));
    QTest::keyClick(lines[1], Qt::Key_End);
    QVERIFY(lines[2]->hasFocus());
    QTest::keyClick(lines[2], Qt::Key_Down);
    QVERIFY(lines[2]->hasFocus());
    QTest::keyClick(lines[2], Qt::Key_Home);
    QVERIFY(lines[0]->hasFocus());
}

void CheckListTest::enterAndTheButtonMend()
{
    CheckList list(u"Checks"_s);
    list.showRows(someRows());
    list.show();
    QVERIFY(QTest::qWaitForWindowActive(&list));
    const QSignalSpy chosen(&list, &CheckList::cureChosen);
    const auto lines = linesOf(list);
    lines[1]->setFocus();
    QTest::keyClick(lines[1], Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).toInt(), 1);
    QTest::mouseClick(lines[1]->cureButton(), Qt::LeftButton);
    QCOMPARE(chosen.size(), 2);
    lines[0]->setFocus();
    QTest::keyClick(lines[0], Qt::Key_Return);
    QCOMPARE(chosen.size(), 2);
}

void CheckListTest::aRefreshKeepsTheFocus()
{
    CheckList list(u"Checks"_s);
    list.showRows(someRows());
    list.show();
    QVERIFY(QTest::qWaitForWindowActive(&list));
    linesOf(list)[1]->setFocus();
    auto rows = someRows();
    rows[1] = {CheckStanding::Good, u"Module"_s, u"ib_srp is loaded."_s, {}};
    list.showRows(rows);
    QVERIFY(linesOf(list)[1]->hasFocus());
    QCOMPARE(linesOf(list)[1]->accessibleName(), u"Module: In order"_s);
    QVERIFY(!linesOf(list)[1]->cureButton()->isVisible());
    list.showRows({rows[0]});
    QVERIFY(list.rows().size() == 1 && linesOf(list)[0]->hasFocus());
}

void CheckListTest::aHostileTextIsNoMarkup()
{
    CheckList list(u"Checks"_s);
    list.showRows({{CheckStanding::Broken, u"<b>x</b>"_s, u"<img src=x>"_s, {}}});
    for (const QLabel *label : list.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

} // namespace rdma

RDMA_GUI_TEST(rdma::CheckListTest)
#include "checklisttest.moc"
