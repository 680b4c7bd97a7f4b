// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order in which a boot image is checked, kept, built and compared.
#include "helper/bootimagework.h"

#include "helper/buildwords.h"
#include "helper/imagechecks.h"
#include "helper/keptcopies.h"
#include "helper/saidlines.h"

#include <algorithm>
#include <set>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<QString> programOf(const Host &host, const QStringList &places)
{
    for (const QString &program : places)
        if (host.modeOf(program))
            return program;
    return fail(ErrorCode::ToolMissing, places.front(), u"ENOENT"_s);
}

Result<QString> builderOf(const Host &host, ImageTool tool)
{
    return tool == ImageTool::Dracut ? programOf(host, {u"/usr/bin/dracut"_s, u"/usr/sbin/dracut"_s})
                                     : programOf(host, {u"/usr/sbin/update-initramfs"_s});
}

/// dracut copies straight onto the image that it is given, and removes it when that fails: never the one that boots.
QString newImageOf(const ImageOrder &order)
{
    return order.image + ".new"_L1;
}

QStringList wordsOf(const Host &host, const ImageOrder &order)
{
    return buildWords(host, {order.tool, order.kernel, newImageOf(order)});
}

/// dracut makes most of an image under the mask that it finds. With ours nobody but root could read /etc/passwd there,
/// and services that run as others before the root file system is found (D-Bus, rpcbind) would fail.
class UsualMask {
public:
    UsualMask() : m_ours(::umask(0022)) {}
    UsualMask(const UsualMask &) = delete;
    UsualMask &operator=(const UsualMask &) = delete;
    ~UsualMask() { ::umask(m_ours); }

private:
    mode_t m_ours;
};

/// Killed while it copies, a builder leaves half an image.
Command buildCommand(const Host &host, const ImageOrder &order, const QString &program, SaidLines &said)
{
    return {.program = program,
            .words = wordsOf(host, order),
            .deadline = 15min,
            .mercy = 60s,
            .follow = [&said](const ToolOutcome &soFar) { said.hear(soFar); }};
}

Result<ToolOutcome> runUnmasked(const Command &command, const RunCommand &run)
{
    const UsualMask mask;
    return run(command);
}

void removeNew(const Host &host, const ImageOrder &order)
{
    if (host.largeFile(newImageOf(order)))
        if (const auto removed = host.removeLarge(newImageOf(order)); !removed)
            qWarning("%s: %s", qPrintable(removed.error().subject), qPrintable(removed.error().detail));
}

/// The image that boots, once the builder has ended well.
Result<void> takeNew(const Host &host, const ImageOrder &order)
{
    if (order.tool != ImageTool::Dracut)
        return {};
    const auto made = host.largeFile(newImageOf(order));
    if (!made || made->size == 0)
        return fail(ErrorCode::ToolFailed, order.image, u"noEffect"_s);
    return host.replaceLarge(newImageOf(order), order.image);
}

Result<void> expectOther(const Host &host, const ImageOrder &order, const QString &before)
{
    return imageStamp(host, order.image).and_then([&](const QString &stamp) -> Result<void> {
        if (stamp == before) // /boot is read-only to it, or it is told to do nothing: update-initramfs exits with 0
            return fail(ErrorCode::ToolFailed, order.image, u"noEffect"_s);
        return {};
    });
}

using ModuleNames = std::set<QByteArray>;

/// What is there before the builder begins.
struct OldImage {
    QString stamp;
    ModuleNames modules;
    QString back; ///< copy that takes the place of a new one that is not good; empty: nothing can
};

/// What failed may have left half an image, or none. Renaming needs no room.
Error restored(const Host &host, const ImageOrder &order, const OldImage &old, Error why)
{
    removeNew(host, order);
    if (imageStamp(host, order.image) == old.stamp) {
        takeUpLeftCopy(host, order.image);
        return why;
    }
    if (old.back.isEmpty())
        return {ErrorCode::ToolFailed, order.image, u"notRestored: "_s + why.detail};
    if (const auto back = host.moveLarge(old.back, order.image); !back)
        return {ErrorCode::ToolFailed, order.image, u"notRestored: %1: %2"_s.arg(back.error().detail, why.detail)};
    if (imageStamp(host, order.image) != old.stamp)
        return {ErrorCode::ToolFailed, order.image, u"olderBack: "_s + why.detail};
    return why;
}

