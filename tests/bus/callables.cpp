// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a service says it can be asked.
#include "tests/bus/callables.h"

#include <QDBusMessage>
#include <QXmlStreamReader>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString introspection(const Caller &caller, const QString &path)
{
    const auto call = QDBusMessage::createMethodCall(u"org.rdmamanager.Helper1"_s, path,
                                                     u"org.freedesktop.DBus.Introspectable"_s, u"Introspect"_s);
    return Caller::wait(caller.bus.asyncCall(call)).value();
}

QString attribute(const QXmlStreamReader &xml, QLatin1StringView name)
{
    return xml.attributes().value(name).toString();
}

} // namespace

std::vector<Callable> callablesOf(const Caller &caller, const QString &path)
{
    std::vector<Callable> found;
    QString interface;
    QXmlStreamReader xml(introspection(caller, path));
    while (!xml.atEnd()) {
        if (!xml.readNextStartElement() && xml.tokenType() != QXmlStreamReader::EndElement)
            continue;
        if (xml.tokenType() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "interface"_L1)
            interface = attribute(xml, "name"_L1);
        else if (xml.name() == "method"_L1)
            found.push_back({path, interface, attribute(xml, "name"_L1), {}});
        else if (xml.name() == "arg"_L1 && !found.empty() && attribute(xml, "direction"_L1) == "in"_L1)
            found.back().signatures += attribute(xml, "type"_L1);
        else if (const QString child = attribute(xml, "name"_L1); xml.name() == "node"_L1 && !child.isEmpty())
            for (auto &below : callablesOf(caller, (path == "/"_L1 ? path : path + u'/') + child))
                found.push_back(std::move(below));
    }
    return found;
}

} // namespace rdma
