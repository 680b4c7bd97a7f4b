// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// JSON as Python's json.dumps(…, sort_keys=True, indent=2) writes it, with ensure_ascii, its default.
#include "model/jsonlevel.h"

#include <QByteArrayList>
#include <QJsonArray>
#include <QJsonObject>

namespace rdma {

namespace {

QByteArray escaped(QChar c)
{
    switch (c.unicode()) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    default:
        break;
    }
    if (c.unicode() >= 0x20 && c.unicode() < 0x7f)
        return QByteArray(1, c.toLatin1());
    return "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
}

QByteArray quoted(const QString &text)
{
    QByteArray result = "\"";
    for (const QChar c : text)
        result += escaped(c);
    return result + '"';
}

QByteArray bracketed(char open, const QByteArrayList &parts, char close, const QByteArray &indent)
{
    if (parts.isEmpty())
        return QByteArray(1, open) + close;
    const QByteArray line = '\n' + indent + "  ";
    return open + line + parts.join(',' + line) + '\n' + indent + close;
}

QByteArray arrayText(const QJsonArray &array, const QByteArray &indent)
{
    QByteArrayList parts;
    for (const auto &element : array)
        parts += pythonJson(element, indent + "  ");
    return bracketed('[', parts, ']', indent);
}

QByteArray objectText(const QJsonObject &object, const QByteArray &indent)
{
    QByteArrayList parts;
    for (auto it = object.begin(); it != object.end(); ++it)
        parts += quoted(it.key()) + ": " + pythonJson(*it, indent + "  ");
    return bracketed('{', parts, '}', indent);
}

} // namespace

QByteArray pythonJson(const QJsonValue &value, const QByteArray &indent)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? "true" : "false";
    case QJsonValue::Double:
        return QByteArray::number(value.toInteger());
    case QJsonValue::String:
        return quoted(value.toString());
    case QJsonValue::Array:
        return arrayText(value.toArray(), indent);
    case QJsonValue::Object:
        return objectText(value.toObject(), indent);
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return "null";
}

} // namespace rdma
