// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// From the start to an applied rename and back by keyboard alone, on the real helper over the demo host's fake root.
#include "gui/client/bus.h"
#include "gui/window/features.h"
#include "tests/gui/person.h"
#include "tests/mockbus/privatebus.h"

#include <QAccessible>
#include <QApplication>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace rdma {

class DemoTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void renamesAndUndoesByKeyboardAlone();

private:
    /// Tab until the widget with this accessible name has the focus.
    [[nodiscard]] static bool tabTo(const Person &person, const QString &name);

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<QProcess> m_host;
};

void DemoTest::init()
{
    m_bus = std::make_unique<PrivateBus>();
    m_host = std::make_unique<QProcess>();
    m_host->start(QStringLiteral(DEMO_HOST), {u"--bus"_s, m_bus->address()});
    QVERIFY(m_host->waitForReadyRead(20'000));
}

void DemoTest::cleanup()
{
    m_host->terminate();
    m_host->waitForFinished();
}

void DemoTest::renamesAndUndoesByKeyboardAlone()
{
    MainWindow window([this] { return openBus(m_bus->address()); });
    window.show();
    const Person person(&window);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(QTest::qWaitFor([&] { return !person.column(0).isEmpty(); }, 10'000));
    person.press(Person::keyOf("names"_L1));
    QVERIFY(QTest::qWaitFor([&] { return person.column(0).contains(u"ib0"_s); }, 10'000));
    person.press(Person::keyOf("names"_L1));
    person.press(Qt::Key_Home);
    QVERIFY(tabTo(person, u"New name"_s));
    QTest::keyClicks(QApplication::focusWidget(), u"mlx4_ib0"_s);
    person.press(Qt::CTRL | Qt::Key_Return);
    QVERIFY(person.waitForButton(u"Apply"_s));
    QVERIFY(tabTo(person, u"Apply"_s));
    person.press(Qt::Key_Space);
    QVERIFY(person.waitToSee(u"Applied: Rename ib0 to mlx4_ib0"_s));
    QVERIFY(QTest::qWaitFor([&] { return person.column(0).contains(u"mlx4_ib0"_s); }, 10'000));

    person.press(Person::keyOf("jobs"_L1));
    QVERIFY(person.waitForButton(u"Undo This Change"_s));
    QVERIFY(tabTo(person, u"Undo This Change…"_s));
    person.press(Qt::Key_Space);
    QVERIFY(person.waitForButton(u"Apply"_s));
    QVERIFY(tabTo(person, u"Apply"_s));
    person.press(Qt::Key_Space);
    QVERIFY(person.waitToSee(u"Applied: Undo: "_s));
    person.press(Person::keyOf("names"_L1));
    QVERIFY(QTest::qWaitFor([&] { return person.column(0).contains(u"ib0"_s); }, 10'000));
}

bool DemoTest::tabTo(const Person &person, const QString &name)
{
    constexpr int widgets = 60;
    for (int tabs = 0; tabs < widgets; ++tabs) {
        QWidget *focused = QApplication::focusWidget();
        const auto *accessible = focused ? QAccessible::queryAccessibleInterface(focused) : nullptr;
        if (accessible && accessible->text(QAccessible::Name) == name)
            return true;
        person.press(Qt::Key_Tab);
    }
    return false;
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::DemoTest)
#include "demotest.moc"
