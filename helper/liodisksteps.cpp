// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Doing the step that makes, changes or removes a disk of LIO.
#include "helper/blockdevices.h"
#include "helper/liochange.h"
#include "helper/liosteps.h"
#include "model/srptargetlaw.h"
#include "model/srptargetstate.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Where a disk is, and how the step stands to it.
struct Place {
    QString path;
    Standing standing;
};

/// Whether a disk can be what a writer of this one left when it died: nothing that was written to it is anything else.
/// Serial and attributes come when it is enabled.
bool mayBeHalfOf(const Backstore &there, const Backstore &meant)
{
    return (there.source.isEmpty() || there.source == meant.source) && (there.size == 0 || there.size == meant.size) &&
           (there.serial.isEmpty() || there.serial == meant.serial) &&
           (there.blockSize == 0 || there.blockSize == meant.blockSize) && there.readOnly <= meant.readOnly &&
           there.writeBack <= meant.writeBack && there.thin <= meant.thin;
}

/// What is neither is half made or half removed; a disk that is changed is never half there.
Standing standingOfHalf(const Backstore &there, const ChangeBackstore &step)
{
    const bool isChange = step.before && step.after;
    return !isChange && mayBeHalfOf(there, step.after ? *step.after : *step.before) ? Standing::Partly
                                                                                    : Standing::Neither;
}

/// From where there is no way to the other end it stands at neither.
Standing standingOf(const StorageObject &now, const ChangeBackstore &step)
{
    if (!now.enabled)
        return standingOfHalf(now.backstore, step);
    const bool isAfter = now.backstore == step.after;
    if (!isAfter && now.backstore != step.before)
        return standingOfHalf(now.backstore, step);
    const auto &other = isAfter ? step.before : step.after;
    if (other && losesFlushes(now.info.buffered, now.backstore, *other))
        return Standing::Neither;
    return isAfter ? Standing::After : Standing::Before;
}

Place placeOf(const ChangeBackstore &step, const Host &host)
{
    const QString path = backstorePath(host, step.id);
    const auto now = path.isEmpty() ? std::nullopt : readStorageObject(host, step.id, path);
    if (now)
        return {path, standingOf(*now, step)};
    if (!step.after)
        return {path, Standing::After};
    return {path, step.before ? Standing::Neither : Standing::Before};
}

/// A file of ours. Others that LIO was given are their owners' to make and to throw away.
bool isImage(const BackstoreId &id, const std::optional<Backstore> &backstore)
{
    return id.kind == BackstoreKind::File && backstore && backstore->source.startsWith(imagesPath + u'/');
}

/// An HBA that still holds another's object stays.
Result<void> removeObject(const QString &path, Kernel &kernel)
{
    const auto operations = operationsToRemove(path);
    if (auto gone = run(operations.front(), kernel); !gone)
        return gone;
    const auto hbaGone = run(operations.back(), kernel);
    return hbaGone || hbaGone.error().code == ErrorCode::Busy ? Result<void>() : hbaGone;
}

/// A path below /dev may lead elsewhere than when it was planned; and an undo plans no check at all.
Result<void> expectFree(const ChangeBackstore &step, const Host &host)
{
    const auto disks = readBlockDevices(host);
    if (!disks)
        return std::unexpected(disks.error());
    const auto name = deviceNamed(*disks, step.after->source);
    const auto disk = std::ranges::find(*disks, name.value_or(QString()), &BlockDevice::name);
    if (disk == disks->end())
        return fail(ErrorCode::NotFound, step.after->source, u"disk"_s);
    if (disk->name != step.device)
        return fail(ErrorCode::Conflict, step.after->source, disk->name);
    return disk->uses.empty() && !disk->holdsRoot ? Result<void>()
                                                  : fail(ErrorCode::Busy, step.after->source, u"in use"_s);
}

Result<void> prepareSource(const ChangeBackstore &step, const Host &host)
{
    switch (step.id.kind) {
    case BackstoreKind::Block:
        return expectFree(step, host);
    case BackstoreKind::File:
        if (!isImage(step.id, step.after)) // others' paths are others' to follow
            return fail(ErrorCode::NotSupported, step.after->source, u"no image of ours"_s);
        return step.newImage ? host.makeImage(step.after->source, step.after->size)
                             : host.expectImage(step.after->source, step.after->size);
    case BackstoreKind::Ramdisk:
        return {};
    case BackstoreKind::Scsi:
    case BackstoreKind::User:
        break;
    }
    return fail(ErrorCode::NotSupported, step.id.text(), u"backstore kind"_s);
}

