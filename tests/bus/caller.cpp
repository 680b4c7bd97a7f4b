// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A client of the helper as a test writes it.
#include "tests/bus/caller.h"

#include <QDBusMessage>
#include <QDBusPendingReply>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

Caller::Caller(QDBusConnection connection, QString name) : bus(std::move(connection)), feature(std::move(name)) {}

QDBusPendingCall Caller::send(const QString &method, const QVariantList &arguments, bool mayPrompt) const
{
    auto call = QDBusMessage::createMethodCall(u"org.rdmamanager.Helper1"_s, "/org/rdmamanager/Helper1/"_L1 + feature,
                                               u"org.rdmamanager.Feature1"_s, method);
    call.setArguments(arguments);
    call.setInteractiveAuthorizationAllowed(mayPrompt);
    return bus.asyncCall(call);
}

Result<QString> Caller::wait(const QDBusPendingCall &call)
{
    const bool answered = QTest::qWaitFor([&] { return call.isFinished(); }, 20'000);
    if (!answered)
        return fail(ErrorCode::Timeout, {}, u"no answer"_s);
    if (!call.isError())
        return call.reply().arguments().value(0).toString();
    if (call.error().name() != "org.rdmamanager.Error"_L1)
        return fail(ErrorCode::Internal, {}, call.error().name());
    return std::unexpected(errorFromJson(parseObject(call.error().message().toUtf8(), maxStateBytes).value()));
}

Result<QJsonObject> Caller::read() const
{
    return wait(send(u"Read"_s, {u"{}"_s})).and_then([](const QString &text) {
        return parseObject(text.toUtf8(), maxStateBytes);
    });
}

Result<PlanView> Caller::preview(const QByteArray &wish) const
{
    return wait(send(u"Preview"_s, {QString::fromUtf8(wish)}))
        .and_then([](const QString &text) { return parseObject(text.toUtf8(), maxStateBytes); })
        .and_then(planViewFromJson);
}

Result<QString> Caller::apply(const QString &planId, const QByteArray &wish) const
{
    return wait(send(u"Apply"_s, {planId, QString::fromUtf8(wish)}));
}

Result<QString> Caller::previewAndApply(const QByteArray &wish) const
{
    return preview(wish).and_then([&](const PlanView &plan) { return apply(plan.id, wish); });
}

QDBusPendingCall Caller::sendApply(const QByteArray &wish, bool mayPrompt) const
{
    return send(u"Apply"_s, {preview(wish).value().id, QString::fromUtf8(wish)}, mayPrompt);
}

} // namespace rdma
