// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The wordings of scsi_add_lun() (drivers/scsi/scsi_scan.c) and sd_revalidate_disk() (drivers/scsi/sd.c).
#include "model/scsilines.h"

#include "model/initiatorlines.h"
#include "model/linetext.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// A host number is used again when its host is gone: the last one of it is meant.
LoggedInHost *hostOf(std::vector<LoggedInHost> &hosts, int number)
{
    const auto found = std::find_if(hosts.rbegin(), hosts.rend(), [&](const auto &one) { return one.host == number; });
    return found == hosts.rend() ? nullptr : &*found;
}

/// "7:0:0:0: " after who says it.
std::optional<QString> addressFrom(LineText &text)
{
    const QStringView address = text.upTo(": "_L1);
    const auto isPart = [](QChar c) { return (c >= u'0' && c <= u'9') || c == u':'; };
    if (address.count(u':') != 3 || address.size() > 40 || !std::ranges::all_of(address, isPart))
        return std::nullopt;
    return address.toString();
}

LoggedInDisk *diskOf(std::vector<LoggedInHost> &hosts, const QString &address)
{
    const auto number = numberFrom(QStringView(address).left(address.indexOf(u':')));
    LoggedInHost *host = number ? hostOf(hosts, *number) : nullptr;
    if (!host)
        return nullptr;
    const auto found = std::ranges::find(host->disks, address, &LoggedInDisk::address);
    if (found != host->disks.end())
        return &*found;
    return &host->disks.emplace_back(LoggedInDisk{.address = address});
}

/// "scsi host7: SRP.T10:001175000077DD7E"
void takeHostName(std::vector<LoggedInHost> &hosts, LineText text)
{
    if (!text.skip("scsi host"_L1))
        return;
    const auto number = numberFrom(text.upTo(": "_L1));
    if (number && text.rest().startsWith("SRP.T10:"_L1))
        hosts.push_back({.host = *number, .service = text.rest().left(64).toString()});
}

/// "Direct-Access     LIO-ORG  vol1             4.0  PQ: 0 ANSI: 5": fixed widths of 17, 8, 16 and 4, a blank between.
void takeInquiry(std::vector<LoggedInHost> &hosts, LineText text)
{
    if (!text.skip("scsi "_L1))
        return;
    const auto address = addressFrom(text);
    if (!address || !text.rest().startsWith("Direct-Access "_L1))
        return;
    if (LoggedInDisk *disk = diskOf(hosts, *address)) {
        disk->vendor = text.rest().mid(18, 8).trimmed().toString();
        disk->model = text.rest().mid(27, 16).trimmed().toString();
        disk->revision = text.rest().mid(44, 4).trimmed().toString();
    }
}

/// "163258368 512-byte logical blocks: (83.5 GB/77.8 GiB)"
quint64 sizeFrom(LineText text)
{
    bool known = false;
    const quint64 blocks = text.upTo(" "_L1).toULongLong(&known);
    const auto block = numberFrom(text.upTo("-byte logical blocks: "_L1));
    const bool fits = block && *block > 0 && blocks <= std::numeric_limits<qint64>::max() / quint64(*block);
    return known && fits ? blocks * quint64(*block) : 0;
}

/// "sd 7:0:0:0: [sdb] …"
void takeDisk(std::vector<LoggedInHost> &hosts, LineText text)
{
    if (!text.skip("sd "_L1))
        return;
    const auto address = addressFrom(text);
    if (!address || !text.skip("["_L1))
        return;
    const QStringView name = text.upTo("] "_L1);
    LoggedInDisk *disk = diskOf(hosts, *address);
    if (!disk || name.isEmpty())
        return;
    disk->name = name.left(32).toString();
    if (text.rest().contains("-byte logical blocks: "_L1))
        disk->size = sizeFrom(text);
    disk->usable = disk->usable || text.rest() == "Attached SCSI disk"_L1;
}

void takeNewTarget(std::vector<LoggedInHost> &hosts, QStringView text)
{
    const auto line = initiatorLine(text);
    if (!line || line->event != InitiatorEvent::NewTarget || !line->host)
        return;
    if (LoggedInHost *host = hostOf(hosts, *line->host)) {
        host->from = line->from;
        host->to = line->to;
    }
}

} // namespace

std::vector<LoggedInHost> loggedInHosts(const std::vector<LogLine> &lines)
{
    std::vector<LoggedInHost> hosts;
    for (const LogLine &line : lines) {
        LineText text(line.text);
        text.skipTime();
        takeHostName(hosts, text);
        takeInquiry(hosts, text);
        takeDisk(hosts, text);
        takeNewTarget(hosts, text.rest());
    }
    return hosts;
}

} // namespace rdma
