// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// targetcli's words (targetcli(8)): ids are "ib." and 32 digits there, and nothing is mapped unless asked for.
#include "helper/targetcli.h"

#include "model/shelltext.h"
#include "model/srpdifference.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString word(bool value)
{
    return value ? u"true"_s : u"false"_s;
}

/// "0xfe80…" → "ib.fe80…"
QString ibName(const QString &id)
{
    return id.startsWith("0x"_L1) ? "ib."_L1 + id.sliced(2) : shellWord(id);
}

QString creation(const BackstoreId &id, const Backstore &made)
{
    const QString start = u"targetcli /backstores/%1 create "_s.arg(id.text().section(u'/', 0, 0)) +
                          shellWord("name="_L1 + id.name) + u' ';
    switch (id.kind) {
    case BackstoreKind::Block:
        return start + u"%1 readonly=%2 %3"_s.arg(shellWord("dev="_L1 + made.source), word(made.readOnly),
                                                  shellWord("wwn="_L1 + made.serial));
    case BackstoreKind::File:
        return start + u"%1 size=%2 write_back=%3 %4"_s.arg(shellWord("file_or_dev="_L1 + made.source),
                                                            QString::number(made.size), word(made.writeBack),
                                                            shellWord("wwn="_L1 + made.serial));
    case BackstoreKind::Ramdisk:
        return start + u"size=%1 %2"_s.arg(QString::number(made.size), shellWord("wwn="_L1 + made.serial));
    case BackstoreKind::Scsi:
    case BackstoreKind::User:
        break;
    }
    return {};
}

QString attribute(const BackstoreId &id, QLatin1StringView name, int value)
{
    return u"targetcli %1 set attribute %2=%3"_s.arg(shellWord("/backstores/"_L1 + id.text()), name).arg(value);
}

/// The words for one target, in the kernel's order.
struct TargetWords {
    QString path;
    QStringList lines;

    void takeAway(const SrpTarget &before, const SrpTarget &kept)
    {
        for (const auto &[initiator, acl] : before.acls) {
            const auto rest = kept.acls.find(initiator);
            if (rest == kept.acls.end())
                lines.append(u"targetcli %1/acls delete %2"_s.arg(path, ibName(initiator)));
            for (const auto &[number, mapped] : rest == kept.acls.end() ? decltype(acl.luns)() : acl.luns)
                if (!rest->second.luns.contains(number))
                    lines.append(
                        u"targetcli %1/acls/%2 delete mapped_lun=%3"_s.arg(path, ibName(initiator)).arg(number));
        }
        for (const auto &[lun, backstore] : before.luns)
            if (!kept.luns.contains(lun))
                lines.append(u"targetcli %1/luns delete lun=%2"_s.arg(path).arg(lun));
    }

    void add(const SrpTarget &kept, const SrpTarget &after)
    {
        for (const auto &[lun, backstore] : after.luns)
            if (!kept.luns.contains(lun))
                lines.append(u"targetcli %1/luns create %2 lun=%3 add_mapped_luns=false"_s
                                 .arg(path, shellWord("/backstores/"_L1 + backstore.text()))
                                 .arg(lun));
        for (const auto &[initiator, acl] : after.acls)
            addAcl(kept, initiator, acl);
    }

    void addAcl(const SrpTarget &kept, const QString &initiator, const NodeAcl &acl)
    {
        const auto there = kept.acls.find(initiator);
        if (there == kept.acls.end())
            lines.append(u"targetcli %1/acls create %2 add_mapped_luns=false"_s.arg(path, ibName(initiator)));
        for (const auto &[number, mapped] : acl.luns)
            if (there == kept.acls.end() || !there->second.luns.contains(number))
                lines.append(u"targetcli %1/acls/%2 create mapped_lun=%3 tpg_lun_or_backstore=%4 write_protect=%5"_s
                                 .arg(path, ibName(initiator))
                                 .arg(number)
                                 .arg(mapped.lun)
                                 .arg(mapped.readOnly ? 1 : 0));
    }
};

} // namespace

QStringList targetcliCommands(const ChangeBackstore &step)
{
    if (!step.after)
        return {
            u"targetcli /backstores/%1 delete %2"_s.arg(step.id.text().section(u'/', 0, 0), shellWord(step.id.name))};
    QStringList lines;
    if (!step.before)
        lines.append(creation(step.id, *step.after));
    const Backstore before = step.before.value_or(Backstore{});
    const bool isCreatedSo = !step.before && step.id.kind == BackstoreKind::File;
    if (step.after->blockSize != before.blockSize)
        lines.append(attribute(step.id, "block_size"_L1, step.after->blockSize));
    if (step.after->writeBack != before.writeBack && !isCreatedSo)
        lines.append(attribute(step.id, "emulate_write_cache"_L1, step.after->writeBack ? 1 : 0));
    if (step.after->thin != before.thin)
        lines.append(attribute(step.id, "emulate_tpu"_L1, step.after->thin ? 1 : 0));
    return lines;
}

QStringList targetcliCommands(const ChangeTarget &step)
{
    const QString name = ibName(step.wwn);
    if (!step.after)
        return {u"targetcli /srpt delete %1"_s.arg(name)};
    TargetWords words{"/srpt/"_L1 + name, {}};
    if (!step.before)
        words.lines.append(u"targetcli /srpt create %1"_s.arg(name));
    const SrpTarget before = step.before.value_or(SrpTarget{});
    const SrpTarget kept = commonPart(before, *step.after);
    words.takeAway(before, kept);
    words.add(kept, *step.after);
    if (step.before && before.enabled != step.after->enabled)
        words.lines.append(u"echo %1 > /sys/kernel/config/target/srpt/%2/tpgt_1/enable"_s.arg(
            QString::number(step.after->enabled ? 1 : 0), step.wwn));
    return words.lines;
}

} // namespace rdma
