// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The image that boots before the root file system: who builds it, what it holds, the room that it takes.
#pragma once

#include "model/enumnames.h"
#include "model/portroad.h"
#include "model/result.h"

#include <vector>

namespace rdma {

enum class ImageBuilder {
    Unknown, ///< nobody guesses
    UpdateInitramfs,
    Dracut,
    Mkinitcpio,
    RpmOstree,
    KernelInstall,
};

constexpr EnumNames<ImageBuilder, 6> imageBuilderNames{
    {{ImageBuilder::Unknown, QLatin1StringView{"unknown"}},
     {ImageBuilder::UpdateInitramfs, QLatin1StringView{"updateInitramfs"}},
     {ImageBuilder::Dracut, QLatin1StringView{"dracut"}},
     {ImageBuilder::Mkinitcpio, QLatin1StringView{"mkinitcpio"}},
     {ImageBuilder::RpmOstree, QLatin1StringView{"rpmOstree"}},
     {ImageBuilder::KernelInstall, QLatin1StringView{"kernelInstall"}}}};

/// Which files there are.
struct BuilderFacts {
    bool bootedOstree = false;       ///< /run/ostree-booted
    bool hasRpmOstree = false;       ///< /usr/bin/rpm-ostree
    bool hasUpdateInitramfs = false; ///< /usr/sbin/update-initramfs
    bool hasDracut = false;          ///< /usr/bin/dracut, /usr/sbin/dracut
    bool hasMkinitcpio = false;      ///< /usr/bin/mkinitcpio
    bool hasKernelInstall = false;   ///< /usr/bin/kernel-install
    bool hasBootEntries = false;     ///< images of kernel-install: /boot/MACHINE-ID or /efi/MACHINE-ID, EFI/Linux/*.efi

    bool operator==(const BuilderFacts &) const = default;
};

[[nodiscard]] ImageBuilder imageBuilder(const BuilderFacts &facts);

/// By one of ImageTool; the others are for people.
[[nodiscard]] constexpr bool isBuiltHere(ImageBuilder builder)
{
    return builder == ImageBuilder::UpdateInitramfs || builder == ImageBuilder::Dracut;
}

/// For people to read and type; empty of Unknown. dracut takes mlx4.conf into its image only through the module "rdma",
/// and our option into every image (resources/dracut/rdma-manager.conf).
[[nodiscard]] QString rebuildCommand(ImageBuilder builder, PortRoad road);

/// The parts of a listing of lsinitramfs, lsinitrd or lsinitcpio that port types need.
struct ImageContents {
    bool hasMlx4Core = false;
    bool hasOwnOptions = false; ///< /etc/modprobe.d/rdma-manager-mlx4.conf
    bool hasMlx4Conf = false;
    bool hasSetupScript = false;

    bool operator==(const ImageContents &) const = default;
};

[[nodiscard]] ImageContents imageContents(const QByteArray &listing);

/// Whether the driver is loaded from the image, before it could see the files of this road on the disk.
[[nodiscard]] bool needsRebuild(const ImageContents &contents, PortRoad road);
/// Whether the driver finds there what the road has written.
[[nodiscard]] bool carries(const ImageContents &contents, PortRoad road);

struct BootRoom {
    qint64 freeInBoot = 0;
    qint64 freeInVarTmp = 0;
    std::vector<qint64> images; ///< the bytes of each that is built again

    bool operator==(const BootRoom &) const = default;
};

/// Behind the name of an image: the copy of the one that booted.
inline constexpr QLatin1StringView keptSuffix(".before-rdma-manager");
/// Beside the new image.
[[nodiscard]] bool hasRoomForCopy(const BootRoom &room);

/// NoSpace, subject "/boot" or "/var/tmp", detail: the bytes that it takes. dracut removes an image that it could not
/// write whole, so a full /boot leaves none. NotFound: no images.
[[nodiscard]] Result<void> expectRoom(const BootRoom &room);

} // namespace rdma
