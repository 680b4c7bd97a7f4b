// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// SRP exports in plain words: steps, sizes, who uses a disk.
#include "gui/words/srptargetwords.h"

#include "gui/words/plaintext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::SrpTargetWords)
};

QString makeWords(const StepView &step)
{
    const QString name = technical(step.subject.section(u'/', 1));
    if (step.subject.startsWith("block/"_L1))
        return fill(Words::tr("Set up the disk %1 on %2"), name, technical(step.after));
    if (step.subject.startsWith("fileio/"_L1))
        return fill(Words::tr("Set up the disk %1 in the image file %2"), name, technical(step.after));
    if (step.subject.startsWith("ramdisk/"_L1))
        return fill(Words::tr("Set up the ramdisk %1 with %2"), name, sizeWords(step.after.toULongLong()));
    return fill(Words::tr("Set up the disk %1"), technical(step.subject));
}

QString removeWords(const StepView &step)
{
    const QString name = technical(step.subject.section(u'/', 1));
    return fill(step.subject.startsWith("ramdisk/"_L1) ? Words::tr("Remove the ramdisk %1 and what is in it")
                                                       : Words::tr("Remove the disk %1; its data stays"),
                name);
}

QString disconnectWords(const StepView &step)
{
    const QStringList initiators = step.after.split(u", "_s, Qt::SkipEmptyParts);
    const QString port = technical(gidWords(step.subject));
    if (initiators.size() == 1)
        return fill(Words::tr("Change the exports of %1, which disconnects %2"), port,
                    technical(initiators.constFirst()));
    return fill(Words::tr("Change the exports of %1, which disconnects %2 initiators"), port,
                QString::number(initiators.size()));
}

QString listenWords(const StepView &step)
{
    if (step.after == "0"_L1)
        return Words::tr("Listen for RDMA/CM logins no longer");
    return fill(Words::tr("Listen for RDMA/CM logins on port %1"), technical(step.after));
}

/// "…/saveconfig.json" is rtslib's, wherever the distribution keeps it.
std::optional<QString> fileWords(const StepView &step)
{
    const QString file = technical(step.subject);
    if (step.subject.endsWith("/saveconfig.json"_L1))
        return fill(Words::tr("Save the exports in %1, from which they come back at boot"), file);
    if (step.subject.endsWith("/saveconfig.json.before-rdma-manager"_L1))
        return fill(Words::tr("Keep what was saved before in %1"), file);
    if (step.subject.endsWith("/srp-target.json"_L1))
        return fill(Words::tr("Save the RDMA/CM port in %1, from which it comes back at boot"), file);
    return std::nullopt;
}

QString oneUse(const DeviceUse &use)
{
    const QString subject = technical(use.subject);
    switch (use.use) {
    case BlockUse::Mounted:
        return fill(Words::tr("mounted on %1"), subject);
    case BlockUse::Swap:
        return Words::tr("swap space");
    case BlockUse::Holder:
        return fill(Words::tr("used by the device %1"), subject);
    case BlockUse::Lvm:
        return Words::tr("belongs to LVM");
    case BlockUse::Raid:
        return Words::tr("member of a RAID");
    case BlockUse::Multipath:
        return Words::tr("path of a multipath device");
    case BlockUse::Exported:
        return fill(Words::tr("exported already as %1"), subject);
    case BlockUse::Partitions:
        return fill(Words::tr("its partition %1 is in use"), subject);
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

QString gidWords(const QString &wwn)
{
    static const QRegularExpression gid(u"^0x[0-9a-f]{32}$"_s);
    if (!gid.match(wwn).hasMatch())
        return wwn;
    QStringList groups;
    for (qsizetype at = 2; at < wwn.size(); at += 4)
        groups.append(wwn.mid(at, 4));
    return groups.join(u':');
}

QString sizeWords(quint64 bytes)
{
    const QLocale locale;
    if (bytes == 0)
        return {};
    // The unit is Latin and would go before the number.
    return technical(locale.formattedDataSize(static_cast<qint64>(bytes), bytes % 1024 == 0 ? 1 : 0));
}

QString backstoreKindWords(BackstoreKind kind)
{
    switch (kind) {
    case BackstoreKind::Block:
        return Words::tr("Block device");
    case BackstoreKind::File:
        return Words::tr("Image file");
    case BackstoreKind::Ramdisk:
        return Words::tr("Ramdisk");
    case BackstoreKind::Scsi:
        return Words::tr("SCSI passthrough");
    case BackstoreKind::User:
        return Words::tr("User-space disk");
    }
    Q_UNREACHABLE_RETURN({});
}

QString useWords(const BlockDevice &device)
{
    QStringList words;
    if (device.holdsRoot)
        return Words::tr("holds the running system");
    for (const DeviceUse &use : device.uses)
        words.append(oneUse(use));
    return words.join(u", "_s);
}

Lasting lastingOf(bool now, bool atBoot)
{
    if (now)
        return atBoot ? Lasting::NowAndAfter : Lasting::OnlyNow;
    return atBoot ? Lasting::OnlyAfter : Lasting::Nowhere;
}

QString lastingWords(Lasting lasting)
{
    switch (lasting) {
    case Lasting::Nowhere:
        return {};
    case Lasting::NowAndAfter:
        return Words::tr("now and after a reboot");
    case Lasting::OnlyNow:
        return Words::tr("only until the next reboot");
    case Lasting::OnlyAfter:
        return Words::tr("only after the next reboot");
    case Lasting::Otherwise:
        return Words::tr("differently after a reboot");
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<QString> srpStepWords(const StepView &step)
{
    const QString port = technical(gidWords(step.subject));
    if (step.kind == "make-backstore"_L1)
        return makeWords(step);
    if (step.kind == "change-backstore"_L1)
        return fill(Words::tr("Change the attributes of the disk %1"), technical(step.subject.section(u'/', 1)));
    if (step.kind == "remove-backstore"_L1)
        return removeWords(step);
    if (step.kind == "make-target"_L1)
        return fill(Words::tr("Export disks on the port %1"), port);
    if (step.kind == "change-target"_L1)
        return fill(Words::tr("Change what the port %1 exports"), port);
    if (step.kind == "shrink-target"_L1)
        return fill(Words::tr("Take back some of what the port %1 exports"), port);
    if (step.kind == "remove-target"_L1)
        return fill(Words::tr("Export nothing on the port %1 any more"), port);
    if (step.kind == "disconnect-initiators"_L1)
        return disconnectWords(step);
    if (step.kind == "set-rdma-cm-port"_L1)
        return listenWords(step);
    return step.kind == "write-file"_L1 ? fileWords(step) : std::nullopt;
}

} // namespace rdma
