// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A polkitd whose every answer the test decides, and when it comes.
#include "tests/mockbus/mockpolkit.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

PolkitVerdict grantWhenPrompted(const PolkitQuestion &question)
{
    return question.interactive ? PolkitVerdict::Yes : PolkitVerdict::Challenge;
}

} // namespace

MockPolkit::MockPolkit(const QDBusConnection &bus) : decide(grantWhenPrompted), m_bus(bus)
{
    registerPolkitTypes();
    m_bus.registerObject(u"/org/freedesktop/PolicyKit1/Authority"_s, this, QDBusConnection::ExportScriptableContents);
    if (!m_bus.registerService(u"org.freedesktop.PolicyKit1"_s))
        qFatal("no polkit name: %s", qPrintable(m_bus.lastError().message()));
}

PolkitResult MockPolkit::CheckAuthorization(const PolkitSubject &subject, const QString &action,
                                            const QMap<QString, QString> &details, uint flags,
                                            const QString &cancellation)
{
    setDelayedReply(true);
    const PolkitQuestion question{subject.details.value(u"name"_s).toString(), action, details, (flags & 1) != 0,
                                  cancellation};
    asked.append(question);
    const auto verdict = subject.kind == "system-bus-name"_L1 ? decide(question) : PolkitVerdict::Broken;
    if (verdict == PolkitVerdict::Later)
        m_waiting.insert(cancellation, message());
    else
        send(message(), verdict);
    return {};
}

void MockPolkit::CancelCheckAuthorization(const QString &cancellation)
{
    cancelled.append(cancellation);
}

void MockPolkit::answer(const QString &cancellation, PolkitVerdict verdict)
{
    send(m_waiting.take(cancellation), verdict);
}

void MockPolkit::send(const QDBusMessage &call, PolkitVerdict verdict)
{
    if (verdict == PolkitVerdict::Broken) {
        m_bus.send(call.createErrorReply(u"org.freedesktop.PolicyKit1.Error.Failed"_s, u"broken"_s));
        return;
    }
    PolkitResult result{verdict == PolkitVerdict::Yes, verdict == PolkitVerdict::Challenge, {}};
    if (verdict == PolkitVerdict::Dismissed)
        result.details.insert(u"polkit.dismissed"_s, u"true"_s);
    m_bus.send(call.createReply(QVariant::fromValue(result)));
}

} // namespace rdma
