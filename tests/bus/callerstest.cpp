// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// In which order calls are admitted while the bus has yet to tell whose they are.
#include "helper/callers.h"
#include "tests/mockbus/privatebus.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class CallersTest : public QObject {
    Q_OBJECT
private slots:
    void callsOfASenderKeepTheirOrder();
};

/// The third comes when the first has told who the sender is and the second still waits.
void CallersTest::callsOfASenderKeepTheirOrder()
{
    PrivateBus bus;
    const QDBusConnection helper = bus.connect(u"helper"_s);
    const QString sender = bus.connect(u"caller"_s).baseService();
    Callers callers(helper);
    QStringList admitted;
    const auto note = [&](const QString &call) {
        return [&admitted, call](const Result<Callers::Ticket> &ticket) { admitted += ticket ? call : u"refused"_s; };
    };
    callers.admit(sender, 0, [&](const Result<Callers::Ticket> &ticket) {
        note(u"Watch"_s)(ticket);
        callers.admit(sender, 0, note(u"Watch again"_s));
    });
    callers.admit(sender, 0, note(u"Unwatch"_s));
    QTRY_COMPARE(admitted.size(), 3);
    QCOMPARE(admitted, QStringList({u"Watch"_s, u"Unwatch"_s, u"Watch again"_s}));
    callers.admit(sender, 0, note(u"at once"_s));
    QCOMPARE(admitted.last(), u"at once"_s);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::CallersTest)
#include "callerstest.moc"
