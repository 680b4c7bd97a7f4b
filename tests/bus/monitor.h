// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Everything that passes a bus, as dbus-monitor prints it: what a test says of the wire it has seen there.
#pragma once

#include <QProcess>
#include <QStringList>

namespace rdma {

class PrivateBus;

struct WireMessage {
    QString heading; ///< "signal time=… sender=:1.2 -> destination=… path=/…; interface=…; member=Changed"
    QStringList arguments;
};

class Monitor {
public:
    explicit Monitor(const PrivateBus &bus); ///< sees what is sent from now on
    ~Monitor();

    [[nodiscard]] QList<WireMessage> messages(); ///< so far; all that came before one that a test has waited for

private:
    QProcess m_process;
    QByteArray m_text;
};

} // namespace rdma
