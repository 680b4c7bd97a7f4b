// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Read-only file systems, room, locks of package managers, settings.
#include "helper/imagechecks.h"

#include "helper/keptcopies.h"
#include "model/shellassignments.h"

#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// dpkg's hooks and rpm's scriptlets build images themselves.
constexpr std::array packageLocks{"/var/lib/dpkg/lock-frontend"_L1, "/var/lib/dpkg/lock"_L1,
                                  "/var/lib/rpm/.rpm.lock"_L1};

/// update-initramfs then says so and exits with 0.
Result<void> checkSettings(const Host &host, const ImageOrder &order)
{
    const QString path = u"/etc/initramfs-tools/update-initramfs.conf"_s;
    const auto file = host.peek(path);
    if (order.tool != ImageTool::UpdateInitramfs || !file)
        return {};
    const auto value = valueIn(readShell(*file), "update_initramfs");
    if (value && value->value == "no")
        return fail(ErrorCode::NotSupported, path, u"update_initramfs=no"_s);
    return {};
}

Result<void> checkLocks(const Host &host)
{
    for (const auto path : packageLocks)
        if (const auto holder = host.lockHolder(path))
            return fail(ErrorCode::Busy, path, u"process %1"_s.arg(*holder));
    return {};
}

Result<void> checkRoom(quint64 free, quint64 needed, const QString &path)
{
    if (free >= needed)
        return {};
    return fail(ErrorCode::NoSpace, path, u"free %1, needed %2"_s.arg(free).arg(needed));
}

/// Is free once they are gone.
quint64 roomOfStaleCopies(const Host &host)
{
    quint64 bytes = 0;
    for (const QString &path : staleCopies(host))
        bytes += host.largeFile(path).value_or(LargeFile{}).size;
    return bytes;
}

Result<Keeping> checkBoot(const Host &host, quint64 image)
{
    const auto room = host.room(u"/boot"_s);
    if (!room)
        return std::unexpected(room.error());
    if (room->isReadOnly)
        return fail(ErrorCode::ReadOnly, u"/boot"_s, u"EROFS"_s);
    const quint64 free = room->free + roomOfStaleCopies(host);
    const quint64 needed = image + image / 5; // the new image stands beside the old one for a while
    return checkRoom(free, needed, u"/boot"_s).transform([&] {
        return free >= needed + image ? Keeping::Copy : Keeping::NoRoom;
    });
}

/// Where the files are gathered, not yet compressed.
Result<void> checkWorkplace(const Host &host, quint64 image)
{
    return host.room(u"/var/tmp"_s).and_then([&](const Room &room) -> Result<void> {
        if (room.isReadOnly)
            return fail(ErrorCode::ReadOnly, u"/var/tmp"_s, u"EROFS"_s);
        return checkRoom(room.free, 3 * image, u"/var/tmp"_s);
    });
}

} // namespace

Result<Keeping> checkBuild(const Host &host, const ImageOrder &order)
{
    const auto image = host.largeFile(order.image);
    if (!image)
        return std::unexpected(image.error());
    return checkSettings(host, order)
        .and_then([&] { return checkLocks(host); })
        .and_then([&] { return checkWorkplace(host, image->size); })
        .and_then([&] { return checkBoot(host, image->size); });
}

} // namespace rdma