/// All or nothing: of a disk that could not be made no node stays.
Result<QString> makeObject(const ChangeBackstore &step, Machine &machine)
{
    const auto operations = operationsToMake(machine.host, step.id, *step.after);
    const QString path = std::get<MakeNode>(operations[1]).path;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        const auto done = run(operations[i], machine.kernel);
        if (done)
            continue;
        if (i > 1)
            std::ignore = removeObject(path, machine.kernel);
        else if (i == 1)
            std::ignore = run(RemoveNode{path.section(u'/', 0, -2)}, machine.kernel);
        return std::unexpected(done.error());
    }
    return path;
}

/// It reads back as it was wished, and the kernel has opened the disk that was meant.
Result<void> expectMade(const ChangeBackstore &step, const QString &path, Machine &machine)
{
    const auto now = readStorageObject(machine.host, step.id, path);
    const bool isMeant = now && (step.device.isEmpty() || now->info.device == step.device);
    if (isMeant && now->enabled && now->backstore == step.after)
        return {};
    const QString seen = now && !isMeant ? now->info.device : u"not as written"_s;
    std::ignore = removeObject(path, machine.kernel);
    return fail(ErrorCode::Conflict, step.after->source.isEmpty() ? step.id.text() : step.after->source, seen);
}

Result<void> removeNewImage(const ChangeBackstore &step, const std::optional<Backstore> &backstore, const Host &host)
{
    return step.newImage && isImage(step.id, backstore) ? host.removeBlankImage(backstore->source) : Result<void>();
}

Result<void> make(const ChangeBackstore &step, Machine &machine)
{
    return prepareSource(step, machine.host).and_then([&] {
        return makeObject(step, machine)
            .and_then([&](const QString &path) { return expectMade(step, path, machine); })
            .transform_error([&](const Error &error) {
                std::ignore = removeNewImage(step, step.after, machine.host);
                return error;
            });
    });
}

Result<void> expectGone(const BackstoreId &id, const Host &host)
{
    return backstorePath(host, id).isEmpty() ? Result<void>()
                                             : fail(ErrorCode::Conflict, id.text(), u"not as written"_s);
}

Result<void> remove(const ChangeBackstore &step, const QString &path, Machine &machine)
{
    return removeObject(path, machine.kernel)
        .and_then([&] { return removeNewImage(step, step.before, machine.host); })
        .and_then([&] { return expectGone(step.id, machine.host); });
}

/// As when it was wished: an initiator asks once, at its login, what the disk is like.
Result<void> expectUnused(const BackstoreId &id, const Host &host)
{
    const auto exports = otherExports(host);
    if (const auto used = exports.find(id); used != exports.end())
        return fail(ErrorCode::Busy, id.text(), used->second.first());
    const QString initiator = initiatorOn(host, id);
    return initiator.isEmpty() ? Result<void>() : fail(ErrorCode::Busy, id.text(), initiator);
}

/// Whether there is a way back is not asked.
Result<void> expectChanged(const ChangeBackstore &step, const QString &path, const Host &host)
{
    const auto now = readStorageObject(host, step.id, path);
    return now && now->backstore == step.after ? Result<void>()
                                               : fail(ErrorCode::Conflict, step.id.text(), u"not as written"_s);
}

Result<void> change(const ChangeBackstore &step, const QString &path, Machine &machine)
{
    return expectUnused(step.id, machine.host)
        .and_then([&] { return runAll(operationsToChange(path, *step.before, *step.after), machine.kernel); })
        .and_then([&] { return expectChanged(step, path, machine.host); });
}

} // namespace

Result<Standing> standing(const ChangeBackstore &step, Machine &machine)
{
    return placeOf(step, machine.host).standing;
}

Result<void> carryOut(const ChangeBackstore &step, Machine &machine)
{
    const auto [path, now] = placeOf(step, machine.host);
    if (now == Standing::Neither || now == Standing::After)
        return fail(ErrorCode::Conflict, step.id.text());
    if (!step.after)
        return remove(step, path, machine);
    if (step.before)
        return change(step, path, machine);
    const auto cleared = now == Standing::Partly ? removeObject(path, machine.kernel) : Result<void>();
    return cleared.and_then([&] { return make(step, machine); });
}

Result<void> expectUnbegun(const ChangeBackstore &step, const Host &host)
{
    if (step.before)
        return {};
    if (placeOf(step, host).standing == Standing::Partly)
        return fail(ErrorCode::Conflict, step.id.text());
    const bool hasImage = step.newImage && host.modeOf(step.after->source);
    return hasImage ? fail(ErrorCode::Exists, step.after->source) : Result<void>();
}

} // namespace rdma
