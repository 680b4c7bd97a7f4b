// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The names page: validation while typing, pending edits and their undo, refreshes, hostile data.
#include "gui/pages/interfacetree.h"
#include "tests/gui/stage.h"

#include <QAccessible>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QScopeGuard>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace rdma {

class NamesPageTest : public QObject {
    Q_OBJECT

private slots:
    void showsWhatIsThere();
    void selectsByKeyboardAndShowsTheChildsReason();
    void saysWhatIsWrongWhileTyping_data();
    void saysWhatIsWrongWhileTyping();
    void warnsOfKernelStyleNames();
    void offersASuggestion();
    void countsPendingChanges();
    void undoesTypingAsOneStepEvenInsideTheField();
    void discardCanBeUndone();
    void asksForTheRuleAloneAtTheNextBoot();
    void removesAndKeepsTheRule();
    void keepsTheNameAtEveryBoot();
    void typingThePresentNameKeepsTheText();
    void refreshKeepsSelectionTextAndCursor();
    void editOfAVanishedInterfaceIsDroppedWithAMessage();
    void redoCannotBringBackAVanishedInterface();
    void copiesThePortGuid();
    void showsRemarks();
    void saysWhoGaveTheNames();
    void FS_17_everyRuleIsShownWithItsPlace();
    void ruleOfAnAbsentPortIsThePagesAffair();
    void emptyMachineGetsHelp();
    void LC_14_hostileTextsAreShownPlainAndBounded();
    void fromRightToLeftNamesStayWhole();
    void IV_02_markupAndPlaceholdersAreNotInterpreted();
};

void NamesPageTest::showsWhatIsThere()
{
    Stage stage;
    QVERIFY(stage.open());
    QCOMPARE(stage.person.column(0), QStringList({u"ib0"_s, u"ib0.8002"_s, u"mlx4_ib1"_s}));
    QCOMPARE(stage.person.column(1), QStringList({u"mlx4_0 port 1"_s, u"mlx4_0 port 1"_s, u"mlx4_0 port 2"_s}));
    QCOMPARE(stage.person.column(2), QStringList({u"Up"_s, u"Up"_s, u"No link"_s}));
    QCOMPARE(stage.person.column(4),
             QStringList({u"Kernel’s choice"_s, u"Whoever creates it"_s, u"Rule 70-persistent-ipoib.rules:3"_s}));
    QVERIFY(stage.person.sees(u"f4:52:14:03:00:7b:cb:a1"_s));
    for (const QLabel *label : stage.person.all<QLabel>()) {
        if (label->text() != "f4:52:14:03:00:7b:cb:a1"_L1)
            continue;
        QVERIFY(label->font().bold() && label->font().underline());
        QCOMPARE(label->accessibleName(), u"port GUID f4:52:14:03:00:7b:cb:a1"_s);
        return;
    }
    QFAIL("no label of its own for the port GUID");
}

void NamesPageTest::selectsByKeyboardAndShowsTheChildsReason()
{
    Stage stage;
    QVERIFY(stage.open());
    auto *tree = stage.person.all<QTreeView>().constFirst();
    tree->setFocus();
    stage.person.press(Qt::Key_Down);
    QVERIFY(stage.person.sees(u"P_Key child of ib0"_s));
    QVERIFY(stage.person.sees(u"A P_Key child gets its name from whoever creates it"_s));
    QVERIFY(!stage.person.nameField());
}

void NamesPageTest::saysWhatIsWrongWhileTyping_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QTest::newRow("too long") << u"abcdefghijklmnop"_s << u"at most 15"_s;
    QTest::newRow("blank") << u"a b"_s << u"no blanks"_s;
    QTest::newRow("slash") << u"a/b"_s << u"slash"_s;
    QTest::newRow("colon") << u"a:b"_s << u"colon"_s;
    QTest::newRow("percent") << u"ib%d"_s << u"%"_s;
    QTest::newRow("dots") << u".."_s << u".."_s;
    QTest::newRow("another interface") << u"mlx4_ib1"_s << u"Another interface is called mlx4_ib1"_s;
    QTest::newRow("a child's") << u"ib0.8002"_s << u"Another interface is called ib0.8002"_s;
    QTest::newRow("an altname") << u"ibp7s0"_s << u"Another interface is called ibp7s0"_s;
    QTest::newRow("another rule's") << u"storage1"_s << u"A rule already gives the name storage1"_s;
}

