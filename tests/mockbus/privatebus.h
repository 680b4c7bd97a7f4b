// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A message bus of our own for one test: a dbus-daemon that dies with it.
#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <QTemporaryDir>

namespace rdma {

class PrivateBus {
public:
    /// `services`: a directory with .service files for activation; empty for none.
    explicit PrivateBus(const QString &services = {});
    ~PrivateBus();

    void end(); ///< as when the machine's bus goes away
    [[nodiscard]] QString address() const { return m_address; }
    [[nodiscard]] QDBusConnection connect(const QString &name) const; ///< a further connection with its own unique name

private:
    QTemporaryDir m_directory;
    QProcess m_daemon;
    QString m_address;
};

} // namespace rdma
