// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Everything that passes a bus.
#include "tests/bus/monitor.h"

#include "tests/mockbus/privatebus.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

Monitor::Monitor(const PrivateBus &bus)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"dbus-monitor"_s, {u"--address"_s, bus.address()});
    if (!QTest::qWaitFor([this] { return !messages().isEmpty(); }, 10'000)) // it is told its own name
        qFatal("dbus-monitor does not start: %s", qPrintable(m_process.errorString()));
}

Monitor::~Monitor()
{
    m_process.kill();
    m_process.waitForFinished(5'000);
}

QList<WireMessage> Monitor::messages()
{
    m_text += m_process.readAllStandardOutput();
    QList<WireMessage> found;
    for (const QByteArray &line : m_text.split('\n'))
        if (!line.startsWith(' ') && !line.isEmpty())
            found.append({QString::fromUtf8(line), {}});
        else if (!found.isEmpty() && !line.isEmpty())
            found.last().arguments += QString::fromUtf8(line.trimmed());
    return found;
}

} // namespace rdma
