// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// For whom a limit is: from text that came from outside, and the JSON of a wish.
#include "model/limitwish.h"

#include "model/json.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxName = 64;
constexpr quint32 noUid = ~quint32{0}; ///< (uid_t) -1 is nobody's

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

/// "alice@example.org" and "EXAMPLE\alice" are names as sssd and winbind give them.
bool isNameCharacter(QChar c)
{
    return isLetter(c) || (c >= u'0' && c <= u'9') || QStringView(u".-$@\\").contains(c);
}

bool isName(QStringView text)
{
    return !text.isEmpty() && text.size() <= maxName && isLetter(text.front()) &&
           std::ranges::all_of(text, isNameCharacter);
}

/// In the one spelling.
std::optional<quint32> uidIn(QStringView text)
{
    bool fits = false;
    const uint uid = text.toUInt(&fits);
    return fits && uid != noUid && QString::number(uid) == text ? std::optional(uid) : std::nullopt;
}

bool isUidRange(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0)
        return false;
    const auto first = uidIn(text.first(colon));
    const auto last = uidIn(text.sliced(colon + 1));
    return first && last && *first <= *last;
}

std::optional<LimitHolder::Kind> kindOf(QStringView text)
{
    if (text == u"*")
        return LimitHolder::Everyone;
    if (text.startsWith(u'@') && isName(text.sliced(1)))
        return LimitHolder::Group;
    if (isUidRange(text))
        return LimitHolder::UidRange;
    return isName(text) ? std::optional(LimitHolder::User) : std::nullopt;
}

std::optional<MemoryAmount> takeAmount(ObjectReader &reader, const QString &key)
{
    const auto text = reader.optionalText(key);
    if (!text)
        return std::nullopt;
    const auto amount = memoryAmountFromBytes(*text);
    if (!amount)
        reader.reject(key, u"not a number of bytes"_s);
    return amount ? std::optional(*amount) : std::nullopt;
}

} // namespace

Result<LimitHolder> LimitHolder::fromText(const QString &text)
{
    const auto kind = kindOf(text);
    if (!kind)
        return fail(ErrorCode::InvalidWish, u"holder"_s, text.left(maxQuotedKey));
    LimitHolder holder;
    holder.m_kind = *kind;
    holder.m_text = text.toLatin1();
    return holder;
}

QJsonObject toJson(const WantedLimit &limit)
{
    QJsonObject object;
    if (limit.soft)
        object[u"soft"_s] = bytesOf(*limit.soft);
    if (limit.hard)
        object[u"hard"_s] = bytesOf(*limit.hard);
    return object;
}

Result<WantedLimit> wantedLimitFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const auto soft = takeAmount(reader, u"soft"_s);
    const auto hard = takeAmount(reader, u"hard"_s);
    if (!soft && !hard)
        reader.reject(u"soft"_s, u"neither soft nor hard"_s);
    return reader.finish().transform([&] { return WantedLimit{soft, hard}; });
}

} // namespace rdma
