// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is made of a fake machine's disks (LVM, multipath, md, loop), and what the kernel's tables say of their use.
#include "tests/fake/fakeblock.h"

#include <QDir>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int loopMajor = 7;
constexpr int mdMajor = 9;
constexpr int mapMajor = 253;
constexpr int multipathPriority = 50; ///< of 60-multipath.rules; its paths have none

/// dmsetup doubles the dashes in either name (dm_build_dm_name()).
QString doubled(const QString &name)
{
    return QString(name).replace(u'-', "--"_L1);
}

QByteArray lvmId(const QString &name)
{
    return QString(name).remove(u'-').leftJustified(32, u'x').left(32).toLatin1();
}

} // namespace

void FakeBlock::addLoop(const QString &name, const QByteArray &file, quint64 bytes)
{
    FakeFiles files{{u"removable"_s, "0"}};
    if (!file.isEmpty())
        files[u"loop/backing_file"_s] = file;
    add(name, {"/sys/devices/virtual/block/"_L1 + name, newNumber(loopMajor), "/dev/" + name.toUtf8()}, bytes, files);
}

QString FakeBlock::addMap(const QString &mapName, const QByteArray &uuid, const QStringList &below, quint64 bytes)
{
    const QByteArray number = newNumber(mapMajor);
    const QString name = "dm-"_L1 + QString::fromLatin1(number.split(':').last());
    const QByteArray map = mapName.toUtf8();
    Device device{"/sys/devices/virtual/block/"_L1 + name,
                  number,
                  "/dev/mapper/" + map,
                  {"disk/by-id/dm-name-" + map, "disk/by-id/dm-uuid-" + uuid, "mapper/" + map},
                  0,
                  {{u"DEVTYPE"_s, "disk"}, {u"DM_NAME"_s, map}, {u"DM_UUID"_s, uuid}}};
    add(name, device, bytes,
        {{u"removable"_s, "0"}, {u"dm/name"_s, map}, {u"dm/uuid"_s, uuid}, {u"dm/suspended"_s, "0"}});
    stack(name, below);
    return name;
}

QString FakeBlock::addVolume(const QString &group, const QString &volume, const QStringList &physical, quint64 bytes)
{
    for (const QString &name : physical)
        setContent(name, "LVM2_member", "raid", lvmId(name));
    const QString name =
        addMap(doubled(group) + u'-' + doubled(volume), "LVM-" + lvmId(group) + lvmId(volume), physical, bytes);
    addLink(name, group.toUtf8() + '/' + volume.toUtf8());
    return name;
}

QString FakeBlock::addMultipath(const QString &mapName, const QByteArray &wwid, const QStringList &paths)
{
    for (const QString &path : paths) {
        setContent(path, "mpath_member", "raid");
        setProperty(path, u"DM_MULTIPATH_DEVICE_PATH"_s, "1");
    }
    const quint64 sectors = m_root.read(directoryOf(paths.first()) + "/size"_L1).trimmed().toULongLong();
    const QString name = addMap(mapName, "mpath-3" + wwid, paths, sectors * 512);
    m_devices[name].priority = multipathPriority;
    addLink(name, "disk/by-id/scsi-3" + wwid);
    addLink(name, "disk/by-id/wwn-0x" + wwid);
    return name;
}

void FakeBlock::addArray(const QString &name, const QStringList &members)
{
    for (const QString &member : members)
        setContent(member, "linux_raid_member", "raid", "c1f7b3a2-" + name.toUtf8());
    const quint64 sectors = m_root.read(directoryOf(members.first()) + "/size"_L1).trimmed().toULongLong();
    Device device{"/sys/devices/virtual/block/"_L1 + name,
                  newNumber(mdMajor),
                  "/dev/" + name.toUtf8(),
                  {"disk/by-id/md-name-host:" + name.toUtf8(), "disk/by-id/md-uuid-c1f7b3a2:" + name.toUtf8()},
                  0,
                  {{u"DEVTYPE"_s, "disk"}, {u"MD_LEVEL"_s, "raid1"}}};
    add(name, device, sectors * 512, {{u"removable"_s, "0"}, {u"md/level"_s, "raid1"}, {u"md/array_state"_s, "clean"}});
    stack(name, members);
}

void FakeBlock::stack(const QString &upper, const QStringList &below)
{
    const auto link = [&](const QString &directory, const QString &name) {
        m_root.link(directory + u'/' + name, QDir(directory).relativeFilePath(directoryOf(name)));
    };
    for (const QString &lower : below) {
        link(directoryOf(upper) + "/slaves"_L1, lower);
        link(directoryOf(lower) + "/holders"_L1, upper);
    }
}

void FakeBlock::append(const QString &path, const QByteArray &line)
{
    m_root.write(path, (m_root.exists(path) ? m_root.read(path) : QByteArray()) + line + '\n');
}

void FakeBlock::mount(const QString &name, const QByteArray &point, const QByteArray &type)
{
    const Device &device = m_devices[name];
    append(u"/proc/1/mountinfo"_s, "36 22 " + device.number + " / " + QByteArray(point).replace(' ', "\\040") +
                                       " rw,relatime shared:1 - " + type + ' ' + device.path + " rw");
}

void FakeBlock::swapOn(const QString &name)
{
    append(u"/proc/swaps"_s,
           QByteArray("/dev/" + name.toUtf8()).leftJustified(40, ' ') + "partition\t8388604\t\t0\t\t-2");
}

} // namespace rdma