void NamesPageTest::saysWhatIsWrongWhileTyping()
{
    QFETCH(const QString, name);
    QFETCH(const QString, words);
    Stage stage;
    stage.machine.names.live.interfaces[secondPort()].altnames = {u"ibp7s0"_s};
    stage.machine.names.config.interfaces[secondPort()].ruleName = u"storage1"_s;
    QVERIFY(stage.open());
    stage.person.typeName(name);
    QVERIFY2(stage.person.sees(words), qPrintable(stage.person.texts().join(u" | "_s)));
    QVERIFY(stage.person.nameField()->accessibleDescription().contains(words));
    QVERIFY(!stage.person.button(u"Review"_s)->isEnabled());
    QVERIFY(stage.person.sees(u"1 needs correction"_s));
    stage.person.select(u"mlx4_ib1"_s);
    stage.person.click(u"Show"_s);
    QVERIFY(stage.person.nameField()->hasFocus());
    stage.person.typeName(u"fine0"_s);
    QVERIFY(stage.person.button(u"Review"_s)->isEnabled());
}

void NamesPageTest::warnsOfKernelStyleNames()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.typeName(u"ib7"_s);
    QVERIFY(stage.person.sees(u"ib7 looks like a name that the kernel gives by itself"_s));
    QVERIFY(stage.person.button(u"Review"_s)->isEnabled());
}

void NamesPageTest::offersASuggestion()
{
    Stage stage;
    QVERIFY(stage.open());
    QCOMPARE(stage.person.nameField()->placeholderText(), u"mlx4_ib0"_s);
    stage.person.click(u"Use mlx4_ib0"_s);
    QCOMPARE(stage.person.nameField()->text(), u"mlx4_ib0"_s);
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
}

void NamesPageTest::countsPendingChanges()
{
    Stage stage;
    QVERIFY(stage.open());
    QVERIFY(!stage.person.button(u"Review"_s));
    stage.person.typeName(u"one"_s);
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
    stage.person.select(u"mlx4_ib1"_s);
    stage.person.typeName(u"two"_s);
    QVERIFY(stage.person.sees(u"2 changes not applied"_s));
    stage.person.typeName({});
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
    stage.person.click(u"Discard"_s);
    QVERIFY(!stage.person.sees(u"not applied"_s));
}

void NamesPageTest::undoesTypingAsOneStepEvenInsideTheField()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.typeName(u"one"_s);
    QVERIFY(stage.person.nameField()->hasFocus());
    stage.person.press(Qt::CTRL | Qt::Key_Z);
    QCOMPARE(stage.person.nameField()->text(), QString());
    QVERIFY(!stage.person.sees(u"not applied"_s));
    stage.person.press(Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
    QCOMPARE(stage.person.nameField()->text(), u"one"_s);
}

void NamesPageTest::discardCanBeUndone()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.typeName(u"one"_s);
    stage.person.click(u"Discard"_s);
    stage.person.press(Qt::CTRL | Qt::Key_Z);
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
    QCOMPARE(stage.person.nameField()->text(), u"one"_s);
}

void NamesPageTest::asksForTheRuleAloneAtTheNextBoot()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.typeName(u"mlx4_ib0"_s);
    stage.person.click(u"At the next boot only"_s);
    QVERIFY(stage.review());
    const QJsonObject names = stage.machine.lastWish[u"interfaces"_s][firstPort().text()].toObject();
    QCOMPARE(names, QJsonObject({{u"ruleName"_s, u"mlx4_ib0"_s}}));
}

void NamesPageTest::removesAndKeepsTheRule()
{
    Stage stage;
    QVERIFY(stage.open());
    QVERIFY(!stage.person.button(u"Remove Rule"_s));
    stage.person.select(u"mlx4_ib1"_s);
    stage.person.click(u"Remove Rule"_s);
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
    QVERIFY(stage.person.sees(u"The rule will be removed; without it the kernel calls this interface ib1."_s));
    stage.person.click(u"Keep Rule"_s);
    QVERIFY(!stage.person.sees(u"not applied"_s));
    stage.person.click(u"Remove Rule"_s);
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    const QJsonObject names = stage.machine.lastWish[u"interfaces"_s][secondPort().text()].toObject();
    QCOMPARE(names, QJsonObject({{u"ruleName"_s, QJsonValue::Null}}));
}

