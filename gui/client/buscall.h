// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One D-Bus call, sent without waiting, and what its failure means.
#pragma once

#include "model/result.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <chrono>
#include <functional>

namespace rdma {

/// The reply or the error goes to `next`, later, unless `context` is gone by then.
void callBus(const QDBusConnection &bus, const QDBusMessage &message, std::chrono::milliseconds patience,
             QObject *context, std::function<void(const QDBusMessage &)> next);

/// A call to the bus daemon itself.
[[nodiscard]] QDBusMessage busDaemonCall(const QString &method, const QVariantList &arguments);

/// An error reply as one of ours.
[[nodiscard]] Error errorOf(const QDBusMessage &reply);

/// Whether the call cannot have reached anybody: safe to send again, even Apply.
[[nodiscard]] bool reachedNobody(const QDBusMessage &reply);

} // namespace rdma
