// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Enabling a storage object: what each plugin opens, and why it may not (iblock_configure_device(),
// fd_configure_device()).
#include "tests/fake/backstoreattributes.h"
#include "tests/fake/fakebackstores.h"
#include "tests/fake/kernelnumber.h"

#include <cerrno>

namespace rdma {

using namespace Qt::StringLiterals;

int FakeBackstores::enable(FakeStorageObject &object, const QString &path, const QByteArray &value)
{
    if (kernelNumber(value) != 1)
        return EINVAL;
    if (object.enabled)
        return EEXIST;
    if (const int error = open(object); error != 0)
        return error;
    object.enabled = true;
    m_tree.show(path + "/enable"_L1, "1\n");
    const auto values = attributesWhenEnabled(object);
    for (const auto &[name, text] : values.asKeyValueRange())
        m_tree.show(path + "/attrib/"_L1 + name, text + '\n', name.startsWith("hw_"_L1) ? 0444 : 0644);
    return 0;
}

int FakeBackstores::open(FakeStorageObject &object)
{
    if (object.plugin == "iblock"_L1)
        return openBlock(object);
    if (object.plugin == "fileio"_L1)
        return openFile(object);
    const QString needed = object.plugin == "rd_mcp"_L1 ? u"rd_pages"_s
                           : object.plugin == "user"_L1 ? u"dev_size"_s
                                                        : u"scsi_lun_id"_s;
    return kernelNumber(object.control.value(needed).toUtf8()).value_or(0) > 0 ? 0 : EINVAL;
}

int FakeBackstores::openBlock(FakeStorageObject &object)
{
    const QString path = object.control.value(u"udev_path"_s);
    if (path.isEmpty())
        return EINVAL;
    FakeBlockDevice *device = deviceAt(path);
    if (!device)
        return m_tree.exists(path) ? ENOTBLK : ENOENT;
    if (device->readOnly && object.control.value(u"readonly"_s, u"0"_s) == "0"_L1)
        return EACCES;
    if (device->held)
        return EBUSY;
    device->held = true;
    object.device = device->name;
    return 0;
}

/// fd_configure_device(): open() with O_CREAT and 0600; nothing is exclusive here.
int FakeBackstores::openFile(FakeStorageObject &object)
{
    const QString path = object.control.value(u"fd_dev_name"_s);
    if (path.isEmpty())
        return EINVAL;
    if (deviceAt(path))
        return 0;
    if (!m_tree.exists(path.section(u'/', 0, -2)))
        return ENOENT;
    if (m_tree.isDirectory(path))
        return EISDIR;
    if (!m_tree.exists(path))
        m_tree.root().write(path, {}, 0600);
    return kernelNumber(object.control.value(u"fd_dev_size"_s).toUtf8()).value_or(0) > 0 ? 0 : EINVAL;
}

FakeBlockDevice *FakeBackstores::deviceAt(const QString &path)
{
    for (auto &[name, device] : m_devices)
        if (path == "/dev/"_L1 + name || device.paths.contains(path))
            return &device;
    return nullptr;
}

} // namespace rdma