void NamesPageTest::keepsTheNameAtEveryBoot()
{
    Stage stage;
    stage.machine.names.live.interfaces[firstPort()].name = u"left0"_s;
    stage.machine.names.config.interfaces[firstPort()].name = u"left0"_s;
    QVERIFY(stage.open());
    stage.person.typeName(u"left0"_s);
    QVERIFY(stage.person.button(u"Review"_s)->isEnabled());
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    QCOMPARE(stage.person.column(0), QStringList());
}

void NamesPageTest::typingThePresentNameKeepsTheText()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.select(u"mlx4_ib1"_s);
    stage.person.typeName(u"mlx4_ib1"_s);
    QCOMPARE(stage.person.nameField()->text(), u"mlx4_ib1"_s);
    QVERIFY(stage.person.sees(u"Nothing to change"_s));
    QTest::keyClicks(stage.person.nameField(), u"x"_s);
    QVERIFY(stage.person.button(u"Review"_s)->isEnabled());
}

void NamesPageTest::refreshKeepsSelectionTextAndCursor()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.select(u"mlx4_ib1"_s);
    stage.person.typeName(u"wrong name"_s);
    stage.person.nameField()->setCursorPosition(3);
    stage.machine.names.live.interfaces[secondPort()].operState = u"up"_s;
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.person.column(2).value(2) == "Up"_L1; }));
    QCOMPARE(stage.person.nameField()->text(), u"wrong name"_s);
    QCOMPARE(stage.person.nameField()->cursorPosition(), 3);
    QVERIFY(stage.person.nameField()->hasFocus());
    QVERIFY(stage.person.sees(u"no blanks"_s));
}

void NamesPageTest::editOfAVanishedInterfaceIsDroppedWithAMessage()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.typeName(u"mlx4_ib0"_s);
    stage.machine.names.live.interfaces.erase(firstPort());
    stage.machine.names.config.interfaces.erase(firstPort());
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"The interface is gone. Dropped: Rename ib0 to mlx4_ib0 now and at every boot."_s));
    QVERIFY(!stage.person.sees(u"not applied"_s));
}

void NamesPageTest::redoCannotBringBackAVanishedInterface()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.typeName(u"mlx4_ib0"_s);
    stage.person.press(Qt::CTRL | Qt::Key_Z);
    stage.machine.names.live.interfaces.erase(firstPort());
    stage.machine.names.config.interfaces.erase(firstPort());
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.column(0).contains(u"ib0"_s); }));
    stage.person.press(Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
    QVERIFY(!stage.person.sees(u"not applied"_s));
}

void NamesPageTest::copiesThePortGuid()
{
    Stage stage;
    QVERIFY(stage.open());
    auto *copy = static_cast<QPushButton *>(stage.person.button(u"Copy"_s));
    copy->menu()->actions().constFirst()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"f4:52:14:03:00:7b:cb:a1"_s);
    QVERIFY(stage.person.button(u"Copied"_s));
}

void NamesPageTest::showsRemarks()
{
    Stage stage;
    stage.machine.names.notes = {{NoteCode::UnreadableFile, u"/etc/udev/rules.d/80-x.rules"_s, {}},
                                 {NoteCode::DuplicateRule, u"mlx4_ib1"_s, u"70-persistent-ipoib.rules:3"_s}};
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"/etc/udev/rules.d/80-x.rules could not be read"_s));
    QVERIFY(!stage.person.sees(u"Several rules"_s));
    stage.person.select(u"mlx4_ib1"_s);
    QVERIFY(stage.person.sees(u"Several rules"_s));
}

void NamesPageTest::saysWhoGaveTheNames()
{
    Stage stage;
    NextName &next = stage.machine.names.live.interfaces[firstPort()].nextBoot;
    next = {u"fabric0"_s, NameSource::Link, u"/etc/systemd/network/10-ib.link"_s, 5};
    QVERIFY(stage.open());
    QCOMPARE(stage.person.column(4).constFirst(), u"Link file 10-ib.link:5"_s);
    QVERIFY(stage.person.sees(u"ib0, given by the kernel"_s));
    QVERIFY(
        stage.person.sees(u"fabric0, given by Name= in line 5 of the systemd file /etc/systemd/network/10-ib.link."_s));
    stage.person.select(u"mlx4_ib1"_s);
    QVERIFY(stage.person.sees(u"mlx4_ib1, given by the rule in line 3"_s));
    QVERIFY(!stage.person.sees(u"Name now"_s)); // the same, by the same
}

