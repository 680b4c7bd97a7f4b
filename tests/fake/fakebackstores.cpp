// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How storage objects react: target_core_configfs.c, target_core_device.c, target_core_iblock.c, _file.c, _rd.c.
#include "tests/fake/fakebackstores.h"

#include "tests/fake/backstoreattributes.h"
#include "tests/fake/kernelnumber.h"

#include <QRegularExpression>
#include <cerrno>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// The flags among the attributes of attrib/.
bool isFlag(const QString &name)
{
    return name.startsWith("emulate_"_L1) || name == "is_nonrot"_L1 || name.startsWith("enforce_"_L1) ||
           name.startsWith("force_"_L1);
}

/// srpt/WWN/tpgt_1/lun_0
QString exporterOf(const QString &link)
{
    QStringList names = ConfigfsPath(link).names.first(5);
    names.removeAt(3);
    return names.join(u'/');
}

} // namespace

int FakeBackstores::make(const ConfigfsPath &node)
{
    if (node.kind == ConfigfsKind::Hba)
        return makeHba(node);
    const QString plugin = node.names[1].section(u'_', 0, -2);
    const auto number = m_tree.nodesBelow(node.above()).size();
    m_tree.addNode(node.path, newStorageObject(plugin, m_isOldKernel));
    const auto made = m_objects.insert({node.path, {.plugin = plugin, .number = int(number)}}).first;
    showObject(made->second, made->first);
    return 0;
}

/// target_core_call_addhbatotarget(); the first HBA loads the modules of all plugins.
int FakeBackstores::makeHba(const ConfigfsPath &node)
{
    static const QRegularExpression names(u"^(iblock|fileio|rd_mcp|pscsi|user)_([0-9]+)$"_s);
    const auto match = names.match(node.name());
    if (!match.hasMatch())
        return EINVAL;
    m_tree.addNode(node.path, newHba(match.captured(1)));
    return 0;
}

void FakeBackstores::removed(const ConfigfsPath &node)
{
    const auto object = m_objects.find(node.path);
    if (object == m_objects.end())
        return;
    if (!object->second.device.isEmpty())
        m_devices[object->second.device].held = false;
    m_objects.erase(object);
}

bool FakeBackstores::isEnabled(const QString &object) const
{
    return m_objects.at(object).enabled;
}

int FakeBackstores::store(const ConfigfsPath &attribute, const QByteArray &value)
{
    const auto object = attribute.names.size() > 3 ? m_objects.find(attribute.upTo(3)) : m_objects.end();
    if (object == m_objects.end()) {
        m_tree.show(attribute.path, value);
        return 0;
    }
    const int error = storeInObject(object->second, attribute, value);
    showObject(object->second, object->first);
    return error;
}

int FakeBackstores::storeInObject(FakeStorageObject &object, const ConfigfsPath &attribute, const QByteArray &value)
{
    const QString name = attribute.names.sliced(3).join(u'/');
    if (name == "enable"_L1)
        return enable(object, attribute.above(), value);
    if (name == "control"_L1)
        return storeControl(object, value);
    if (name == "wwn/vpd_unit_serial"_L1)
        return storeSerial(object, attribute, value);
    if (name.startsWith("attrib/"_L1))
        return storeAttrib(object, attribute, value);
    constexpr qsizetype longest = 511; // SE_UDEV_PATH_LEN - 1, SE_DEV_ALIAS_LEN - 1
    if (value.size() > longest)
        return EINVAL;
    m_tree.show(attribute.path, value.trimmed() + '\n');
    return 0;
}

int FakeBackstores::storeSerial(FakeStorageObject &object, const ConfigfsPath &attribute, QByteArray value)
{
    constexpr qsizetype longest = 253; // INQUIRY_VPD_SERIAL_LEN - 1
    if (value.size() > longest)
        return EOVERFLOW;
    if (object.exports > 0)
        return EINVAL;
    m_tree.show(attribute.path, shownSerial(value.trimmed()));
    return 0;
}

int FakeBackstores::storeAttrib(FakeStorageObject &object, const ConfigfsPath &attribute, const QByteArray &value)
{
    const QString name = attribute.name();
    const auto number = kernelNumber(value);
    if (!number || (isFlag(name) && *number > 1))
        return EINVAL;
    if (name == "emulate_write_cache"_L1 && *number == 1 && object.plugin == "iblock"_L1)
        return EINVAL; // the disk's own cache decides: iblock_get_write_cache()
    if (name == "emulate_tpu"_L1 && *number == 1 && !object.enabled)
        return ENODEV; // 6.1 dereferences a null pointer here instead
    if (name == "emulate_tpu"_L1 && *number == 1 && object.plugin == "rd_mcp"_L1)
        return ENOSYS;
    if (name == "block_size"_L1 && !QList<quint64>{512, 1024, 2048, 4096}.contains(*number))
        return EINVAL;
    if ((name == "block_size"_L1 || name == "emulate_model_alias"_L1) && object.exports > 0)
        return EINVAL;
    m_tree.show(attribute.path, QByteArray::number(*number) + '\n');
    return 0;
}

/// Tokens that the plugin does not know are skipped without a word, those before a bad one count.
int FakeBackstores::storeControl(FakeStorageObject &object, const QByteArray &value)
{
    const QStringList tokens = QString::fromUtf8(value).replace(u'\n', u',').split(u',', Qt::SkipEmptyParts);
    for (const QString &token : tokens) {
        const QString key = token.section(u'=', 0, 0);
        const QString text = token.section(u'=', 1);
        if (key == "udev_path"_L1 && object.enabled)
            return EEXIST;
        if (key == "fd_dev_size"_L1 && !kernelNumber(text.toUtf8()))
            return EINVAL;
        if ((key == "fd_buffered_io"_L1 || key == "fd_async_io"_L1) && text != "1"_L1)
            return EINVAL;
        object.control[key] = text;
    }
    return 0;
}

void FakeBackstores::showExports(const QString &path)
{
    const QStringList links = m_tree.linksTo(path);
    FakeStorageObject &object = m_objects.at(path);
    object.exports = int(links.size());
    QByteArray members("");
    for (const QString &link : links)
        members += exporterOf(link).toUtf8() + "\n\0"_ba;
    m_tree.show(path + "/alua/default_tg_pt_gp/members"_L1, members, 0444);
    showObject(object, path);
}

void FakeBackstores::showObject(const FakeStorageObject &object, const QString &path)
{
    m_tree.show(path + "/info"_L1, infoOf(object, path), 0444);
}

QByteArray FakeBackstores::infoOf(const FakeStorageObject &object, const QString &path) const
{
    const auto attrib = [&](QLatin1StringView name) {
        return m_tree.exists(path + "/attrib/"_L1 + name) ? m_tree.text(path + "/attrib/"_L1 + name).trimmed() : "0"_ba;
    };
    return "Status: "_ba + (object.exports > 0 ? "ACTIVATED" : "DEACTIVATED") +
           "  Max Queue Depth: 0  SectorSize: " + attrib("block_size"_L1) +
           "  HwMaxSectors: " + attrib("hw_max_sectors"_L1) + '\n' + backendInfo(object);
}

} // namespace rdma
