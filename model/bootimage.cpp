// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which image builder a machine has, what its listing holds and how much room it takes.
#include "model/bootimage.h"

#include "model/mlx4conf.h"
#include "model/porttypearray.h"

#include <QRegularExpression>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Two that do not build for each other: nobody knows which one does.
ImageBuilder plainBuilder(const BuilderFacts &facts)
{
    if (facts.hasDracut == facts.hasMkinitcpio)
        return ImageBuilder::Unknown;
    return facts.hasDracut ? ImageBuilder::Dracut : ImageBuilder::Mkinitcpio;
}

QString ostreeCommand(PortRoad road)
{
    if (road == PortRoad::ModuleOption)
        return u"rpm-ostree initramfs-etc --track="_s + ownModuleOptionsPath;
    return u"rpm-ostree initramfs --enable --arg=--add --arg=rdma"_s;
}

/// lsinitramfs prints paths, lsinitrd lines of ls -l, "a -> b" for a link.
QByteArray pathIn(QByteArray line)
{
    line = line.trimmed();
    if (const qsizetype arrow = line.indexOf(" -> "); arrow >= 0)
        line.truncate(arrow);
    line = line.sliced(line.lastIndexOf(' ') + 1);
    while (line.startsWith("./") || line.startsWith('/'))
        line = line.sliced(line.indexOf('/') + 1);
    return line;
}

bool isMlx4Core(const QByteArray &path)
{
    static const QRegularExpression file(
        QRegularExpression::anchoredPattern(u"(usr/)?lib/modules/.+/mlx4_core\\.ko(\\.(gz|xz|zst))?"_s));
    return file.match(QString::fromLatin1(path)).hasMatch();
}

Result<void> expectFree(qint64 free, qint64 wanted, const QString &place)
{
    if (free >= wanted)
        return {};
    return fail(ErrorCode::NoSpace, place, QString::number(wanted));
}

} // namespace

/// Ubuntu has dracut behind update-initramfs since 25.10. Fedora's kernel-install leaves images in /boot to dracut.
ImageBuilder imageBuilder(const BuilderFacts &facts)
{
    if (facts.bootedOstree)
        return facts.hasRpmOstree ? ImageBuilder::RpmOstree : ImageBuilder::Unknown;
    if (facts.hasUpdateInitramfs)
        return ImageBuilder::UpdateInitramfs;
    if (facts.hasKernelInstall && facts.hasBootEntries)
        return ImageBuilder::KernelInstall;
    return plainBuilder(facts);
}

QString rebuildCommand(ImageBuilder builder, PortRoad road)
{
    if (road != PortRoad::Mlx4Conf && road != PortRoad::ModuleOption)
        return {}; // the firmware keeps its types by itself
    switch (builder) {
    case ImageBuilder::Unknown:
        return {};
    case ImageBuilder::UpdateInitramfs:
        return u"update-initramfs -u -k all"_s;
    case ImageBuilder::Dracut:
        return road == PortRoad::Mlx4Conf ? u"dracut --force --add rdma --regenerate-all"_s
                                          : u"dracut --force --regenerate-all"_s;
    case ImageBuilder::Mkinitcpio:
        return u"mkinitcpio -P"_s;
    case ImageBuilder::RpmOstree:
        return ostreeCommand(road);
    case ImageBuilder::KernelInstall:
        return u"kernel-install add $(uname -r) /lib/modules/$(uname -r)/vmlinuz"_s;
    }
    return {};
}

ImageContents imageContents(const QByteArray &listing)
{
    ImageContents contents;
    for (const QByteArray &line : listing.split('\n')) {
        const QByteArray path = pathIn(line);
        const QString whole = u'/' + QString::fromUtf8(path);
        contents.hasMlx4Core = contents.hasMlx4Core || isMlx4Core(path);
        contents.hasOwnOptions = contents.hasOwnOptions || whole == ownModuleOptionsPath;
        contents.hasMlx4Conf = contents.hasMlx4Conf || whole == mlx4ConfPath;
        contents.hasSetupScript = contents.hasSetupScript || path.endsWith("/mlx4-setup.sh");
    }
    return contents;
}

bool needsRebuild(const ImageContents &contents, PortRoad road)
{
    return contents.hasMlx4Core && (road == PortRoad::Mlx4Conf || road == PortRoad::ModuleOption);
}

bool carries(const ImageContents &contents, PortRoad road)
{
    switch (road) {
    case PortRoad::None:
    case PortRoad::Firmware:
        return true;
    case PortRoad::Mlx4Conf:
        return contents.hasMlx4Conf && contents.hasSetupScript;
    case PortRoad::ModuleOption:
        return contents.hasOwnOptions;
    }
    return false;
}

bool hasRoomForCopy(const BootRoom &room)
{
    const qint64 largest = room.images.empty() ? 0 : std::ranges::max(room.images);
    return room.freeInBoot >= largest + largest / 5 + largest;
}

/// One image at a time is written beside the old one and may grow by a fifth; what it is made of takes thrice its room.
Result<void> expectRoom(const BootRoom &room)
{
    if (room.images.empty())
        return fail(ErrorCode::NotFound, u"/boot"_s);
    const qint64 largest = std::ranges::max(room.images);
    return expectFree(room.freeInBoot, largest + largest / 5, u"/boot"_s).and_then([&] {
        return expectFree(room.freeInVarTmp, largest * 3, u"/var/tmp"_s);
    });
}

} // namespace rdma
