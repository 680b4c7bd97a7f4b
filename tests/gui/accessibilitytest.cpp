// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// For who cannot see or cannot use a mouse: names, alerts, mnemonics, contrast, scripts from right to left.
#include "gui/widgets/tints.h"
#include "tests/gui/exportsstage.h"
#include "tests/gui/limitsstage.h"
#include "tests/gui/logstage.h"
#include "tests/gui/modulesstage.h"
#include "tests/gui/portsstage.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeView>
#include <cmath>

using namespace Qt::StringLiterals;

namespace rdma {

namespace {

QStringList alerts; // the update handler is a plain function

void noteAlert(QAccessibleEvent *event)
{
    if (event->type() == QAccessible::Alert && event->object())
        alerts.append(event->accessibleInterface() ? event->accessibleInterface()->text(QAccessible::Name) : QString());
}

QString accessibleName(QWidget *widget)
{
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

QStringList unnamed(const Person &person)
{
    QStringList found;
    for (QWidget *widget : person.all<QWidget>())
        // a spin box speaks for its field
        if ((widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy() && accessibleName(widget).isEmpty())
            found.append(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName());
    return found;
}

void addMnemonic(const QString &text, QMap<QString, QStringList> *owners)
{
    if (const auto keys = QKeySequence::mnemonic(text); !keys.isEmpty())
        (*owners)[keys.toString()].append(text);
}

/// Each key with all that claim it.
QStringList sharedMnemonics(const MainWindow &window, const Person &person)
{
    QMap<QString, QStringList> owners;
    for (const QAbstractButton *button : person.all<QAbstractButton>())
        addMnemonic(button->text(), &owners);
    for (const QLabel *label : person.all<QLabel>())
        if (label->buddy())
            addMnemonic(label->text(), &owners);
    for (const QTabWidget *tabs : person.all<QTabWidget>())
        for (int tab = 0; tab < tabs->count(); ++tab)
            addMnemonic(tabs->tabText(tab), &owners);
    for (const QAction *menu : window.menuBar()->actions())
        addMnemonic(menu->text(), &owners);
    QStringList shared;
    for (const QStringList &claims : std::as_const(owners))
        if (claims.size() > 1)
            shared.append(claims.join(u" / "_s));
    return shared;
}

double luminance(const QColor &colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double light = std::max(luminance(one), luminance(other));
    const double dark = std::min(luminance(one), luminance(other));
    return (light + 0.05) / (dark + 0.05);
}

QPalette paletteOf(QColor window, QColor base, QColor text)
{
    QPalette palette(text, window, base, window.darker(), window.darker(), text, text, base, window);
    palette.setColor(QPalette::Accent, QColor(61, 143, 209));
    return palette;
}

} // namespace

class AccessibilityTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QAccessible::installUpdateHandler(noteAlert); }
    void init() { alerts.clear(); }

    void everyFocusableWidgetHasAName();
    void mnemonicsAreUniqueOnEveryPage();
    void protocolsAndServicesHaveNamesAndMnemonicsOfTheirOwn();
    void devicesAreNamedAndHaveTheirOwnMnemonics();
    void exportsAreNamedAndHaveTheirOwnMnemonics();
    void kernelMessagesAreNamedAndHaveTheirOwnMnemonics();
    void limitsAreNamedAndHaveTheirOwnMnemonics();
    void portTypesAreNamedAndHaveTheirOwnMnemonics();
    void problemsAndResultsAreAlerts();
    void rowsSpeakPendingEdits();
    void coloursKeepTheirContrast();
    void addressesStayLeftToRight();
    void wordsBeginWhereTheLanguageBegins();
    void nothingIsCutOffAtTheSmallestSize();
};

void AccessibilityTest::everyFocusableWidgetHasAName()
{
    Stage stage;
    stage.machine.history.jobs[MockMachine::jobId] = doneJob();
    QVERIFY(stage.open());
    QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
    QVERIFY(stage.review());
    QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
    stage.person.all<QTabWidget>().constFirst()->setCurrentIndex(1);
    QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
    stage.machine.jobLooks = {failedJob()};
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"The Change Failed"_s));
    QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
    stage.person.go("jobs"_L1);
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.column(0).isEmpty(); }));
    QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
}

