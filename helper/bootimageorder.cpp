// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Names of boot images, matched whole.
#include "helper/bootimageorder.h"

#include "model/json.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// What uname -r may be: no word of an option, no way up.
const auto kernelPattern = u"[0-9][A-Za-z0-9._+~-]{0,126}"_s;

QRegularExpression whole(const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

/// Debian and Ubuntu; Fedora, RHEL and dracut itself; SUSE.
QStringList imagesOf(const QString &kernel)
{
    return {"/boot/initrd.img-"_L1 + kernel, "/boot/initramfs-"_L1 + kernel + ".img"_L1, "/boot/initrd-"_L1 + kernel};
}

} // namespace

QString imageOrderText(const ImageOrder &order)
{
    return u"%1 %2 %3"_s.arg(nameOf(imageToolNames, order.tool), order.kernel, order.image);
}

Result<ImageOrder> imageOrderFrom(const QString &text)
{
    static const auto words = whole(u"([a-z-]{1,32}) (%1) (/boot/[!-~]{1,160})"_s.arg(kernelPattern));
    const auto match = words.match(text);
    const auto tool = valueOf(imageToolNames, match.captured(1));
    if (!match.hasMatch() || !tool || !imagesOf(match.captured(2)).contains(match.captured(3)))
        return fail(ErrorCode::InvalidWish, text.left(maxQuotedKey), u"boot image"_s);
    return ImageOrder{*tool, match.captured(2), match.captured(3)};
}

bool isImagePath(const QString &path)
{
    static const auto names = whole(u"/boot/(initrd\\.img-%1|initramfs-%1\\.img|initrd-%1)"_s.arg(kernelPattern));
    return names.match(path).hasMatch();
}

Result<void> checkAgainst(const Host &host, const ImageOrder &order)
{
    const bool isKernel = std::ranges::any_of(std::array{"/usr/lib/modules/"_L1, "/lib/modules/"_L1}, [&](auto folder) {
        return host.list(folder + order.kernel).contains("modules.dep"_L1);
    });
    if (!isKernel)
        return fail(ErrorCode::NotFound, order.kernel, u"kernel"_s);
    return host.largeFile(order.image).transform([](const LargeFile &) {});
}

QByteArray rebuiltText(const RebuiltImage &rebuilt)
{
    return canonical({{u"stamp"_s, rebuilt.stamp}, {u"kept"_s, rebuilt.kept}});
}

Result<RebuiltImage> rebuiltFrom(const QByteArray &text)
{
    return parseObject(text, maxWishBytes).and_then([](const QJsonObject &object) {
        ObjectReader reader(object);
        RebuiltImage rebuilt{reader.text(u"stamp"_s), reader.text(u"kept"_s)};
        return reader.finish().transform([&] { return std::move(rebuilt); });
    });
}

} // namespace rdma