void NamesPageTest::FS_17_everyRuleIsShownWithItsPlace()
{
    Stage stage;
    stage.machine.names.notes = {{NoteCode::DuplicateRule, u"ib0"_s, u"/etc/udev/rules.d/75-x.rules:2"_s},
                                 {NoteCode::RuleLoses, u"ib0"_s, u"/etc/udev/rules.d/70-y.rules:9"_s},
                                 {NoteCode::NameInDoubt, u"mlx4_ib1"_s, u"/etc/udev/rules.d/80-z.rules:1"_s}};
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"75-x.rules:2"_s) && stage.person.sees(u"70-y.rules:9"_s));
    QVERIFY(!stage.person.sees(u"80-z.rules:1"_s));
    stage.person.select(u"mlx4_ib1"_s);
    QVERIFY(!stage.person.sees(u"75-x.rules:2"_s) && stage.person.sees(u"80-z.rules:1"_s));
}

void NamesPageTest::ruleOfAnAbsentPortIsThePagesAffair()
{
    Stage stage;
    stage.machine.names.notes = {{NoteCode::AbsentPort, u"ib0"_s, u"/etc/udev/rules.d/70-old.rules:4"_s}};
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"70-old.rules:4"_s));
    stage.person.select(u"mlx4_ib1"_s);
    QVERIFY(stage.person.sees(u"70-old.rules:4"_s));
}

void NamesPageTest::emptyMachineGetsHelp()
{
    Stage stage;
    stage.machine.names = {};
    stage.window.show();
    stage.person.go("names"_L1);
    QVERIFY(stage.person.waitToSee(u"No IPoIB interface found"_s));
    stage.person.click(u"Copy Command"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"modprobe ib_ipoib"_s);
    stage.machine.names = twoPorts();
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"mlx4_0 port 1"_s));
}

void NamesPageTest::LC_14_hostileTextsAreShownPlainAndBounded()
{
    Stage stage;
    const QString flood = QString(4000, u'W');
    const QString reversed = u"a\u202Egnp.exe\nroot"_s;
    Interface &first = stage.machine.names.live.interfaces[firstPort()];
    first.rdmaDevice = flood;
    first.operState = flood;
    first.altnames = {flood, reversed};
    first.nextBoot = {reversed, NameSource::Rule, flood, 1};
    stage.window.show();
    stage.person.go("names"_L1);
    QVERIFY(QTest::qWaitFor([&] { return stage.person.column(0).contains(u"ib0"_s); }));
    for (const QString &text : stage.person.texts()) {
        QVERIFY(text.size() < 1000);
        QVERIFY(!text.contains(QChar(0x202E)));
    }
    QVERIFY(stage.window.minimumSizeHint().width() < stage.window.fontMetrics().averageCharWidth() * 200);
}

void NamesPageTest::fromRightToLeftNamesStayWhole()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::Hebrew));
    const auto restore = qScopeGuard([before] { QLocale::setDefault(before); });
    Stage stage;
    QVERIFY(stage.open());
    stage.person.select(u"mlx4_ib1"_s);
    stage.person.typeName(u"storage1"_s);
    QVERIFY(stage.person.column(InterfaceTree::NextName).contains(u"mlx4_ib1 → storage1"_s));
}

void NamesPageTest::IV_02_markupAndPlaceholdersAreNotInterpreted()
{
    Stage stage;
    Interface &first = stage.machine.names.live.interfaces[firstPort()];
    first.rdmaDevice = u"<img src=file:/etc/x>%2"_s;
    first.altnames = {u"<b>fat</b>"_s};
    stage.window.show();
    stage.person.go("names"_L1);
    QVERIFY(stage.person.waitToSee(u"<img src=file:/etc/x>%2 port 1"_s));
    QVERIFY(stage.person.sees(u"<b>fat</b>"_s));
    for (const QLabel *label : stage.window.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::NamesPageTest)
#include "namespagetest.moc"
