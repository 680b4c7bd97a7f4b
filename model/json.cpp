// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Strict JSON at the border.
#include "model/json.h"

#include <QJsonDocument>
#include <algorithm>
#include <cmath>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxTextLength = 4096;

bool isExactInteger(const QJsonValue &value)
{
    const double number = value.toDouble();
    return std::abs(number) <= static_cast<double>(maxExactInteger) && number == std::trunc(number);
}

/// QJsonObject of Qt 6.8.2 reads a null pointer when an empty key is looked up beside one outside ASCII, and finds
/// "name\0" when it looks for "name".
bool hasBadKey(const QJsonValue &value)
{
    const auto isBad = [](const QJsonValue &element) { return hasBadKey(element); };
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return std::any_of(array.begin(), array.end(), isBad);
    }
    if (!value.isObject())
        return false;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        if (it.key().isEmpty() || it.key().contains(QChar(u'\0')) || hasBadKey(*it))
            return true;
    return false;
}

qsizetype membersOf(const QJsonValue &value)
{
    qsizetype count = 0;
    if (value.isArray()) {
        for (const auto &element : value.toArray())
            count += membersOf(element);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        count = object.size();
        for (const auto &element : object)
            count += membersOf(element);
    }
    return count;
}

/// In JSON that has been parsed, every colon outside a string belongs to one member as written.
qsizetype membersAsWritten(const QByteArray &text)
{
    qsizetype count = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (inString && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            inString = !inString;
        else if (!inString && text[i] == ':')
            ++count;
    }
    return count;
}

} // namespace

Result<QJsonObject> parseObject(const QByteArray &text, qsizetype limit)
{
    if (text.size() > limit)
        return fail(ErrorCode::InvalidWish, {}, u"larger than %1 bytes"_s.arg(limit));
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError)
        return fail(ErrorCode::InvalidWish, {},
                    u"JSON: %1 at byte %2"_s.arg(problem.errorString()).arg(problem.offset));
    if (!document.isObject())
        return fail(ErrorCode::InvalidWish, {}, u"JSON: not an object"_s);
    if (hasBadKey(document.object()))
        return fail(ErrorCode::InvalidWish, {}, u"JSON: an empty key or one with NUL"_s);
    if (membersOf(document.object()) != membersAsWritten(text)) // Qt keeps one of them, another reader another
        return fail(ErrorCode::InvalidWish, {}, u"JSON: a key twice in one object"_s);
    return document.object();
}

QByteArray canonical(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact); // QJsonObject keeps its keys sorted
}

QJsonObject mergePatch(QJsonObject target, const QJsonObject &patch)
{
    for (auto it = patch.begin(); it != patch.end(); ++it) {
        if (it->isNull())
            target.remove(it.key());
        else if (it->isObject())
            target[it.key()] = mergePatch(target[it.key()].toObject(), it->toObject());
        else
            target[it.key()] = *it;
    }
    return target;
}

QJsonObject patchBetween(const QJsonObject &before, const QJsonObject &after)
{
    QJsonObject patch;
    for (auto it = before.begin(); it != before.end(); ++it)
        if (!after.contains(it.key()))
            patch[it.key()] = QJsonValue::Null;
    for (auto it = after.begin(); it != after.end(); ++it) {
        const QJsonValue old = before.value(it.key());
        if (old == it.value())
            continue;
        const bool both = old.isObject() && it.value().isObject();
        patch[it.key()] = both ? QJsonValue(patchBetween(old.toObject(), it.value().toObject())) : it.value();
    }
    return patch;
}

ObjectReader::ObjectReader(QJsonObject object, QString where) : m_object(std::move(object)), m_where(std::move(where))
{
}

QString ObjectReader::pathOf(const QString &key) const
{
    return m_where.isEmpty() ? key : m_where + u'.' + key;
}

void ObjectReader::reject(const QString &key, const QString &why)
{
    if (!m_problem)
        m_problem = Error{ErrorCode::InvalidWish, pathOf(key), why};
}

QJsonValue ObjectReader::take(const QString &key, QJsonValue::Type type, bool required)
{
    m_taken.insert(key);
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined() ? required : value.type() != type)
        reject(key, value.isUndefined() ? u"missing"_s : u"wrong type"_s);
    return value;
}

QString ObjectReader::text(const QString &key)
{
    const QString value = longText(key);
    if (value.size() > maxTextLength)
        reject(key, u"too long"_s);
    return value;
}

std::optional<QString> ObjectReader::optionalText(const QString &key)
{
    if (!m_object.contains(key)) {
        m_taken.insert(key);
        return std::nullopt;
    }
    return text(key);
}

QString ObjectReader::longText(const QString &key)
{
    return take(key, QJsonValue::String, true).toString();
}

qint64 ObjectReader::integer(const QString &key, qint64 min, qint64 max)
{
    const QJsonValue value = take(key, QJsonValue::Double, true);
    const qint64 number = value.toInteger();
    if (!isExactInteger(value))
        reject(key, u"not an integer"_s);
    else if (number < min || number > max)
        reject(key, u"out of range"_s);
    return number;
}

std::optional<qint64> ObjectReader::optionalInteger(const QString &key, qint64 min, qint64 max)
{
    if (!m_object.contains(key)) {
        m_taken.insert(key);
        return std::nullopt;
    }
    return integer(key, min, max);
}

double ObjectReader::number(const QString &key, double min, double max)
{
    const double number = take(key, QJsonValue::Double, true).toDouble();
    if (number < min || number > max)
        reject(key, u"out of range"_s);
    return number;
}

bool ObjectReader::boolean(const QString &key)
{
    return take(key, QJsonValue::Bool, true).toBool();
}

QJsonObject ObjectReader::object(const QString &key)
{
    return take(key, QJsonValue::Object, true).toObject();
}

std::optional<QJsonObject> ObjectReader::optionalObject(const QString &key)
{
    if (!m_object.contains(key)) {
        m_taken.insert(key);
        return std::nullopt;
    }
    return object(key);
}

QJsonArray ObjectReader::array(const QString &key)
{
    return take(key, QJsonValue::Array, true).toArray();
}

QStringList ObjectReader::texts(const QString &key)
{
    QStringList list;
    for (const auto &value : array(key)) {
        if (!value.isString())
            reject(key, u"not a list of texts"_s);
        list.append(value.toString());
    }
    return list;
}

Result<void> ObjectReader::finishLenient() const
{
    if (m_problem)
        return std::unexpected(*m_problem);
    return {};
}

Result<void> ObjectReader::finish() const
{
    if (m_problem)
        return std::unexpected(*m_problem);
    for (auto it = m_object.begin(); it != m_object.end(); ++it)
        if (!m_taken.contains(it.key()))
            return fail(ErrorCode::InvalidWish, pathOf(it.key().left(maxQuotedKey)), u"unknown key"_s);
    return {};
}

} // namespace rdma
