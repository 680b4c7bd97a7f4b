// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "srp_target": what a wish may want.
#include "helper/features/srptarget.h"

#include "helper/blockdevices.h"
#include "model/initiatorid.h"
#include "model/srptargetlaw.h"

#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 mebibyte = quint64{1024} * 1024;
constexpr quint64 largestImage = 16 * mebibyte * mebibyte; // ext4's largest file
constexpr quint64 sectorBytes = 4096;
constexpr int firstUnprivilegedPort = 1024;

std::unexpected<Error> refuse(const QString &where, const QString &why)
{
    return fail(ErrorCode::InvalidWish, where, why);
}

QString where(const BackstoreId &id, QLatin1StringView field)
{
    return "now.backstores."_L1 + id.text() + u'.' + field;
}

template <typename Key, typename T> bool isAsBefore(const std::map<Key, T> &before, const Key &key, const T &value)
{
    const auto old = before.find(key);
    return old != before.end() && old->second == value;
}

// Disks

Result<void> checkSize(const SrpTargetState &current, const BackstoreId &id, quint64 size)
{
    const quint64 largest = id.kind == BackstoreKind::Ramdisk ? current.live.memory / 2 : largestImage;
    if (size < mebibyte || size > largest || size % sectorBytes != 0)
        return refuse(where(id, "size"_L1), u"%1 to %2"_s.arg(mebibyte).arg(largest));
    return {};
}

/// As the state spells it: the kernel would follow other paths to the same disk, and later readers of it might not.
bool isSpelled(const BlockDevice &disk, const QString &path)
{
    constexpr qsizetype longest = 511; // udev_path's
    const bool isOneToken =
        path.size() <= longest && std::ranges::none_of(path, [](QChar c) {
            return c == u',' || c.unicode() <= 0x20 || c.unicode() >= 0x7f; // `control` ends a value there
        });
    return isOneToken && (disk.path == path || disk.stablePaths.contains(path) || disk.links.contains(path));
}

/// Whoever has it in use is told by the state, not by the error.
Result<void> checkDisk(const SrpTargetState &current, const BackstoreId &id, const Backstore &backstore)
{
    const auto name = deviceNamed(current.live.disks, backstore.source);
    const auto disk = std::ranges::find(current.live.disks, name.value_or(QString()), &BlockDevice::name);
    if (disk == current.live.disks.end() || !isSpelled(*disk, backstore.source))
        return fail(ErrorCode::NotFound, backstore.source, u"disk"_s);
    if (!disk->uses.empty() || disk->holdsRoot)
        return fail(ErrorCode::Busy, backstore.source, u"in use"_s);
    if (disk->readOnly && !backstore.readOnly)
        return refuse(where(id, "readOnly"_L1), u"disk is read-only"_s);
    if (backstore.size != 0 || backstore.writeBack)
        return refuse(where(id, backstore.size != 0 ? "size"_L1 : "writeBack"_L1), u"of the disk itself"_s);
    return {};
}

Result<void> checkImage(const SrpTargetState &current, const BackstoreId &id, const Backstore &backstore)
{
    if (backstore.source != imagesPath + u'/' + id.name + ".img"_L1)
        return refuse(where(id, "source"_L1), imagesPath + u'/' + id.name + ".img"_L1);
    for (const auto &[other, present] : current.config.now.backstores) // LIO lets two write to one file
        if (other != id && present.source == backstore.source)
            return fail(ErrorCode::Busy, backstore.source, other.text());
    return checkSize(current, id, backstore.size);
}

Result<void> checkRamdisk(const SrpTargetState &current, const BackstoreId &id, const Backstore &backstore)
{
    if (!backstore.source.isEmpty() || backstore.thin)
        return refuse(where(id, backstore.thin ? "thin"_L1 : "source"_L1), u"not of a ramdisk"_s);
    return checkSize(current, id, backstore.size);
}

Result<void> checkSource(const SrpTargetState &current, const BackstoreId &id, const Backstore &backstore)
{
    switch (id.kind) {
    case BackstoreKind::Block:
        return checkDisk(current, id, backstore);
    case BackstoreKind::File:
        return checkImage(current, id, backstore);
    case BackstoreKind::Ramdisk:
        return checkRamdisk(current, id, backstore);
    case BackstoreKind::Scsi:
    case BackstoreKind::User:
        break;
    }
    return fail(ErrorCode::NotSupported, id.text(), u"backstore kind"_s);
}

Result<void> checkBlockSize(const BackstoreId &id, int size)
{
    const bool isOne = size == 0 || size == 512 || size == 1024 || size == 2048 || size == 4096;
    return isOne ? Result<void>() : refuse(where(id, "blockSize"_L1), u"512, 1024, 2048 or 4096"_s);
}

