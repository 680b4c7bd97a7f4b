// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Find the helper, start it if need be, check whose process it is and which version it speaks.
#include "gui/client/helpergate.h"

#include "gui/client/buscall.h"

#include <QDBusVariant>
#include <QTimer>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;
constexpr int maxRestarts = 5; // a helper that comes and goes during the check must not keep us here for ever

QString helperName()
{
    return u"org.rdmamanager.Helper1"_s;
}

Error noHelper(const QDBusMessage &reply)
{
    Error error = errorOf(reply);
    if (error.code == ErrorCode::Internal)
        error.code = ErrorCode::NoHelper;
    return error;
}

} // namespace

HelperGate::HelperGate(const QDBusConnection &bus, QString path, QList<uint> owners, QObject *parent)
    : QObject(parent), m_bus(bus), m_path(std::move(path)), m_owners(std::move(owners))
{
    // With a service name given, QtDBus would look its owner up and wait for the answer: the slot checks the sender.
    m_bus.connect(QString(), u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s, u"NameOwnerChanged"_s,
                  {helperName()}, QString(), this, SLOT(ownerChanged(QDBusMessage)));
}

void HelperGate::pass(QObject *context, Answer<QString> answer)
{
    m_waiting.push_back({context, std::move(answer)});
    QTimer::singleShot(0, this, &HelperGate::admit); // an answer never comes before the call returned
}

void HelperGate::admit()
{
    if (m_asking || m_waiting.empty())
        return;
    if (m_owner.isEmpty())
        begin();
    else
        settle(m_owner);
}

void HelperGate::forget(const QString &owner)
{
    if (m_owner == owner)
        m_owner.clear();
}

void HelperGate::begin()
{
    m_asking = true;
    ++m_round;
    lookUp(true);
}

void HelperGate::ask(const QDBusMessage &message, Next next)
{
    callBus(m_bus, message, patience, this, [this, round = m_round, next = std::move(next)](const QDBusMessage &reply) {
        if (round == m_round)
            next(reply);
    });
}

void HelperGate::lookUp(bool mayStart)
{
    ask(busDaemonCall(u"GetNameOwner"_s, {helperName()}), [this, mayStart](const QDBusMessage &reply) {
        if (reply.type() == QDBusMessage::ReplyMessage)
            return checkUser(reply.arguments().value(0).toString());
        if (mayStart && reachedNobody(reply))
            return start();
        settle(std::unexpected(noHelper(reply)));
    });
}

void HelperGate::start()
{
    ask(busDaemonCall(u"StartServiceByName"_s, {helperName(), 0U}), [this](const QDBusMessage &reply) {
        if (reply.type() == QDBusMessage::ReplyMessage)
            return lookUp(false);
        settle(std::unexpected(noHelper(reply)));
    });
}

void HelperGate::checkUser(const QString &owner)
{
    ask(busDaemonCall(u"GetConnectionUnixUser"_s, {owner}), [this, owner](const QDBusMessage &reply) {
        if (reply.type() != QDBusMessage::ReplyMessage)
            return settle(std::unexpected(noHelper(reply)));
        bool isNumber = false;
        const uint uid = reply.arguments().value(0).toUInt(&isNumber);
        if (isNumber && m_owners.contains(uid))
            return checkVersion(owner);
        settle(fail(ErrorCode::NoHelper, u"owner"_s, reply.arguments().value(0).toString()));
    });
}

void HelperGate::checkVersion(const QString &owner)
{
    auto message = QDBusMessage::createMethodCall(owner, m_path, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    message.setArguments({u"org.rdmamanager.Feature1"_s, u"Version"_s});
    ask(message, [this, owner](const QDBusMessage &reply) {
        if (reply.type() != QDBusMessage::ReplyMessage)
            return settle(std::unexpected(noHelper(reply)));
        const QString version = reply.arguments().value(0).value<QDBusVariant>().variant().toString();
        if (version.section(u'.', 0, 0) != "1"_L1)
            return settle(fail(ErrorCode::NoHelper, u"version"_s, version.left(20)));
        settle(owner);
    });
}

void HelperGate::settle(const Result<QString> &outcome)
{
    m_asking = false;
    m_restarts = 0;
    m_owner = outcome.value_or(QString());
    for (const auto &[context, answer] : std::exchange(m_waiting, {}))
        if (context)
            answer(outcome);
}

void HelperGate::ownerChanged(const QDBusMessage &signal)
{
    const QVariantList arguments = signal.arguments();
    if (signal.service() != "org.freedesktop.DBus"_L1 || arguments.value(0).toString() != helperName())
        return; // anybody may send us a signal of that name
    const QString owner = arguments.value(2).toString();
    if (owner != m_owner)
        m_owner.clear();
    if (m_asking && !arguments.value(1).toString().isEmpty() && ++m_restarts < maxRestarts)
        begin();
    if (owner.isEmpty())
        emit vanished();
    else
        emit appeared();
}

} // namespace rdma
