// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Counting, and the digest of what is counted.
#include "helper/bounded.h"

#include <QCryptographicHash>

namespace rdma {

using namespace Qt::StringLiterals;

QString digestOf(const QStringList &texts)
{
    const QByteArray joined = texts.join(u'\n').toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(joined, QCryptographicHash::Sha256).toHex().first(16));
}

QStringList bounded(const QStringList &all, qsizetype most)
{
    if (all.size() <= most)
        return all;
    const QStringList rest = all.sliced(most);
    return all.first(most) << u"%1 more (%2)"_s.arg(rest.size()).arg(digestOf(rest));
}

} // namespace rdma