void AccessibilityTest::protocolsAndServicesHaveNamesAndMnemonicsOfTheirOwn()
{
    ModulesStage stage;
    stage.machine.plan.steps.push_back({.kind = u"unload-used-module"_s, .subject = u"ib_ipoib"_s});
    QVERIFY(stage.open());
    stage.tick(Protocol::Isert);
    const auto expectNoneShared = [&] {
        QTest::qWait(0); // what was just made is shown by then
        QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
        QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
    };
    for (const Protocol protocol : {Protocol::Ipoib, Protocol::Iser, Protocol::Rds}) {
        stage.choose(protocol);
        expectNoneShared();
    }
    stage.turnTo(ModulesStage::Services);
    for (const char *unit : {"opensm.service", "rtslib-fb-targetctl.service", "srp_daemon.service"}) {
        stage.choose(QString::fromLatin1(unit));
        expectNoneShared();
    }
    stage.turnTo(ModulesStage::Gaps);
    expectNoneShared();
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitToSee(u"You allow that this is lost"_s));
    expectNoneShared();
}

void AccessibilityTest::mnemonicsAreUniqueOnEveryPage()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.select(u"mlx4_ib1"_s);
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
    stage.person.select(u"ib0"_s);
    stage.person.typeName(u"a b"_s);
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
    QVERIFY(stage.review());
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
    stage.person.all<QTabWidget>().constFirst()->setCurrentIndex(1);
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied"_s));
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
    stage.machine.tellChanged(u"job"_s);
    stage.person.go("jobs"_L1);
    QVERIFY(stage.person.waitForButton(u"Undo This Change"_s));
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
}

void AccessibilityTest::devicesAreNamedAndHaveTheirOwnMnemonics()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.go("devices"_L1);
    QVERIFY(stage.person.waitToSee(u"GID table"_s));
    QVERIFY(stage.person.waitToSee(u"symbol_error grows"_s));
    QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
    QVERIFY(alerts.join(u'\n').contains(u"Warning: symbol_error grows"_s));
    const auto told = alerts.count();
    QTest::qWait(2'200); // two more samples
    QCOMPARE(alerts.count(), told);
    stage.person.click(u"Show as numbers"_s);
    QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
}

void AccessibilityTest::exportsAreNamedAndHaveTheirOwnMnemonics()
{
    ExportsStage stage;
    stage.machine.exports.config.atBoot.targets.erase(firstWwn);
    stage.machine.exports.config.atBoot.targets[absentWwn] = {.luns = {{0, {BackstoreKind::Block, u"vol1"_s}}}};
    QVERIFY(stage.open());
    stage.view()->expandAll();
    QVERIFY(stage.person.button(u"Save Them"_s) && stage.person.button(u"Forget Them"_s));
    for (const QString &row : {u"mlx4_0, port 1"_s, u"vol1 · LUN 0"_s, QString(firstInitiator), u"spare"_s}) {
        stage.choose(row);
        QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
    }
    stage.person.click(u"Delete the Disk"_s);
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
    QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
    stage.machine.plan.steps.front().kind = u"disconnect-initiators"_s;
    stage.machine.plan.steps.front().operations = {u"rmdir x"_s};
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitForButton(u"Disconnect 1 initiator"_s));
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
}

void AccessibilityTest::kernelMessagesAreNamedAndHaveTheirOwnMnemonics()
{
    LogStage stage;
    QVERIFY(stage.go());
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
    QVERIFY(stage.LogStage::open());
    stage.LogStage::choose(u"Rejected login for initiator 0002:c903:000f:1111"_s);
    QVERIFY(alerts.join(u'\n').contains(u"This computer refused the initiator"_s));
    stage.machine.logRightEnds = true;
    QVERIFY(stage.person.waitForButton(u"Continue"_s));
    QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
    stage.person.all<QLineEdit>().constFirst()->setText(u"nothing says this"_s);
    QVERIFY(stage.person.button(u"Clear Filter"_s));
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
}

void AccessibilityTest::limitsAreNamedAndHaveTheirOwnMnemonics()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    stage.person.click(u"Remove"_s); // the pending bar is there as well
    for (const QString &tab :
         {u"Users and Groups"_s, u"Services"_s, u"All Rules"_s, u"What Holds for…"_s, u"Running Sessions"_s}) {
        stage.turnTo(tab);
        QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
        QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
    }
    stage.turnTo(u"Users and Groups"_s);
    auto *dialog = stage.SessionsStage::open<QDialog>(u"Add"_s);
    QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
    dialog->reject();
}

