// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sending a D-Bus message, and the D-Bus errors in our vocabulary.
#include "gui/client/buscall.h"

#include "model/json.h"

#include <QDBusPendingCallWatcher>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxErrorBytes = 64 * 1024;
constexpr qsizetype maxDetailLength = 500;

struct ErrorMeaning {
    QLatin1StringView prefix;
    ErrorCode code;
};

/// Names begin with the prefix; the first that fits counts.
constexpr ErrorMeaning meanings[] = {
    {"org.freedesktop.DBus.Error.ServiceUnknown"_L1, ErrorCode::NoHelper},
    {"org.freedesktop.DBus.Error.NameHasNoOwner"_L1, ErrorCode::NoHelper},
    {"org.freedesktop.DBus.Error.Spawn."_L1, ErrorCode::NoHelper},
    {"org.freedesktop.DBus.Error.AccessDenied"_L1, ErrorCode::NoHelper},
    {"org.freedesktop.DBus.Error.Disconnected"_L1, ErrorCode::NoHelper},
    {"org.freedesktop.DBus.Error.NoServer"_L1, ErrorCode::NoHelper},
    {"org.freedesktop.systemd1."_L1, ErrorCode::NoHelper}, // the unit is masked or failed to start
    {"org.freedesktop.DBus.Error.NoReply"_L1, ErrorCode::Timeout},
    {"org.freedesktop.DBus.Error.Timeout"_L1, ErrorCode::Timeout},
    {"org.freedesktop.DBus.Error.TimedOut"_L1, ErrorCode::Timeout},
    {"org.freedesktop.DBus.Error.LimitsExceeded"_L1, ErrorCode::TooMany},
    {"org.freedesktop.DBus.Error.Unknown"_L1, ErrorCode::NotSupported}, // Method, Object, Interface, Property
};

QString technicalDetail(const QDBusMessage &reply)
{
    const QString detail = reply.errorName() + u": "_s + reply.errorMessage();
    return detail.left(maxDetailLength);
}

Error helperError(const QDBusMessage &reply)
{
    const auto object = parseObject(reply.errorMessage().left(maxErrorBytes).toUtf8(), maxErrorBytes);
    return object ? errorFromJson(*object) : Error{ErrorCode::Internal, u"error"_s, technicalDetail(reply)};
}

} // namespace

void callBus(const QDBusConnection &bus, const QDBusMessage &message, std::chrono::milliseconds patience,
             QObject *context, std::function<void(const QDBusMessage &)> next)
{
    const auto pending = bus.asyncCall(message, static_cast<int>(patience.count()));
    auto *watcher = new QDBusPendingCallWatcher(pending, context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context,
                     [next = std::move(next)](QDBusPendingCallWatcher *finished) {
                         finished->deleteLater();
                         next(finished->reply());
                     });
}

QDBusMessage busDaemonCall(const QString &method, const QVariantList &arguments)
{
    const QString name = u"org.freedesktop.DBus"_s;
    auto message = QDBusMessage::createMethodCall(name, u"/org/freedesktop/DBus"_s, name, method);
    message.setArguments(arguments);
    return message;
}

Error errorOf(const QDBusMessage &reply)
{
    if (reply.errorName() == "org.rdmamanager.Error"_L1)
        return helperError(reply);
    for (const auto &[prefix, code] : meanings)
        if (reply.errorName().startsWith(prefix))
            return {code, {}, technicalDetail(reply)};
    return {ErrorCode::Internal, {}, technicalDetail(reply)};
}

bool reachedNobody(const QDBusMessage &reply)
{
    return reply.errorName() == "org.freedesktop.DBus.Error.ServiceUnknown"_L1 ||
           reply.errorName() == "org.freedesktop.DBus.Error.NameHasNoOwner"_L1;
}

} // namespace rdma
