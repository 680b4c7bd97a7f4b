// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A level of a JSON text: cutting it into parts, and putting parts in and out.
#include "model/jsonlevel.h"

#include "model/jsoncutter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <utility>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxParts = std::size_t{1} << 17; ///< rtslib ends at 65536 LUNs; each part costs memory

auto malformed()
{
    return fail(ErrorCode::BadFile, {}, u"JSON: not an array or object as expected"_s);
}

QString nameOf(const QByteArray &key)
{
    const QByteArray quoted = key.first(key.lastIndexOf('"') + 1);
    if (!quoted.contains('\\'))
        return QString::fromUtf8(quoted.sliced(1).chopped(1));
    return QJsonDocument::fromJson('[' + quoted + ']').array().first().toString();
}

} // namespace

Result<JsonLevel> JsonLevel::fromText(QByteArrayView text)
{
    JsonCutter cutter(text);
    JsonLevel level;
    level.m_open = cutter.next();
    level.m_close = level.m_open == '{' ? '}' : ']';
    if (level.m_open != '[' && level.m_open != '{')
        return malformed();
    do {
        cutter.step(); // the bracket or a comma
        JsonPart part{.lead = cutter.takeBlanks(), .key = {}, .value = {}, .trail = {}};
        if (level.m_parts.empty() && cutter.next() == level.m_close) {
            level.m_tail = part.lead;
            break;
        }
        if (level.m_open == '{')
            part.key = cutter.takeKey();
        part.value = cutter.takeValue();
        part.trail = cutter.takeBlanks();
        level.m_parts.push_back(std::move(part));
    } while (cutter.next() == ',' && level.m_parts.size() < maxParts);
    if (cutter.next() != level.m_close)
        return malformed();
    cutter.step();
    if (!level.m_parts.empty())
        level.m_tail = std::exchange(level.m_parts.back().trail, {});
    return cutter.isAtEnd() ? Result<JsonLevel>(level) : malformed();
}

QByteArray JsonLevel::text() const
{
    QByteArray text(1, m_open);
    for (const JsonPart &part : m_parts) {
        if (&part != &m_parts.front())
            text += ',';
        text += part.lead + part.key + part.value + part.trail;
    }
    return text + m_tail + m_close;
}

QByteArray JsonLevel::indentOf(qsizetype part, const QByteArray &outer) const
{
    const QByteArray &lead = m_parts.at(static_cast<std::size_t>(part)).lead;
    return lead.contains('\n') ? lead.sliced(lead.lastIndexOf('\n') + 1) : outer;
}

QByteArray JsonLevel::newIndent(const QByteArray &outer) const
{
    return m_parts.empty() ? outer + "  " : indentOf(std::ssize(m_parts) - 1, outer);
}

void JsonLevel::setValue(qsizetype part, const QByteArray &text)
{
    m_parts.at(static_cast<std::size_t>(part)).value = text;
}

/// The blanks are those of the neighbours, so that the new part looks like them and leaves no trace when it goes again.
void JsonLevel::insert(qsizetype at, JsonPart part, const QByteArray &outer)
{
    if (m_parts.empty()) {
        part.lead = std::exchange(m_tail, '\n' + outer) + '\n' + outer + "  ";
    } else {
        const QByteArray later = m_parts.at(std::min<std::size_t>(1, m_parts.size() - 1)).lead;
        part.lead = at == 0 ? std::exchange(m_parts.front().lead, later) : later;
    }
    m_parts.insert(m_parts.begin() + at, std::move(part));
}

void JsonLevel::append(const QJsonValue &value, const QByteArray &outer)
{
    insert(std::ssize(m_parts), {.lead = {}, .key = {}, .value = pythonJson(value, newIndent(outer)), .trail = {}},
           outer);
}

void JsonLevel::keepOnly(const std::function<bool(qsizetype)> &isKept)
{
    if (m_parts.empty())
        return;
    const QByteArray first = m_parts.front().lead;
    std::vector<JsonPart> kept;
    for (qsizetype i = 0; i < std::ssize(m_parts); ++i)
        if (isKept(i))
            kept.push_back(std::move(m_parts[static_cast<std::size_t>(i)]));
    m_parts = std::move(kept);
    if (m_parts.empty()) {
        m_tail = first.first(std::max<qsizetype>(first.lastIndexOf('\n'), 0));
        return;
    }
    m_parts.front().lead = first;
    m_parts.back().trail.clear();
}

std::optional<qsizetype> JsonLevel::find(const QString &name) const
{
    const auto isNamed = [&](const JsonPart &part) { return nameOf(part.key) == name; };
    const auto found = std::ranges::find_if(m_parts, isNamed);
    return found == m_parts.end() ? std::nullopt : std::optional(found - m_parts.begin());
}

qsizetype JsonLevel::setMember(const QString &name, const QJsonValue &value, const QByteArray &outer)
{
    if (const auto present = find(name)) {
        setValue(*present, pythonJson(value, indentOf(*present, outer)));
        return *present;
    }
    const auto isLater = [&](const JsonPart &part) { return nameOf(part.key) > name; };
    const auto at = std::ranges::find_if(m_parts, isLater) - m_parts.begin();
    insert(at, {.lead = {}, .key = pythonJson(name) + ": ", .value = pythonJson(value, newIndent(outer)), .trail = {}},
           outer);
    return at;
}

void JsonLevel::removeMember(const QString &name)
{
    if (const auto present = find(name))
        keepOnly([&](qsizetype part) { return part != *present; });
}

} // namespace rdma
