// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// After a login: each disk with what proves that it is the one that was exported.
#include "model/srpproof.h"

#include "model/srpchainlinks.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// The disk as this host exports it.
struct OwnDisk {
    QString serial;
    quint64 size = 0;
};

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
}

QString hexDigitsOf(const QString &text)
{
    QString digits = text.toLower();
    digits.removeIf([](QChar c) { return !isHexDigit(c); });
    return digits;
}

std::optional<OwnDisk> ownDisk(const ChainScene &scene, const OwnAcl &own, quint64 lun)
{
    if (!own.acl || !own.target || lun > std::numeric_limits<quint32>::max())
        return std::nullopt;
    const auto mapped = own.acl->luns.find(static_cast<quint32>(lun));
    if (mapped == own.acl->luns.end())
        return std::nullopt;
    const auto shown = own.target->luns.find(mapped->second.lun);
    if (shown == own.target->luns.end())
        return std::nullopt;
    OwnDisk disk;
    if (const auto made = scene.exports->backstores.find(shown->second); made != scene.exports->backstores.end())
        disk.serial = made->second.serial;
    const auto &facts = scene.exportsLive->backstores;
    if (const auto known = facts.find(shown->second); known != facts.end())
        disk.size = known->second.size;
    return disk;
}

ProofRow seen(ProofItem item, const QString &value)
{
    return {.item = item, .standing = value.isEmpty() ? ChainStanding::NotKnown : ChainStanding::Good, .value = value};
}

ChainStanding equality(bool isEqual)
{
    return isEqual ? ChainStanding::Good : ChainStanding::Broken;
}

ProofRow sizeRow(const SrpLun &lun, const std::optional<OwnDisk> &own)
{
    ProofRow row{.item = ProofItem::Size,
                 .standing = lun.disk.size > 0 ? ChainStanding::Good : ChainStanding::NotKnown,
                 .size = lun.disk.size};
    if (!own || own->size == 0 || lun.disk.size == 0)
        return row;
    row.compared = true;
    row.expectedSize = own->size;
    row.standing = equality(own->size == lun.disk.size);
    return row;
}

ProofRow serialRow(const SrpLun &lun, const std::optional<OwnDisk> &own)
{
    ProofRow row = seen(ProofItem::Serial, lun.disk.serial.isEmpty() ? lun.wwid : lun.disk.serial);
    if (!own || own->serial.isEmpty() || row.value.isEmpty())
        return row;
    row.compared = true;
    row.expected = own->serial;
    row.standing = equality(isSerialOf(lun, own->serial));
    return row;
}

DiskProof proofOf(const SrpSession &session, const SrpLun &lun, const std::optional<OwnDisk> &own)
{
    return {.lun = lun.lun,
            .path = lun.disk.path,
            .rows = {seen(ProofItem::Host, QString::number(session.host)), seen(ProofItem::Address, lun.address),
                     seen(ProofItem::Vendor, lun.disk.vendor), seen(ProofItem::Model, lun.disk.model),
                     sizeRow(lun, own), serialRow(lun, own)}};
}

} // namespace

QString naaIdOf(const QString &serial)
{
    constexpr qsizetype vendorSpecific = 25;
    const QString digits = hexDigitsOf(serial);
    return digits.isEmpty() ? QString()
                            : "6001405"_L1 + digits.left(vendorSpecific).leftJustified(vendorSpecific, u'0');
}

bool isSerialOf(const SrpLun &lun, const QString &serial)
{
    const QString digits = hexDigitsOf(serial);
    if (!lun.disk.serial.isEmpty() && (lun.disk.serial == serial || hexDigitsOf(lun.disk.serial) == digits))
        return !digits.isEmpty() || lun.disk.serial == serial;
    return !digits.isEmpty() && lun.wwid == "naa."_L1 + naaIdOf(serial);
}

std::vector<DiskProof> srpProof(const ChainScene &scene)
{
    std::vector<DiskProof> proofs;
    const SrpSession *session = sessionOf(scene);
    if (!session)
        return proofs;
    const auto own = ownAcl(scene);
    for (const SrpLun &lun : session->luns)
        proofs.push_back(proofOf(*session, lun, own ? ownDisk(scene, *own, lun.lun) : std::nullopt));
    return proofs;
}

} // namespace rdma
