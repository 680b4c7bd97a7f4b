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

/// Whether the copy was made since this boot: then the machine is known to boot with it, and with nothing that was
/// built since. What it was copied at, its own time does not tell: it is that of the image.
bool isOfThisBoot(const Host &host, const QString &copy)
{
    const QString boot = bootId(host);
    const auto note = host.read(notePath);
    const auto stamp = imageStamp(host, copy);
    return !boot.isEmpty() && note && stamp && copiesIn(*note, boot)[copy].toString() == *stamp;
}

/// `kept` is about to be what `copy` is, with its size and time. In /run, which is gone with the boot.
Result<void> noteFuture(const Host &host, const QString &kept, const QString &copy)
{
    const QString boot = bootId(host);
    return imageStamp(host, copy).and_then([&](const QString &stamp) {
        return changeRecordFile(host, notePath, [&](const std::optional<QByteArray> &bytes) {
            QJsonObject copies = copiesIn(bytes, boot);
            copies[kept] = stamp;
            return QJsonObject{{u"boot"_s, boot}, {u"copies"_s, copies}};
        });
    });
}

} // namespace

bool isCopy(const QString &path)
{
    return isCopyWith(keptSuffix, path) || isCopyWith(replacedSuffix, path);
}

QStringList staleCopies(const Host &host)
{
    QStringList copies;
    for (const QString &name : host.list(u"/boot"_s))
        if (const QString path = "/boot/"_L1 + name;
            isCopyWith(keptSuffix, path) && !host.modeOf(path.chopped(keptSuffix.size())))
            copies.append(path);
    return copies;
}

void takeUpLeftCopy(const Host &host, const QString &image)
{
    const QString left = image + replacedSuffix;
    if (!host.largeFile(left))
        return;
    const QString kept = image + keptSuffix;
    if (const auto done = host.largeFile(kept) ? host.removeLarge(left) : host.moveLarge(left, kept); !done)
        qWarning("%s: %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
}

Result<QString> copyReplaced(const Host &host, const QString &image, Keeping keeping)
{
    for (const QString &stale : staleCopies(host))
        if (const auto removed = host.removeLarge(stale); !removed)
            return std::unexpected(removed.error());
    const QString kept = image + keptSuffix;
    if (keeping == Keeping::NoRoom)
        return host.largeFile(kept) ? kept : QString();
    const QString copy = image + replacedSuffix;
    return host.copyLarge(image, copy)
        .and_then([&] { return isOfThisBoot(host, kept) ? Result<void>() : noteFuture(host, kept, copy); })
        .transform([&] { return copy; });
}

Result<QString> keepReplaced(const Host &host, const QString &image)
{
    const QString kept = image + keptSuffix;
    const QString copy = image + replacedSuffix;
    if (!host.largeFile(copy))
        return host.largeFile(kept) ? kept : QString();
    const auto done = isOfThisBoot(host, kept) ? host.removeLarge(copy) : host.moveLarge(copy, kept);
    return done.transform([&] { return kept; });
}

} // namespace rdma
