// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// An alias is the beginning of the hash of the directory in which the link stands.
#include "model/lunalias.h"

#include <QCryptographicHash>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype digits = 10;

QString aliasIn(const QString &directory)
{
    return QString::fromLatin1(QCryptographicHash::hash(directory.toUtf8(), QCryptographicHash::Sha256).toHex())
        .first(digits);
}

} // namespace

QString lunAlias(const QString &wwn, quint32 lun)
{
    return aliasIn(u"srpt/%1/tpgt_1/lun/lun_%2"_s.arg(wwn, QString::number(lun)));
}

QString mappedLunAlias(const QString &wwn, const QString &initiator, quint32 lun)
{
    return aliasIn(u"srpt/%1/tpgt_1/acls/%2/lun_%3"_s.arg(wwn, initiator, QString::number(lun)));
}

} // namespace rdma
