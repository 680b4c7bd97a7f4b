// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The door through which the machine speaks first: RDMA devices and links that come, go or change.
#pragma once

#include "model/result.h"

#include <QObject>
#include <QStringList>

namespace rdma {

/// It tells that something may be different, never what: that is for the next read.
class Events : public QObject {
    Q_OBJECT
public:
    virtual void listen() = 0;
    virtual void ignore() = 0; ///< closes everything, some time soon

    /// No RDMA device is held open when it returns, nor later, until takeUp(): an open one can keep its driver from
    /// going away. Timeout when one cannot be closed. For threads that may wait.
    [[nodiscard]] virtual Result<void> letGo() = 0;
    virtual void takeUp() = 0;

    /// The devices that report their ports' changes by themselves. For any thread.
    [[nodiscard]] virtual QStringList reporting() const = 0;

signals:
    void happened(); ///< also once after each listen(): what came before could not be heard
};

} // namespace rdma
