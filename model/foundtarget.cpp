// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The lines of ibsrpdm -c (add_non_exist_target() of rdma-core's srp_daemon/srp_daemon.c), and what its words add.
#include "model/foundtarget.h"

#include "model/foundwords.h"
#include "model/hexnumber.h"
#include "model/json.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxQuotedLine = 255; ///< the longest that srp_daemon makes

std::optional<Guid> guidFrom(const std::optional<quint64> &value)
{
    return value.value_or(0) == 0 ? std::nullopt : std::optional(Guid{*value});
}

using Values = std::map<QByteArray, QByteArray>;

std::optional<Values> valuesIn(const QByteArray &line)
{
    Values values;
    for (const QByteArray &item : line.split(',')) {
        const qsizetype equals = item.indexOf('=');
        if (equals < 0 || !values.try_emplace(item.first(equals), item.sliced(equals + 1)).second)
            return std::nullopt;
    }
    return values;
}

/// Takes what is known out of the line; the line is as it should be when nothing is left and nothing was wrong.
class Line {
public:
    explicit Line(Values values) : m_values(std::move(values)) {}

    std::optional<quint64> hex(const QByteArray &key, qsizetype min, qsizetype max)
    {
        const QByteArray text = take(key);
        const auto value = hexNumber(text, min, max);
        m_wrong |= !value;
        return value;
    }
    Guid guid(const QByteArray &key, qsizetype min = 16)
    {
        const auto guid = guidFrom(hex(key, min, 16));
        m_wrong |= !guid;
        return guid.value_or(Guid{});
    }
    QByteArray take(const QByteArray &key)
    {
        const auto node = m_values.extract(key);
        return node ? node.mapped() : QByteArray();
    }
    [[nodiscard]] bool isDone() const { return !m_wrong && m_values.empty(); }

private:
    Values m_values;
    bool m_wrong = false;
};

/// ib_srp knows two (srp_parse_options()); another could not be logged in to.
bool isIoClass(const QByteArray &text)
{
    return text.isEmpty() || text == "ff00" || text == "0100";
}

/// How much the target can take at once; what add_target is told of it, ib_srp can do without.
bool isSize(const QByteArray &text)
{
    bool isNumber = true;
    return text.isEmpty() || (text.toInt(&isNumber), isNumber);
}

std::optional<FoundTarget> targetFrom(const QByteArray &text)
{
    auto values = valuesIn(text);
    if (!values)
        return std::nullopt;
    Line line(*std::move(values));
    FoundTarget target{.idExt = line.guid("id_ext", 1), .iocGuid = line.guid("ioc_guid")};
    const QByteArray dgid = line.take("dgid");
    target.path = {QString::fromLatin1(dgid).toLower(), static_cast<quint16>(line.hex("pkey", 4, 4).value_or(0)),
                   line.guid("service_id")};
    const QByteArray ioClass = line.take("io_class");
    target.rev10 = ioClass == "ff00";
    const bool isWhole = dgid.size() == 32 && hexNumber(dgid.first(16), 16, 16) && hexNumber(dgid.last(16), 16, 16) &&
                         isIoClass(ioClass) && isSize(line.take("max_it_iu_size")) && line.isDone();
    return isWhole ? std::optional(target) : std::nullopt;
}

void describe(FoundTarget &target, const FoundWords &words)
{
    const auto found = words.find({target.path.dgid, target.iocGuid, target.path.serviceId, target.idExt});
    if (found == words.end())
        return;
    target.portLid = found->second.portLid;
    target.vendorId = found->second.vendorId;
    target.deviceId = found->second.deviceId;
    target.controller = found->second.controller;
    target.service = found->second.service;
}

Guid takeGuid(ObjectReader &reader, const QString &key)
{
    const QString text = reader.text(key);
    const auto guid = Guid::fromHex(text);
    if (!guid || guid->hex() != text)
        reader.reject(key, u"no GUID"_s);
    return guid.value_or(Guid{});
}

QString takeDgid(ObjectReader &reader)
{
    const QString text = reader.text(u"dgid"_s);
    const auto isLowerHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    if (text.size() != 32 || !std::ranges::all_of(text, isLowerHex))
        reader.reject(u"dgid"_s, u"no GID"_s);
    return text;
}

} // namespace

Result<std::vector<FoundTarget>> foundTargets(const QByteArray &lines, const QByteArray &words)
{
    const FoundWords named = foundWords(words);
    std::vector<FoundTarget> targets;
    QByteArray odd;
    for (const QByteArray &line : lines.split('\n')) {
        if (line.isEmpty())
            continue;
        auto target = targetFrom(line);
        if (!target) {
            odd = odd.isEmpty() ? line : odd;
            continue;
        }
        describe(*target, named);
        targets.push_back(*std::move(target));
    }
    if (targets.empty() && !odd.isEmpty())
        return fail(ErrorCode::InvalidWish, u"ibsrpdm"_s, shownText(odd.first(std::min(odd.size(), maxQuotedLine))));
    return targets;
}

QJsonObject toJson(const FoundTarget &target)
{
    return {{u"idExt"_s, target.idExt.hex()},
            {u"iocGuid"_s, target.iocGuid.hex()},
            {u"dgid"_s, target.path.dgid},
            {u"pkey"_s, target.path.pkey},
            {u"serviceId"_s, target.path.serviceId.hex()},
            {u"portLid"_s, target.portLid},
            {u"vendorId"_s, target.vendorId},
            {u"deviceId"_s, target.deviceId},
            {u"controller"_s, target.controller},
            {u"service"_s, target.service},
            {u"rev10"_s, target.rev10}};
}

Result<FoundTarget> foundTargetFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    FoundTarget target{.idExt = takeGuid(reader, u"idExt"_s),
                       .iocGuid = takeGuid(reader, u"iocGuid"_s),
                       .path = {takeDgid(reader), static_cast<quint16>(reader.integer(u"pkey"_s, 0, 0xffff)),
                                takeGuid(reader, u"serviceId"_s)},
                       .portLid = reader.text(u"portLid"_s),
                       .vendorId = reader.text(u"vendorId"_s),
                       .deviceId = reader.text(u"deviceId"_s),
                       .controller = reader.text(u"controller"_s),
                       .service = reader.text(u"service"_s),
                       .rev10 = reader.boolean(u"rev10"_s)};
    return reader.finishLenient().transform([&] { return std::move(target); });
}

} // namespace rdma
