// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which boot image is to be listed or built anew, as text between helper and worker, and what came of it.
#pragma once

#include "helper/host.h"
#include "model/portstep.h"

namespace rdma {

struct ImageOrder {
    ImageTool tool = ImageTool::UpdateInitramfs;
    QString kernel; ///< 6.12.0-1-amd64
    QString image;  ///< /boot/initrd.img-6.12.0-1-amd64

    bool operator==(const ImageOrder &) const = default;
};

/// "update-initramfs 6.12.0-1-amd64 /boot/initrd.img-6.12.0-1-amd64": the object of Tool::RebuildBootImage.
[[nodiscard]] QString imageOrderText(const ImageOrder &order);
/// InvalidWish for anything else, and for an image whose name is not one of that kernel's.
[[nodiscard]] Result<ImageOrder> imageOrderFrom(const QString &text);

/// Directly in /boot, by one of the names that distributions give: Tool::ListBootImage takes no other object.
[[nodiscard]] bool isImagePath(const QString &path);

/// The kernel and the image are there. NotFound, UnsafeFile (the image is a symlink or no regular file).
[[nodiscard]] Result<void> checkAgainst(const Host &host, const ImageOrder &order);

/// The answer of Tool::RebuildBootImage.
struct RebuiltImage {
    QString stamp; ///< of the new image
    QString kept;  ///< the copy of the one that booted; empty: there was no room for it

    bool operator==(const RebuiltImage &) const = default;
};

[[nodiscard]] QByteArray rebuiltText(const RebuiltImage &rebuilt);
[[nodiscard]] Result<RebuiltImage> rebuiltFrom(const QByteArray &text);

} // namespace rdma
