// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Disks and partitions of a fake machine: their directories, their entries in udev's database, who mounts them.
#include "tests/fake/fakeblock.h"

#include <QDir>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 sectorSize = 512;
constexpr int sdMajor = 8;
constexpr int extendedMajor = 259; ///< BLOCK_EXT_MAJOR: NVMe, and what has no minor left

QString slashed(const QString &directory, const QString &target)
{
    return QDir(directory).relativeFilePath(target);
}

/// Where the hardware of a disk is, and its attributes: a SCSI device, an NVMe controller, a virtio device.
struct Hardware {
    QString directory;
    QString block; ///< what is between it and the disk
    FakeFiles files;
};

Hardware hardwareOf(const FakeDisk &disk, qsizetype number)
{
    const QString index = QString::number(number);
    if (disk.name.startsWith("nvme"_L1)) {
        const QString controller = disk.name.first(disk.name.lastIndexOf(u'n'));
        return {"/sys/devices/pci0000:00/0000:00:1d.0/nvme/"_L1 + controller,
                u"/"_s,
                {{u"model"_s, disk.model.leftJustified(40, ' ')}, {u"serial"_s, disk.serial.leftJustified(20, ' ')}}};
    }
    if (disk.name.startsWith("vd"_L1))
        return {"/sys/devices/pci0000:00/0000:00:02.0/virtio"_L1 + index, u"/block/"_s, {{u"vendor"_s, "0x1af4"}}};
    return {"/sys/devices/pci0000:00/0000:00:1f.0/host0/target0:0:%1/0:0:%1:0"_L1.arg(index),
            u"/block/"_s,
            {{u"vendor"_s, disk.vendor.leftJustified(8, ' ')}, {u"model"_s, disk.model.leftJustified(16, ' ')}}};
}

QByteArray underlined(const QByteArray &text)
{
    return QByteArray(text).replace(' ', '_');
}

/// 60-persistent-storage.rules.
QByteArrayList linksOf(const FakeDisk &disk, qsizetype number)
{
    const QByteArray path = "disk/by-path/pci-0000:00:1f.0-" + QByteArray::number(number);
    const QByteArray name = underlined(disk.model) + '_' + underlined(disk.serial);
    if (disk.name.startsWith("nvme"_L1))
        return {path, "disk/by-id/nvme-" + name, "disk/by-id/nvme-eui." + disk.wwn};
    if (disk.name.startsWith("vd"_L1))
        return {path, "disk/by-id/virtio-" + disk.serial};
    if (disk.name.startsWith("sr"_L1))
        return {path, "disk/by-id/ata-" + name, "cdrom"};
    const QByteArray scsi = "disk/by-id/scsi-S" + disk.vendor + '_' + name;
    return disk.wwn.isEmpty()
               ? QByteArrayList{path, scsi}
               : QByteArrayList{path, scsi, "disk/by-id/scsi-3" + disk.wwn, "disk/by-id/wwn-0x" + disk.wwn};
}

FakeFiles propertiesOf(const FakeDisk &disk)
{
    FakeFiles properties{{u"DEVTYPE"_s, "disk"}, {u"ID_MODEL"_s, underlined(disk.model)}};
    const bool isScsi = disk.name.startsWith("sd"_L1);
    properties[u"ID_SERIAL_SHORT"_s] = isScsi ? disk.wwn : disk.serial;
    if (isScsi)
        properties[u"ID_SCSI_SERIAL"_s] = disk.serial;
    properties.insert(disk.properties);
    return properties;
}

} // namespace

