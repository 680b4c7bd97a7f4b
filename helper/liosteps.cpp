// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Doing the steps that change LIO.
#include "helper/liosteps.h"

#include "helper/blockdevices.h"
#include "helper/liochange.h"
#include "model/srpdifference.h"
#include "model/srptargetstate.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// What is not enabled was left by a writer that died in it: no disk yet.
std::optional<StorageObject> present(const BackstoreId &id, const Host &host)
{
    const auto paths = backstorePaths(host);
    const auto path = paths.find(id);
    return path == paths.end() ? std::nullopt : readStorageObject(host, id, path->second);
}

QString pathOf(const BackstoreId &id, const Host &host)
{
    const auto paths = backstorePaths(host);
    const auto path = paths.find(id);
    return path == paths.end() ? QString() : path->second;
}

Result<void> expectAfter(const auto &step, Machine &machine, const QString &subject)
{
    const auto now = standing(step, machine);
    if (!now)
        return std::unexpected(now.error());
    return *now == Standing::After ? Result<void>() : fail(ErrorCode::Conflict, subject, u"not as written"_s);
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

Result<void> remove(const ChangeBackstore &step, Machine &machine)
{
    return removeObject(pathOf(step.id, machine.host), machine.kernel).and_then([&] {
        return removeNewImage(step, step.before, machine.host);
    });
}

Result<void> change(const ChangeBackstore &step, Machine &machine)
{
    return runAll(operationsToChange(pathOf(step.id, machine.host), *step.before, *step.after), machine.kernel);
}

} // namespace

QStringList loggedInLosers(const Host &host, const QString &wwn, const std::optional<SrpTarget> &before,
                           const std::optional<SrpTarget> &after)
{
    QStringList there;
    for (const QString &initiator : losersOf(before, after))
        if (readSession(host, wwn, initiator).loggedIn)
            there.append(initiator);
    return there;
}

void nameSessions(std::vector<Step> &steps, const Host &host)
{
    for (Step &step : steps)
        if (auto *target = std::get_if<ChangeTarget>(&step))
            target->disconnects = loggedInLosers(host, target->wwn, target->before, target->after);
}

Result<Standing> standing(const ChangeBackstore &step, Machine &machine)
{
    const auto now = present(step.id, machine.host);
    if (now && !now->enabled)
        return Standing::Partly;
    const auto value = now.transform([](const StorageObject &object) { return object.backstore; });
    if (value == step.after)
        return Standing::After;
    return value == step.before ? Standing::Before : Standing::Neither;
}

Result<Standing> standing(const ChangeTarget &step, Machine &machine)
{
    const auto now = readSrpTarget(machine.host, step.wwn);
    if (now == step.after)
        return Standing::After;
    if (now == step.before)
        return Standing::Before;
    return isBetween(now, step.before, step.after) ? Standing::Partly : Standing::Neither;
}

Result<Standing> standing(const SetRdmaCmPort &step, Machine &machine)
{
    const int now = readRdmaCmPort(machine.host);
    if (now == step.after)
        return Standing::After;
    return now == step.before ? Standing::Before : Standing::Neither;
}

Result<void> carryOut(const ChangeBackstore &step, Machine &machine)
{
    const auto now = standing(step, machine);
    if (!now)
        return std::unexpected(now.error());
    if (*now == Standing::Partly)
        if (auto cleared = removeObject(pathOf(step.id, machine.host), machine.kernel); !cleared || !step.after)
            return cleared;
    if (*now == Standing::Neither || *now == Standing::After)
        return fail(ErrorCode::Conflict, step.id.text());
    const auto done = !step.before ? make(step, machine) : !step.after ? remove(step, machine) : change(step, machine);
    return done.and_then([&] { return expectAfter(step, machine, step.id.text()); });
}

Result<void> carryOut(const ChangeTarget &step, Machine &machine)
{
    const auto now = standing(step, machine);
    if (!now)
        return std::unexpected(now.error());
    if (*now == Standing::Neither || *now == Standing::After)
        return fail(ErrorCode::Conflict, step.wwn);
    for (const QString &initiator : loggedInLosers(machine.host, step.wwn, step.before, step.after))
        if (!step.disconnects.contains(initiator)) // logged in since this was planned
            return fail(ErrorCode::Conflict, step.wwn, initiator);
    return operationsFor(machine.host, backstorePaths(machine.host), step.wwn, readSrpTarget(machine.host, step.wwn),
                         step.after)
        .and_then([&](const auto &operations) { return runAll(operations, machine.kernel); })
        .and_then([&] { return expectAfter(step, machine, step.wwn); });
}

Result<void> carryOut(const SetRdmaCmPort &step, Machine &machine)
{
    if (const auto now = standing(step, machine); now != Standing::Before)
        return fail(ErrorCode::Conflict, u"rdma_cm_port"_s);
    const auto makeFabric = [&] {
        return machine.host.directory(srptPath) ? Result<void>() : machine.kernel.makeNode(srptPath);
    };
    return makeFabric()
        .and_then([&] { return machine.kernel.storeAttribute(rdmaCmPortPath, QByteArray::number(step.after)); })
        .and_then([&] { return expectAfter(step, machine, u"rdma_cm_port"_s); });
}

} // namespace rdma
