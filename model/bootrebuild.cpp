// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether an image was built again: by what the tool said and by what the files became, never by its exit code alone.
#include "model/bootimage.h"

#include <QRegularExpression>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 1'024;

/// update-initramfs (initramfs-tools 0.142), mkinitramfs, dracut, mkinitcpio, and what the tools below them say.
const QRegularExpression &failureWording()
{
    static const QRegularExpression wording(u"^update-initramfs: failed for .+ with [0-9]+\\.$"
                                            "|^E: "
                                            "|^==> ERROR: "
                                            "|Will not override existing initramfs .* without --force"
                                            "|No permission to write to "
                                            "|Creation of .+ failed"
                                            "|No space left on device"_s);
    return wording;
}

void readLine(RebuildOutput &read, const QString &line)
{
    constexpr QLatin1StringView begins{"update-initramfs: Generating "};
    if (line.startsWith(begins))
        read.generated += line.sliced(begins.size());
    if (line.contains("update-initramfs: Not updating "_L1))
        read.refusesToUpdate = true;
    if (line.contains("/boot is ro mounted"_L1))
        read.bootIsReadOnly = true;
    if (line.contains("The image may not be complete"_L1))
        read.mayBeIncomplete = true;
    constexpr qsizetype longestFailure = 256;
    if (read.failure.isEmpty() && failureWording().match(line).hasMatch())
        read.failure = line.left(longestFailure);
}

bool isGone(const ImageStamps &after, const QString &path)
{
    const auto found = after.find(path);
    return found == after.end() || found->second.bytes == 0;
}

bool isSame(const ImageStamps &before, const QString &path, const ImageStamp &stamp)
{
    const auto found = before.find(path);
    return found != before.end() && found->second == stamp;
}

} // namespace

RebuildOutput rebuildOutput(const QByteArray &output)
{
    RebuildOutput read;
    for (const QByteArray &line : output.split('\n'))
        readLine(read, QString::fromUtf8(line.left(longestLine)).trimmed());
    return read;
}

RebuildVerdict rebuildVerdict(const Rebuild &rebuild)
{
    if (std::ranges::any_of(rebuild.before, [&](const auto &image) { return isGone(rebuild.after, image.first); }))
        return RebuildVerdict::ImageMissing;
    const auto same = std::ranges::count_if(
        rebuild.after, [&](const auto &image) { return isSame(rebuild.before, image.first, image.second); });
    const bool isAnyNew = same < static_cast<std::ptrdiff_t>(rebuild.after.size());
    if (rebuild.output.mayBeIncomplete && isAnyNew)
        return RebuildVerdict::Incomplete;
    if (rebuild.exitCode != 0 || !rebuild.output.failure.isEmpty())
        return RebuildVerdict::Failed;
    if (!isAnyNew)
        return RebuildVerdict::NotRebuilt;
    return same > 0 ? RebuildVerdict::PartlyDone : RebuildVerdict::Rebuilt;
}

} // namespace rdma