/// dm-crypt.ko.xz, wherever it lies.
Result<ModuleNames> modulesIn(const Host &host, const QString &image, const RunCommand &run)
{
    return listBootImage(image, host, run).transform([](const ToolOutcome &listed) {
        ModuleNames names;
        for (const QByteArray &path : listed.output.split('\n'))
            if (const QByteArray name = path.sliced(path.lastIndexOf('/') + 1); name.contains(".ko"))
                names.insert(name);
        return names;
    });
}

/// A plug-in that could not look at the disks leaves their drivers out with a warning, and the builder exits with 0
/// (hooks/cryptroot of cryptsetup-initramfs): the root file system might not be found.
Result<void> expectNoneLost(const ModuleNames &before, const ModuleNames &after, const QString &image)
{
    for (const QByteArray &name : before)
        if (!after.contains(name))
            return fail(ErrorCode::ToolFailed, image, "lacks "_L1 + QString::fromUtf8(name));
    return {};
}

Result<OldImage> oldImage(const Host &host, const ImageOrder &order, Keeping keeping, const RunCommand &run)
{
    OldImage old;
    return imageStamp(host, order.image)
        .and_then([&](const QString &stamp) {
            old.stamp = stamp;
            return modulesIn(host, order.image, run);
        })
        .and_then([&](const ModuleNames &modules) {
            old.modules = modules;
            return copyReplaced(host, order.image, keeping);
        })
        .transform([&](const QString &back) {
            old.back = back;
            return std::move(old);
        });
}

Result<ToolOutcome> build(const Host &host, const ImageOrder &order, const QString &program, const OldImage &old,
                          const RunCommand &run)
{
    SaidLines said(host);
    const auto toldOf = [&](const QString &stamp) {
        return keepReplaced(host, order.image).transform([&](const QString &kept) {
            return ToolOutcome{rebuiltText({stamp, kept})};
        });
    };
    return runUnmasked(buildCommand(host, order, program, said), run)
        .and_then([&](const ToolOutcome &) { return takeNew(host, order); })
        .and_then([&] { return expectOther(host, order, old.stamp); })
        .and_then([&] { return modulesIn(host, order.image, run); })
        .and_then([&](const ModuleNames &now) { return expectNoneLost(old.modules, now, order.image); })
        .and_then([&] { return imageStamp(host, order.image); })
        .and_then(toldOf)
        .transform_error([&](const Error &why) { return restored(host, order, old, why); });
}

/// Of a builder that was killed: what nobody needs takes the room of what somebody does.
void clearAway(const Host &host, const ImageOrder &order)
{
    host.removeLeftovers(u"/boot"_s);
    removeNew(host, order);
    takeUpLeftCopy(host, order.image);
}

Result<ToolOutcome> checkAndBuild(const Host &host, const ImageOrder &order, const RunCommand &run)
{
    const auto program = builderOf(host, order.tool);
    if (!program)
        return std::unexpected(program.error());
    clearAway(host, order);
    return checkBuild(host, order)
        .and_then([&](Keeping keeping) { return oldImage(host, order, keeping, run); })
        .and_then([&](const OldImage &old) { return build(host, order, *program, old, run); });
}

} // namespace

Result<QString> imageStamp(const Host &host, const QString &path)
{
    return host.largeFile(path).transform(
        [](const LargeFile &file) { return u"%1:%2"_s.arg(file.size).arg(file.changed); });
}

Result<ToolOutcome> rebuildBootImage(const QString &object, const Host &host, const RunCommand &run)
{
    const auto order = imageOrderFrom(object);
    if (!order)
        return std::unexpected(order.error());
    return checkAgainst(host, *order).and_then([&] { return checkAndBuild(host, *order, run); });
}

} // namespace rdma
