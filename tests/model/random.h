// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random values that are the same in every run.
#pragma once

#include "model/guid.h"

#include <QRandomGenerator>
#include <QStringList>
#include <optional>
#include <vector>

namespace rdma::random {

inline QRandomGenerator &source()
{
    static QRandomGenerator generator(20250101);
    return generator;
}

inline int below(int limit)
{
    return static_cast<int>(source().bounded(limit));
}

inline bool coin()
{
    return below(2) == 1;
}

/// Bytes drawn from `alphabet`, or from all 256 when it is empty.
inline QByteArray bytes(int maxSize, QByteArrayView alphabet = {})
{
    QByteArray result(below(maxSize + 1), '\0');
    for (char &byte : result)
        byte = alphabet.isEmpty() ? static_cast<char>(below(256)) : alphabet[below(static_cast<int>(alphabet.size()))];
    return result;
}

/// Text with what breaks formats: quotes, control characters, letters outside ASCII and outside the first plane.
inline QString text(int maxSize = 12)
{
    static const QStringList letters{QStringLiteral("a"),  QStringLiteral("Z"),  QStringLiteral("7"),
                                     QStringLiteral("\""), QStringLiteral("\\"), QStringLiteral("\n"),
                                     QStringLiteral("%1"), QStringLiteral("é"),  QString::fromUtf8("\xf0\x9f\x92\xbe"),
                                     QStringLiteral("/"),  QStringLiteral(" "),  QString(QChar(0x2028)),
                                     QString(QChar(0x1b))};
    QString result;
    for (int left = below(maxSize + 1); left > 0; --left)
        result += letters[below(static_cast<int>(letters.size()))];
    return result;
}

inline QStringList texts()
{
    QStringList list;
    for (int left = below(4); left > 0; --left)
        list += text();
    return list;
}

inline Guid guid()
{
    return Guid{source().generate64() | 1U};
}

inline InterfaceId interfaceId()
{
    return {guid(), static_cast<quint16>(below(0x10000))};
}

template <typename Make> auto list(int maxSize, Make make)
{
    std::vector<decltype(make())> values;
    for (int left = below(maxSize + 1); left > 0; --left)
        values.push_back(make());
    return values;
}

template <typename Make> auto maybe(Make make)
{
    return coin() ? std::optional(make()) : std::nullopt;
}

} // namespace rdma::random