FakeBlock::FakeBlock(FakeHostRoot &root) : m_root(root)
{
    m_root.makeDirectory(u"/sys/class/block"_s);
    m_root.write(u"/proc/swaps"_s, "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
}

void FakeBlock::addDisk(const FakeDisk &disk)
{
    const qsizetype place = m_devices.size();
    const Hardware hardware = hardwareOf(disk, place);
    const bool isScsi = disk.name.size() == 3 && disk.name.startsWith("sd"_L1);
    const QByteArray number =
        isScsi ? "8:" + QByteArray::number((disk.name.back().unicode() - u'a') * 16) : newNumber(extendedMajor);
    const QString directory = hardware.directory + hardware.block + disk.name;
    FakeFiles files{{u"removable"_s, "0"}};
    files.insert(disk.files);
    for (const auto &[name, text] : hardware.files.asKeyValueRange())
        m_root.write(hardware.directory + u'/' + name, text + '\n');
    add(disk.name, {directory, number, "/dev/" + disk.name.toUtf8(), linksOf(disk, place), 0, propertiesOf(disk)},
        disk.bytes, files);
    m_root.link(directory + "/device"_L1, slashed(directory, hardware.directory));
}

void FakeBlock::removeDisk(const QString &name)
{
    m_root.remove("/sys/class/block/"_L1 + name);
    m_root.remove(udevEntryOf(name));
    m_root.remove(m_devices[name].directory);
    m_devices.remove(name);
}

QString FakeBlock::addPartition(const QString &disk, int number, quint64 bytes)
{
    const Device &whole = m_devices[disk];
    const QByteArray index = QByteArray::number(number);
    const QString name = disk + (disk.back().isDigit() ? u"p"_s : QString()) + QString::fromLatin1(index);
    const QByteArrayList numbers = whole.number.split(':');
    Device part{whole.directory + u'/' + name,
                numbers[0].toInt() == sdMajor ? "8:" + QByteArray::number(numbers[1].toInt() + number)
                                              : newNumber(extendedMajor),
                "/dev/" + name.toUtf8(),
                {},
                0,
                whole.properties};
    for (const QByteArray &link : whole.links)
        part.links.append(link + "-part" + index);
    part.properties[u"DEVTYPE"_s] = "partition";
    part.properties[u"ID_PART_ENTRY_SCHEME"_s] = "gpt";
    part.properties[u"ID_PART_ENTRY_NUMBER"_s] = index;
    add(name, part, bytes, {{u"partition"_s, index}, {u"start"_s, "2048"}});
    return name;
}

void FakeBlock::add(const QString &name, const Device &device, quint64 bytes, const FakeFiles &files)
{
    FakeFiles all{{u"dev"_s, device.number}, {u"size"_s, QByteArray::number(bytes / sectorSize)}, {u"ro"_s, "0"}};
    all.insert(files);
    for (const auto &[file, text] : all.asKeyValueRange())
        if (!text.isNull())
            m_root.write(device.directory + u'/' + file, text + '\n');
    m_root.makeDirectory(device.directory + "/holders"_L1);
    if (!files.contains(u"partition"_s))
        m_root.makeDirectory(device.directory + "/slaves"_L1);
    m_root.link("/sys/class/block/"_L1 + name, slashed(u"/sys/class/block"_s, device.directory));
    m_devices[name] = device;
    writeUdevEntry(name);
}

void FakeBlock::setContent(const QString &name, const QByteArray &type, const QByteArray &usage, const QByteArray &uuid)
{
    Device &device = m_devices[name];
    device.properties[u"ID_FS_TYPE"_s] = type;
    device.properties[u"ID_FS_USAGE"_s] = usage;
    if (!uuid.isEmpty())
        device.properties[u"ID_FS_UUID"_s] = uuid;
    if (!uuid.isEmpty() && usage != "raid")
        device.links.append("disk/by-uuid/" + uuid);
    writeUdevEntry(name);
}

void FakeBlock::setProperty(const QString &name, const QString &key, const QByteArray &value)
{
    m_devices[name].properties[key] = value;
    writeUdevEntry(name);
}

void FakeBlock::addLink(const QString &name, const QByteArray &link)
{
    m_devices[name].links.append(link);
    writeUdevEntry(name);
}

QString FakeBlock::udevEntryOf(const QString &name) const
{
    return "/run/udev/data/b"_L1 + QString::fromLatin1(m_devices[name].number);
}

void FakeBlock::writeUdevEntry(const QString &name)
{
    const Device &device = m_devices[name];
    QByteArray entry;
    for (const QByteArray &link : device.links)
        entry += "S:" + link + '\n';
    if (device.priority != 0)
        entry += "L:" + QByteArray::number(device.priority) + '\n';
    entry += "I:1000000\n";
    for (const auto &[key, value] : device.properties.asKeyValueRange())
        entry += "E:" + key.toUtf8() + '=' + value + '\n';
    m_root.write(udevEntryOf(name), entry + "G:systemd\nQ:systemd\nV:1\n");
}

} // namespace rdma