std::unexpected<Error> refuse(const BackstoreId &id, DiskProblem problem)
{
    switch (problem) {
    case DiskProblem::OddName:
    case DiskProblem::NameTaken: // a new key is nobody's
        return refuse("now.backstores."_L1 + id.text(), u"not a name"_s);
    case DiskProblem::OddSerial:
        return refuse(where(id, "serial"_L1), u"8 to 64 letters, digits, dashes"_s);
    case DiskProblem::SerialTaken:
        return refuse(where(id, "serial"_L1), u"taken"_s);
    }
    Q_UNREACHABLE_RETURN(refuse(id.text(), {}));
}

Result<void> checkNew(const SrpTargetState &current, const SrpTree &wanted, const BackstoreId &id,
                      const Backstore &backstore)
{
    if (const auto problem = problemWithName(current.config.now, id))
        return refuse(id, *problem);
    if (const auto problem = problemWithSerial(wanted, id, backstore.serial))
        return refuse(id, *problem);
    return checkBlockSize(id, backstore.blockSize).and_then([&] { return checkSource(current, id, backstore); });
}

/// Somebody who is logged in and sees the disk; empty: nobody.
QString userOf(const SrpTargetState &current, const BackstoreId &id)
{
    for (const auto &[wwn, sessions] : current.live.sessions) {
        const SrpTarget &target = current.config.now.targets.at(wwn);
        for (const auto &[initiator, session] : sessions)
            if (shows(target, target.acls.at(initiator), id))
                return initiator;
    }
    return {};
}

Result<void> checkAttributes(const SrpTargetState &current, const BackstoreId &id, const Backstore &backstore)
{
    const bool isKnown = id.kind == BackstoreKind::File || id.kind == BackstoreKind::Ramdisk;
    const Backstore &present = current.config.now.backstores.at(id);
    if (backstore.writeBack != present.writeBack && !isKnown)
        return refuse(where(id, "writeBack"_L1), u"of the disk itself"_s);
    if (losesFlushes(current.live.backstores.at(id).buffered, present, backstore))
        return refuse(where(id, "writeBack"_L1), u"opened for write-back"_s);
    if (backstore.thin && id.kind == BackstoreKind::Ramdisk)
        return refuse(where(id, "thin"_L1), u"not of a ramdisk"_s);
    return {};
}

Result<void> checkChanged(const SrpTargetState &current, const BackstoreId &id, const Backstore &backstore)
{
    if (!current.live.backstores.at(id).active)
        return refuse("now.backstores."_L1 + id.text(), u"not active"_s);
    if (!isSameDisk(current.config.now.backstores.at(id), backstore))
        return refuse("now.backstores."_L1 + id.text(), u"cannot be changed"_s);
    if (!current.live.backstores.at(id).usedBy.isEmpty())
        return fail(ErrorCode::Busy, id.text(), current.live.backstores.at(id).usedBy.first());
    if (const QString initiator = userOf(current, id); !initiator.isEmpty())
        return fail(ErrorCode::Busy, id.text(), initiator);
    return checkAttributes(current, id, backstore);
}

/// The kernel allocates a ramdisk when it is enabled, outside of every limit of ours.
Result<void> checkRamdisks(const SrpTargetState &current, const SrpTree &wanted)
{
    quint64 sum = 0;
    bool hasNew = false;
    for (const auto &[id, backstore] : wanted.backstores) {
        if (id.kind != BackstoreKind::Ramdisk)
            continue;
        sum += backstore.size;
        hasNew = hasNew || !current.config.now.backstores.contains(id);
    }
    if (hasNew && sum > current.live.memory / 2)
        return refuse(u"now.backstores"_s, u"all ramdisks together: at most %1"_s.arg(current.live.memory / 2));
    return {};
}

/// Two new disks of one device: LIO would refuse the second only when it is enabled.
Result<void> checkDevices(const SrpTargetState &current, const SrpTree &wanted)
{
    std::set<QString> devices;
    for (const auto &[id, backstore] : wanted.backstores) {
        if (current.config.now.backstores.contains(id) || id.kind != BackstoreKind::Block)
            continue;
        if (!devices.insert(*deviceNamed(current.live.disks, backstore.source)).second)
            return fail(ErrorCode::Busy, backstore.source, u"in use"_s);
    }
    return {};
}

