// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The stage of every bus test.
#include "tests/bus/stage.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Machine withKernel(const Machine &machine, Kernel &kernel)
{
    return {machine.host, kernel, machine.tools, machine.journal, machine.services, machine.accounts};
}

} // namespace

void addOrdersOfTwo()
{
    QTest::addColumn<bool>("attackerFirst");
    QTest::addColumn<bool>("adminAnsweredFirst");
    for (const bool attackerFirst : {true, false})
        for (const bool adminAnsweredFirst : {true, false})
            QTest::addRow("attacker %s, admin answered %s", attackerFirst ? "first" : "second",
                          adminAnsweredFirst ? "first" : "second")
                << attackerFirst << adminAnsweredFirst;
}

Stage::Stage(ServiceOptions options)
    : polkit(bus.connect(u"polkit"_s)),
      serviceBus(bus.connect(u"service"_s)),
      kernel(demo.machine().kernel),
      service(withKernel(demo.machine(), kernel), demo.events(), serviceBus, options),
      caller(bus.connect(u"caller"_s))
{
    if (const auto started = service.start(); !started)
        qFatal("service: %s %s", qPrintable(started.error().subject), qPrintable(started.error().detail));
    m_start = snapshot();
}

Stage::~Stage()
{
    kernel.openAll();
    for (const QString &name : m_connections)
        QDBusConnection::disconnectFromBus(name);
    for (const auto &name : {u"polkit"_s, u"service"_s, u"caller"_s})
        QDBusConnection::disconnectFromBus(name);
}

Caller Stage::newCaller()
{
    m_connections.append(u"caller-%1"_s.arg(m_connections.size()));
    return Caller(bus.connect(m_connections.last()));
}

QMap<QString, QByteArray> Stage::snapshot()
{
    auto files = demo.files().snapshot({u"/etc"_s});
    const auto links = demo.kernel().links();
    for (const Link &link : *links)
        files.insert(u"link %1"_s.arg(link.index), link.name.toUtf8());
    return files;
}

void Stage::disconnect(Caller &caller)
{
    const QString name = caller.bus.name();
    caller.bus = QDBusConnection(QString()); // a connection lives as long as anybody holds it
    QDBusConnection::disconnectFromBus(name);
}

std::vector<Job> Stage::jobs()
{
    return JobStore(demo.machine().host).jobs();
}

bool Stage::isUntouched()
{
    return snapshot() == m_start && !service.isBusy() && jobs().empty();
}

} // namespace rdma