void AccessibilityTest::portTypesAreNamedAndHaveTheirOwnMnemonics()
{
    PortsStage stage;
    addBadLines(stage.machine.ports);
    stage.machine.ports.live.cards[confCard].ports[2].verdict = TypeVerdict::DidNotTake;
    stage.machine.ports.live.image.lacks = mlx4ConfPath;
    QVERIFY(stage.open());
    stage.choose(confCard);
    stage.radio(u"Port 2 now: Ethernet"_s)->click(); // the pending bar is there as well
    for (const int tab : {0, 1}) {
        stage.turnTo(tab);
        QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
        QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
    }
    stage.machine.jobLooks = {runningJob()};
    stage.machine.jobLooks.front().said = {u"building"_s};
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"building"_s));
    QCOMPARE(unnamed(stage.person).join(u'\n'), QString());
    QCOMPARE(sharedMnemonics(stage.window, stage.person).join(u'\n'), QString());
}

void AccessibilityTest::problemsAndResultsAreAlerts()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.typeName(u"a b"_s);
    QVERIFY(alerts.join(u'\n').contains(u"no blanks"_s));
    stage.machine.jobLooks = {failedJob()};
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"The Change Failed"_s));
    QVERIFY(alerts.join(u'\n').contains(u"Error: The name mlx4_ib0 is already taken."_s));
}

void AccessibilityTest::rowsSpeakPendingEdits()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.typeName(u"mlx4_ib0"_s);
    const auto *tree = stage.person.all<QTreeView>().constFirst();
    const QString spoken = tree->currentIndex().data(Qt::AccessibleTextRole).toString();
    QVERIFY(spoken.contains(u"not yet applied"_s));
}

void AccessibilityTest::coloursKeepTheirContrast()
{
    const std::array palettes{paletteOf(QColor(239, 240, 241), Qt::white, QColor(35, 38, 41)),
                              paletteOf(QColor(42, 46, 50), QColor(27, 30, 32), QColor(252, 252, 252)),
                              paletteOf(Qt::white, Qt::white, Qt::black), paletteOf(Qt::black, Qt::black, Qt::white)};
    for (const QPalette &palette : palettes) {
        for (const Tint tint : {Tint::Positive, Tint::Negative, Tint::Caution, Tint::Information}) {
            QVERIFY(contrast(palette.color(QPalette::Text), tintedBase(palette, tint)) >= 4.5);
            QVERIFY(contrast(tintedLine(palette, tint), palette.color(QPalette::Base)) >= 2.0);
        }
        QVERIFY(contrast(quietText(palette), palette.color(QPalette::Window)) >= 4.5);
    }
}

void AccessibilityTest::addressesStayLeftToRight()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    Stage stage;
    QVERIFY(stage.open());
    int flagsX = 0;
    int guidX = 0;
    for (const QLabel *label : stage.person.all<QLabel>()) {
        if (label->accessibleName().startsWith("flags"_L1))
            flagsX = label->mapTo(&stage.window, QPoint()).x();
        if (label->accessibleName().startsWith("port GUID"_L1))
            guidX = label->mapTo(&stage.window, QPoint()).x();
    }
    QVERIFY(flagsX > 0 && flagsX < guidX);
    QCOMPARE(stage.person.nameField()->layoutDirection(), Qt::LeftToRight);
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

/// Also those that are no words of the language: a version, a model. And nothing is cut off at the other side.
void AccessibilityTest::wordsBeginWhereTheLanguageBegins()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    Stage stage;
    stage.window.show();
    QVERIFY(stage.person.waitToSee(u"2.42.5000"_s));
    const auto aligned = [&](Qt::Alignment side) {
        auto labels = stage.person.all<QLabel>();
        labels.removeIf([](const QLabel *label) { return !label->wordWrap(); });
        return labels.size() > 20 && std::ranges::all_of(labels, [side](const QLabel *label) {
                   return label->alignment() & side & Qt::AlignHorizontal_Mask;
               });
    };
    QVERIFY(aligned(Qt::AlignRight));
    const auto *rows = stage.person.all<QTreeView>().constFirst();
    QVERIFY(rows->parentWidget()->parentWidget()->rect().contains(rows->parentWidget()->geometry()));
    QApplication::setLayoutDirection(Qt::LeftToRight);
    QVERIFY(aligned(Qt::AlignLeft));
}

void AccessibilityTest::nothingIsCutOffAtTheSmallestSize()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.window.resize(stage.window.minimumSizeHint());
    QCoreApplication::sendPostedEvents();
    QVERIFY(QTest::qWaitFor([&] { return stage.window.width() <= stage.window.minimumSizeHint().width() + 1; }));
    for (const QPushButton *button : stage.person.all<QPushButton>())
        QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(button->text()));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::AccessibilityTest)
#include "accessibilitytest.moc"
