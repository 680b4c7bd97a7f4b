// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Port GUIDs, IPoIB addresses and interface ids as text.
#include "model/guid.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int guidDigits = 16;
constexpr int pkeyDigits = 4;
constexpr qsizetype addressBytes = 20;
constexpr qsizetype guidOffset = 12;
constexpr qsizetype maxQuoted = 100; // what a client sent comes back in the error, but not all of it

bool isHexDigit(QChar digit)
{
    return (digit >= u'0' && digit <= u'9') || (digit >= u'a' && digit <= u'f') || (digit >= u'A' && digit <= u'F');
}

bool isHex(QStringView text, qsizetype digits)
{
    return text.size() == digits && std::ranges::all_of(text, isHexDigit);
}

auto malformed(QStringView text, const QString &why)
{
    return fail(ErrorCode::InvalidWish, text.left(maxQuoted).toString(), why);
}

} // namespace

Result<Guid> Guid::fromHex(QStringView digits)
{
    if (!isHex(digits, guidDigits))
        return malformed(digits, u"not 16 hex digits"_s);
    const Guid guid{digits.toULongLong(nullptr, 16)};
    if (guid.value == 0 || guid.value == ~quint64{0})
        return malformed(digits, u"no GUID"_s);
    return guid;
}

QString Guid::hex() const
{
    return u"%1"_s.arg(value, guidDigits, 16, QChar(u'0'));
}

QByteArray Guid::colonBytes() const
{
    return QByteArray::fromHex(hex().toLatin1()).toHex(':');
}

Result<IpoibAddress> IpoibAddress::fromText(QByteArrayView text)
{
    const QString shown = QString::fromLatin1(text.left(maxQuoted));
    if (text.size() != addressBytes * 3 - 1)
        return malformed(shown, u"not 20 bytes"_s);
    for (qsizetype i = 0; i < text.size(); ++i)
        if (i % 3 == 2 ? text[i] != ':' : !isHexDigit(QLatin1Char(text[i])))
            return malformed(shown, u"not hex bytes joined by colons"_s);
    return IpoibAddress{QByteArray::fromHex(text.toByteArray().replace(':', ""))};
}

QByteArray IpoibAddress::text() const
{
    return bytes.toHex(':');
}

Guid IpoibAddress::portGuid() const
{
    return Guid{bytes.mid(guidOffset).toHex().toULongLong(nullptr, 16)};
}

Result<InterfaceId> InterfaceId::fromText(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon != guidDigits || !isHex(text.mid(colon + 1), pkeyDigits))
        return malformed(text, u"not GUID:P_Key"_s);
    return Guid::fromHex(text.left(colon)).transform([&](Guid guid) {
        return InterfaceId{guid, text.mid(colon + 1).toUShort(nullptr, 16)};
    });
}

QString InterfaceId::text() const
{
    return portGuid.hex() + u':' + u"%1"_s.arg(pkey, pkeyDigits, 16, QChar(u'0'));
}

} // namespace rdma