Result<void> checkBackstores(const SrpTargetState &current, const SrpTree &wanted)
{
    const auto &before = current.config.now.backstores;
    for (const auto &[id, backstore] : wanted.backstores) {
        if (isAsBefore(before, id, backstore))
            continue;
        const auto fit =
            before.contains(id) ? checkChanged(current, id, backstore) : checkNew(current, wanted, id, backstore);
        if (!fit)
            return fit;
    }
    for (const auto &[id, facts] : current.live.backstores)
        if (!wanted.backstores.contains(id) && !facts.usedBy.isEmpty())
            return fail(ErrorCode::Busy, id.text(), facts.usedBy.first());
    return checkRamdisks(current, wanted).and_then([&] { return checkDevices(current, wanted); });
}

// Targets

Result<void> checkLuns(const SrpTree &wanted, const QString &wwn, const SrpTarget &target)
{
    const QString place = "now.targets."_L1 + wwn;
    for (const auto &[lun, backstore] : target.luns)
        if (!wanted.backstores.contains(backstore))
            return refuse(u"%1.luns.%2"_s.arg(place).arg(lun), u"no such disk"_s);
    for (const auto &[initiator, acl] : target.acls)
        for (const auto &[number, mapped] : acl.luns)
            if (!target.luns.contains(mapped.lun))
                return refuse(u"%1.acls.%2.luns.%3"_s.arg(place, initiator).arg(number), u"no such LUN"_s);
    return {};
}

/// The kernel takes more forms and compares only this one with what an initiator sends (srpt_cm_req_recv()).
Result<void> checkInitiators(const SrpTarget &before, const QString &wwn, const SrpTarget &target)
{
    for (const auto &[initiator, acl] : target.acls)
        if (!before.acls.contains(initiator) && !isCanonicalInitiatorId(initiator))
            return refuse(u"now.targets.%1.acls.%2"_s.arg(wwn, initiator), u"not an initiator id"_s);
    return {};
}

Result<void> checkTargets(const SrpTargetState &current, const SrpTree &wanted)
{
    for (const auto &[wwn, target] : wanted.targets) {
        const auto old = current.config.now.targets.find(wwn);
        const bool isNew = old == current.config.now.targets.end();
        if (isNew && !isPortHere(current.live, wwn))
            return fail(ErrorCode::NotFound, wwn, u"port"_s);
        auto fit = checkLuns(wanted, wwn, target).and_then([&] {
            return checkInitiators(isNew ? SrpTarget{} : old->second, wwn, target);
        });
        if (!fit)
            return fit;
    }
    return {};
}

// What is saved

/// A wish for the next boot takes from what runs, leaves what is saved, or takes it away: it invents nothing.
template <typename Key, typename T>
Result<void> checkSaved(const std::map<Key, T> &saved, const std::map<Key, T> &running, const std::map<Key, T> &wanted,
                        auto textOf)
{
    for (const auto &[key, value] : wanted)
        if (!isAsBefore(saved, key, value) && !isAsBefore(running, key, value))
            return refuse("atBoot."_L1 + textOf(key), u"neither running nor saved"_s);
    return {};
}

bool isPort(int port)
{
    return port == 0 || port >= firstUnprivilegedPort;
}

Result<void> checkAtBoot(const SrpTargetState &current, const SrpTargetConfig &wanted)
{
    const SrpTree &saved = current.config.atBoot;
    if (wanted.atBoot == saved)
        return {};
    if (current.live.unreadable)
        return std::unexpected(*current.live.unreadable);
    const int port = wanted.atBoot.rdmaCmPort;
    if (port != saved.rdmaCmPort && port != wanted.now.rdmaCmPort)
        return refuse(u"atBoot.rdmaCmPort"_s, u"neither running nor saved"_s);
    return checkSaved(saved.backstores, wanted.now.backstores, wanted.atBoot.backstores,
                      [](const BackstoreId &id) { return "backstores."_L1 + id.text(); })
        .and_then([&] {
            return checkSaved(saved.targets, wanted.now.targets, wanted.atBoot.targets,
                              [](const QString &wwn) { return "targets."_L1 + wwn; });
        })
        .and_then([&]() -> Result<void> {
            const auto wwn = targetOfOtherDisks(saved, wanted.now, wanted.atBoot);
            return wwn ? refuse("atBoot.targets."_L1 + *wwn, u"other disks"_s) : Result<void>();
        });
}

} // namespace

Result<void> checkSrpWish(const SrpTargetState &current, const SrpTargetConfig &wanted)
{
    const int port = wanted.now.rdmaCmPort;
    if (port != current.config.now.rdmaCmPort && !isPort(port))
        return refuse(u"now.rdmaCmPort"_s, u"1024 to 65535"_s);
    return checkBackstores(current, wanted.now)
        .and_then([&] { return checkTargets(current, wanted.now); })
        .and_then([&] { return checkAtBoot(current, wanted); });
}

} // namespace rdma
