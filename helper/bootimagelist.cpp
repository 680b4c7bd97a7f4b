// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is in a boot image, by lsinitramfs(8) or lsinitrd(1).
#include "helper/bootimagework.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// lsinitrd unpacks an image six times over; on a busy machine one of 16 MB took more than a minute (the lab).
constexpr auto deadline = 3min;
constexpr qsizetype room = qsizetype{8} * 1024 * 1024; // 30,000 files of modules and firmware, as ls -l tells them

/// lsinitramfs of initramfs-tools: a path a line. lsinitrd of dracut: headings, then lines of "ls -l".
struct Lister {
    QString program;
    bool isLong = false;
};

Result<Lister> listerOn(const Host &host)
{
    for (const Lister &lister : {Lister{u"/usr/bin/lsinitramfs"_s}, Lister{u"/usr/bin/lsinitrd"_s, true}})
        if (host.modeOf(lister.program))
            return lister;
    return fail(ErrorCode::ToolMissing, u"lsinitramfs"_s, u"ENOENT"_s);
}

/// "-rw-r--r--   1 root     root          152 Jan  1 00:00 etc/modprobe.d/mlx4.conf", "l… bin -> usr/bin"
QByteArray pathInLong(const QByteArray &line)
{
    if (line.size() < 10 || !QByteArrayView("-dlcbps").contains(line.front()))
        return {};
    const QByteArrayList fields = line.simplified().split(' ');
    const qsizetype before = fields.value(4).endsWith(',') ? 9 : 8; // "5," and "1" of a node are two
    if (fields.size() <= before)
        return {};
    const QByteArray path = fields.sliced(before).join(' ');
    const qsizetype arrow = line.front() == 'l' ? path.indexOf(" -> ") : -1;
    return arrow == -1 ? path : path.first(arrow);
}

QByteArray bare(QByteArray path)
{
    if (path.startsWith("./"))
        path = path.sliced(2);
    while (path.startsWith('/'))
        path = path.sliced(1);
    return path == "." ? QByteArray() : path;
}

QByteArray pathsIn(const QByteArray &output, bool isLong)
{
    QByteArrayList paths;
    for (const QByteArray &line : output.split('\n'))
        if (const QByteArray path = bare(isLong ? pathInLong(line) : line); !path.isEmpty())
            paths.append(path);
    std::ranges::sort(paths);
    return paths.join('\n') + '\n';
}

} // namespace

Result<ToolOutcome> listBootImage(const QString &image, const Host &host, const RunCommand &run)
{
    if (!isImagePath(image))
        return fail(ErrorCode::InvalidWish, image.left(128), u"boot image"_s);
    if (const auto there = host.largeFile(image); !there)
        return std::unexpected(there.error());
    const auto lister = listerOn(host);
    if (!lister)
        return std::unexpected(lister.error());
    return run({.program = lister->program, .words = {image}, .deadline = deadline, .room = room})
        .and_then([&](const ToolOutcome &outcome) -> Result<ToolOutcome> {
            if (outcome.truncated) // what is not seen might be there
                return fail(ErrorCode::ToolFailed, image, u"too long"_s);
            return ToolOutcome{pathsIn(outcome.output, lister->isLong)};
        });
}

} // namespace rdma
