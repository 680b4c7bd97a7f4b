// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A helper whose every answer the test decides.
#include "tests/client/mockhelper.h"

#include <QTimer>

namespace rdma {

using namespace Qt::StringLiterals;

MockHelper::MockHelper(const QDBusConnection &bus, const QString &feature) : m_connection(bus.name())
{
    const QString path = u"/org/rdmamanager/Helper1/"_s + feature;
    if (!QDBusConnection(bus).registerObject(path, this, QDBusConnection::ExportScriptableContents))
        qFatal("cannot export %s", qPrintable(path));
}

QString MockHelper::version()
{
    if (onVersion)
        onVersion();
    return versionText;
}

void MockHelper::emitChanged(const QString &topic)
{
    emit Changed(topic);
}

int MockHelper::countOf(const QString &method) const
{
    int count = 0;
    for (const QDBusMessage &call : calls)
        count += call.member() == method ? 1 : 0;
    return count;
}

QString MockHelper::answer()
{
    const QDBusMessage call = message();
    calls.append(call);
    const bool tellsText = call.member() == "Read"_L1 || call.member() == "Preview"_L1 || call.member() == "Apply"_L1;
    const MockReply reply =
        decide ? decide(call) : MockReply{tellsText ? QVariantList{u"{}"_s} : QVariantList{}, {}, {}, {}};
    setDelayedReply(true);
    QTimer::singleShot(reply.delay, this, [connection = m_connection, call, reply] {
        QDBusConnection(connection)
            .send(reply.errorName.isEmpty() ? call.createReply(reply.values)
                                            : call.createErrorReply(reply.errorName, reply.errorText));
    });
    return {};
}

QString MockHelper::Read(const QString &)
{
    return answer();
}

QString MockHelper::Preview(const QString &)
{
    return answer();
}

QString MockHelper::Apply(const QString &, const QString &)
{
    return answer();
}

void MockHelper::Cancel(const QString &)
{
    answer();
}

void MockHelper::Watch()
{
    answer();
}

void MockHelper::Unwatch()
{
    answer();
}

void takeHelperName(QDBusConnection bus)
{
    if (!bus.registerService(u"org.rdmamanager.Helper1"_s))
        qFatal("cannot take the helper's name");
}

} // namespace rdma
