// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Names of copies, and the note of those that were made in this boot.
#include "helper/keptcopies.h"

#include "helper/bootimagework.h"
#include "helper/portrecord.h"
#include "helper/recordfile.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto notePath = "/run/rdma-manager/kept.json"_L1;

bool isCopyWith(QLatin1StringView suffix, const QString &path)
{
    return path.endsWith(suffix) && isImagePath(path.chopped(suffix.size()));
}

/// {"boot": id, "copies": {path: stamp}}; none of another boot.
QJsonObject copiesIn(const std::optional<QByteArray> &bytes, const QString &boot)
{
    const QJsonObject note = objectIn(bytes).value_or(QJsonObject());
    return note[u"boot"_s].toString() == boot ? note[u"copies"_s].toObject() : QJsonObject();
}

} // namespace

bool isCopy(const QString &path)
{
    return isCopyWith(keptSuffix, path) || isCopyWith(replacedSuffix, path);
}

bool isOfThisBoot(const Host &host, const QString &copy)
{
    const QString boot = bootId(host);
    const auto note = host.read(notePath);
    const auto stamp = imageStamp(host, copy);
    return !boot.isEmpty() && note && stamp && copiesIn(*note, boot)[copy].toString() == *stamp;
}

Result<void> noteCopy(const Host &host, const QString &copy)
{
    const QString boot = bootId(host);
    return imageStamp(host, copy).and_then([&](const QString &stamp) {
        return changeRecordFile(host, notePath, [&](const std::optional<QByteArray> &bytes) {
            QJsonObject copies = copiesIn(bytes, boot);
            copies[copy] = stamp;
            return QJsonObject{{u"boot"_s, boot}, {u"copies"_s, copies}};
        });
    });
}

QStringList staleCopies(const Host &host)
{
    QStringList copies;
    for (const QString &name : host.list(u"/boot"_s))
        if (const QString path = "/boot/"_L1 + name;
            isCopyWith(replacedSuffix, path) || (isCopyWith(keptSuffix, path) && !isOfThisBoot(host, path)))
            copies.append(path);
    return copies;
}

} // namespace rdma
