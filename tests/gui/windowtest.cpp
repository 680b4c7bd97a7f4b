// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window itself: opening without waiting, moving about, closing with pending edits, remembering its size.
#include "gui/window/features.h"
#include "tests/gui/stage.h"

#include <QApplication>
#include <QFile>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace rdma {

class WindowTest : public QObject {
    Q_OBJECT

private slots:
    void opensBeforeTheBusIsAsked();
    void saysWhenThereIsNoBusAndTriesAgain();
    void saysWhichPackageIsMissing();
    void showsTheErrorAndTheLastStateWhenReadingFails();
    void movesByKeyboard();
    void showsPendingCountInTheList();
    void closesAtOnceWithoutEdits();
    void asksBeforeDiscardingEdits();
    void remembersItsSize();
    void knowsWhoItIs();
};

void WindowTest::opensBeforeTheBusIsAsked()
{
    int asked = 0;
    MainWindow window([&asked]() -> Result<QDBusConnection> {
        ++asked;
        return fail(ErrorCode::NoHelper, u"bus"_s, u"refused"_s);
    });
    window.show();
    const Person person(&window);
    QCOMPARE(asked, 0);
    QVERIFY(person.sees(u"Asking this computer…"_s));
    QVERIFY(person.waitForButton(u"Try Again"_s));
    QCOMPARE(asked, 1);
}

void WindowTest::saysWhenThereIsNoBusAndTriesAgain()
{
    MockMachine machine;
    bool reachable = false;
    MainWindow window([&]() -> Result<QDBusConnection> {
        if (!reachable)
            return fail(ErrorCode::NoHelper, u"bus"_s, u"refused"_s);
        return openBus(machine.bus.address());
    });
    window.show();
    const Person person(&window);
    QVERIFY(person.waitToSee(u"The message bus cannot be reached"_s));
    reachable = true;
    person.click(u"Try Again"_s);
    QVERIFY(person.waitToSee(u"mlx4_0, port 1"_s));
    person.go("names"_L1);
    QVERIFY(person.waitToSee(u"mlx4_0 port 1"_s));
}

void WindowTest::saysWhichPackageIsMissing()
{
    const PrivateBus bus;
    MainWindow window([&bus] { return openBus(bus.address()); });
    window.show();
    QVERIFY(Person(&window).waitToSee(u"Install the package rdma-manager-helper"_s));
}

void WindowTest::showsTheErrorAndTheLastStateWhenReadingFails()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.machine.readFailure = Error{ErrorCode::Io, u"/sys/class/net"_s, u"EIO"_s};
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"What is shown was read before."_s));
    QVERIFY(stage.person.column(0).contains(u"ib0"_s));
    stage.machine.readFailure.reset();
    stage.person.click(u"Try Again"_s);
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.sees(u"What is shown was read before."_s); }));
}

void WindowTest::movesByKeyboard()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.press(Person::keyOf("jobs"_L1));
    QVERIFY(stage.person.waitToSee(u"Nothing was changed yet"_s));
    stage.person.press(Person::keyOf("names"_L1));
    QVERIFY(stage.person.all<QTreeView>().constFirst()->hasFocus());
    stage.person.press(Qt::Key_F6);
    QVERIFY(qobject_cast<QListWidget *>(QApplication::focusWidget()));
    stage.person.press(Qt::Key_F6);
    QVERIFY(stage.person.all<QTreeView>().constFirst()->hasFocus());
}

void WindowTest::showsPendingCountInTheList()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.typeName(u"one"_s);
    const auto *list = stage.person.all<QListWidget>().constFirst();
    QCOMPARE(list->item(1)->text(), u"Interface Names (1)"_s);
    stage.person.click(u"Discard"_s);
    QCOMPARE(list->item(1)->text(), u"Interface Names"_s);
}

void WindowTest::closesAtOnceWithoutEdits()
{
    Stage stage;
    QVERIFY(stage.open());
    QVERIFY(stage.window.close());
}

void WindowTest::asksBeforeDiscardingEdits()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.typeName(u"one"_s);
    QVERIFY(!stage.window.close());
    auto *question = stage.window.findChild<QMessageBox *>();
    QVERIFY(question);
    QCOMPARE(question->text(), u"Discard 1 change and quit?"_s);
    QVERIFY(question->informativeText().contains(u"Rename"_s));
    QCOMPARE(question->textFormat(), Qt::PlainText);
    stage.person.click(u"Keep Editing"_s);
    QVERIFY(stage.window.isVisible());
    QVERIFY(QTest::qWaitFor([&] { return !stage.window.findChild<QMessageBox *>(); }));
    QVERIFY(!stage.window.close());
    stage.person.click(u"Discard and Quit"_s);
    QVERIFY(!stage.window.isVisible());
}

void WindowTest::remembersItsSize()
{
    QSize size;
    {
        Stage stage;
        QVERIFY(stage.open());
        stage.window.resize(stage.window.minimumSizeHint() + QSize(7, 11));
        size = stage.window.size();
        stage.window.close();
    }
    Stage stage;
    QVERIFY(stage.open());
    QCOMPARE(stage.window.size(), size);
    const QString place = QStandardPaths::writableLocation(QStandardPaths::StateLocation) + u"/window.conf"_s;
    QVERIFY(QFile::remove(place));
}

void WindowTest::knowsWhoItIs()
{
    QCOMPARE(QGuiApplication::desktopFileName(), u"org.rdmamanager.RdmaManager"_s);
    QCOMPARE(QCoreApplication::applicationName(), u"rdma-manager"_s);
    QVERIFY(!QCoreApplication::applicationVersion().isEmpty());
    Stage stage;
    QVERIFY(stage.open());
    QVERIFY(!stage.window.windowIcon().isNull());
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::WindowTest)
#include "windowtest.moc"
