// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A message bus of our own for one test.
#include "tests/mockbus/privatebus.h"

#include <QFile>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto configuration = R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir=%1</listen><auth>EXTERNAL</auth>%2
<policy context="default"><allow user="*"/><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
<limit name="reply_timeout">900000</limit></busconfig>)";

} // namespace

PrivateBus::PrivateBus(const QString &services)
{
    const QString path = m_directory.filePath(u"bus.conf"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(path));
    const QString directory = services.isEmpty() ? QString() : u"<servicedir>%1</servicedir>"_s.arg(services);
    file.write(QString::fromLatin1(configuration).arg(m_directory.path(), directory).toUtf8());
    file.close();
    // Not a pipe: the daemon remarks on every refused call, and stands still once nobody has read 64 KiB of that.
    m_daemon.setStandardErrorFile(m_directory.filePath(u"log"_s));
    m_daemon.start(u"dbus-daemon"_s, {u"--config-file="_s + path, u"--print-address"_s, u"--nofork"_s});
    if (!m_daemon.waitForReadyRead(10'000))
        qFatal("dbus-daemon does not start: see %s", qPrintable(m_directory.filePath(u"log"_s)));
    m_address = QString::fromLatin1(m_daemon.readLine()).trimmed();
}

PrivateBus::~PrivateBus()
{
    end();
}

void PrivateBus::end()
{
    m_daemon.terminate();
    m_daemon.waitForFinished(5'000);
}

QDBusConnection PrivateBus::connect(const QString &name) const
{
    return QDBusConnection::connectToBus(m_address, name);
}

} // namespace rdma
