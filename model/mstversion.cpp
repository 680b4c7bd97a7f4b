// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The version in mstconfig's own words.
#include "model/mstversion.h"

#include <QRegularExpression>

namespace rdma {

using namespace Qt::StringLiterals;

std::optional<MstVersion> mstVersionFrom(const QByteArray &said)
{
    constexpr qsizetype enough = 1024;
    static const QRegularExpression shape(
        u"\\b(?:mstflint|mft) [^\\n]*?(?<!\\d)(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(?!\\d)"_s);
    const auto match = shape.match(QString::fromLatin1(said.left(enough)));
    if (!match.hasMatch())
        return std::nullopt;
    return MstVersion{match.capturedView(1).toInt(), match.capturedView(2).toInt(), match.capturedView(3).toInt()};
}

} // namespace rdma
