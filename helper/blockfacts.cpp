// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading /sys/class/block/NAME (Documentation/ABI/stable/sysfs-block) and /run/udev/data/bMAJOR:MINOR.
#include "helper/blockfacts.h"

#include "model/devicetext.h"
#include "model/json.h"

#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto blockClass = "/sys/class/block/"_L1;
constexpr quint64 sectorSize = 512; ///< of sysfs's numbers, whatever the disk's own is

QString textOr(const std::optional<QByteArray> &text, const QString &otherwise = {})
{
    return shownText(text.value_or(QByteArray())).value_or(otherwise);
}

QStringList names(const HostDirectory &directory, const char *list)
{
    QStringList texts;
    const auto below = directory.directory(list);
    for (const QByteArray &name : below ? below->list() : QByteArrayList())
        texts.append(QString::fromUtf8(name));
    return texts;
}

/// 0: not known.
std::optional<quint64> bytesFrom(const std::optional<QByteArray> &sectors)
{
    const auto number = numberFrom(sectors.value_or(QByteArray()));
    return number && *number <= quint64(maxExactInteger) / sectorSize ? std::optional(*number * sectorSize)
                                                                      : std::nullopt;
}

/// Swapped-out memory or a boot image, nobody's disk.
bool isMemory(const QString &name)
{
    return name.startsWith("ram"_L1) || name.startsWith("zram"_L1);
}

/// Of DOS partition tables: a few sectors that lead to the logical partitions.
bool isExtended(const UdevEntry &udev)
{
    constexpr std::array types{QByteArrayView("0x5"), QByteArrayView("0xf"), QByteArrayView("0x85")};
    return udev.properties.value("ID_PART_ENTRY_SCHEME") == "dos" &&
           std::ranges::contains(types, udev.properties.value("ID_PART_ENTRY_TYPE"));
}

/// A drive without a disc has a size (sr_probe() in drivers/scsi/sr.c starts with one GB), a loop device without a file
/// may have its last one.
bool isEmpty(const BlockFacts &facts, const HostDirectory &directory)
{
    const QString &name = facts.device.name;
    if (!facts.device.wholeDisk.isEmpty())
        return isExtended(facts.udev);
    if (name.startsWith("loop"_L1))
        return !directory.directory("loop");
    return name.startsWith("sr"_L1) && facts.udev.properties.value("ID_CDROM_MEDIA") != "1";
}

/// Of a partition: the directory above its own.
QString diskOf(const Host &host, const QString &name, const HostDirectory &directory)
{
    return directory.attribute("partition") ? host.target(blockClass + name).value_or(QString()).section(u'/', -2, -2)
                                            : QString();
}

/// As lsblk(8) looks for it: for SCSI, ID_SERIAL_SHORT is the WWN, and on the label is the unit's serial number.
QString serialFrom(const UdevEntry &udev)
{
    constexpr std::array keys{"ID_SCSI_SERIAL", "SCSI_IDENT_SERIAL", "ID_SERIAL_SHORT", "ID_SERIAL"};
    for (const char *key : keys)
        if (const auto serial = shownText(udev.properties.value(key)))
            return *serial;
    return {};
}

/// For virtio it is a number of the bus, nobody's name.
QString vendorFrom(const std::optional<QByteArray> &text)
{
    const QString vendor = textOr(text);
    return vendor.startsWith("0x"_L1) ? QString() : vendor;
}

/// What the hardware says; partitions have it from their disk, what is made of others has none.
void addHardware(BlockFacts &facts, const Host &host)
{
    const QString hardware = blockClass + facts.device.name + "/device/"_L1;
    facts.device.vendor = vendorFrom(host.attribute(hardware + "vendor"_L1));
    facts.device.model = textOr(host.attribute(hardware + "model"_L1), textOr(facts.udev.properties.value("ID_MODEL")));
    if (facts.device.serial.isEmpty())
        facts.device.serial = textOr(host.attribute(hardware + "serial"_L1));
}

void addLayers(BlockFacts &facts, const HostDirectory &directory)
{
    facts.holders = names(directory, "holders");
    facts.slaves = names(directory, "slaves");
    facts.isArray = directory.directory("md").has_value();
    if (const auto map = directory.directory("dm")) {
        facts.mapName = map->attribute("name").value_or(QByteArray());
        facts.mapUuid = map->attribute("uuid").value_or(QByteArray());
    }
}

BlockFacts factsFrom(const Host &host, const QString &name, const HostDirectory &directory, const QByteArray &number)
{
    BlockFacts facts{.device = {.name = name, .path = "/dev/"_L1 + QString(name).replace(u'!', u'/')},
                     .number = number,
                     .udev = readUdevEntry(host, u'b' + QString::fromLatin1(number))};
    facts.device.wholeDisk = diskOf(host, name, directory);
    facts.device.readOnly = directory.attribute("ro") == "1";
    facts.device.removable = directory.attribute("removable") == "1";
    facts.device.serial = serialFrom(facts.udev);
    facts.device.fileSystem = textOr(facts.udev.properties.value("ID_FS_TYPE"));
    addLayers(facts, directory);
    if (facts.device.wholeDisk.isEmpty() && facts.slaves.isEmpty())
        addHardware(facts, host);
    return facts;
}

/// 8:1. Hidden devices, the paths of NVMe multipath, have none.
bool isNumber(const QByteArray &text)
{
    const QByteArrayList parts = text.split(':');
    return parts.size() == 2 && std::ranges::all_of(parts, [](const QByteArray &part) {
               return !part.isEmpty() && part.size() < 10 &&
                      std::ranges::all_of(part, [](char digit) { return digit >= '0' && digit <= '9'; });
           });
}

} // namespace

std::optional<BlockFacts> readBlockFacts(const Host &host, const QString &name)
{
    const auto directory = isMemory(name) ? fail(ErrorCode::NotSupported) : host.directory(blockClass + name);
    const auto number = directory ? directory->attribute("dev") : std::nullopt;
    if (!number || !isNumber(*number))
        return std::nullopt;
    const auto size = bytesFrom(directory->attribute("size"));
    if (size == quint64{0})
        return std::nullopt;
    BlockFacts facts = factsFrom(host, name, *directory, *number);
    facts.device.size = size.value_or(0);
    const bool isStillThere = directory->attribute("dev") == number;
    return isStillThere && !isEmpty(facts, *directory) ? std::optional(std::move(facts)) : std::nullopt;
}

} // namespace rdma
