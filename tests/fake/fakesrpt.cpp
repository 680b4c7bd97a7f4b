// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How targets react: drivers/target/target_core_fabric_configfs.c and drivers/infiniband/ulp/srpt/ib_srpt.c.
#include "tests/fake/fakesrpt.h"

#include "tests/fake/initiatorname.h"
#include "tests/fake/kernelnumber.h"
#include "tests/fake/srptcontent.h"

#include <QRegularExpression>
#include <cerrno>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool isLunName(const QString &name)
{
    static const QRegularExpression luns(u"^lun_[0-9]+$"_s);
    return luns.match(name).hasMatch();
}

struct Range {
    quint64 from;
    quint64 to;
};

const QMap<QString, Range> ranges{{u"rdma_cm_port"_s, {0, 65535}},
                                  {u"srp_max_rdma_size"_s, {65536, 1U << 24U}},
                                  {u"srp_max_rsp_size"_s, {40, 1024}},
                                  {u"srp_sq_size"_s, {4, 65535}},
                                  {u"use_srq"_s, {0, 1}}};

} // namespace

int FakeSrpt::make(const ConfigfsPath &node)
{
    switch (node.kind) {
    case ConfigfsKind::Fabric:
        return makeFabric(node);
    case ConfigfsKind::Wwn:
        return makeWwn(node);
    case ConfigfsKind::Tpg:
        return makeTpg(node);
    case ConfigfsKind::Acl:
        return makeAcl(node);
    default:
        return makeLun(node);
    }
}

int FakeSrpt::makeFabric(const ConfigfsPath &node)
{
    m_tree.addNode(node.path, {{u"discovery_auth/rdma_cm_port"_s, m_cmPort}, {u"version"_s, "\n", 0444}});
    return 0;
}

void FakeSrpt::forget()
{
    m_cmPort = "0\n";
    m_open.clear();
}

int FakeSrpt::makeWwn(const ConfigfsPath &node)
{
    if (portOf(node.name()).isEmpty())
        return EINVAL;
    m_tree.addNode(node.path, newWwn(m_isOldKernel));
    return 0;
}

int FakeSrpt::makeTpg(const ConfigfsPath &node)
{
    m_tree.addNode(node.path, newTpg(m_isOldKernel));
    return 0;
}

int FakeSrpt::makeAcl(const ConfigfsPath &node)
{
    if (!isInitiatorName(node.name().toUtf8()))
        return EINVAL;
    m_tree.addNode(node.path, {{u"attrib/"_s, {}}, {u"auth/"_s, {}}, {u"fabric_statistics/"_s, {}}, {u"param/"_s, {}}});
    return 0;
}

/// Of a target or of an initiator.
int FakeSrpt::makeLun(const ConfigfsPath &node)
{
    if (!isLunName(node.name()))
        return EINVAL;
    if (node.kind == ConfigfsKind::Lun) {
        m_tree.addNode(node.path, {{u"statistics/scsi_port/"_s, {}},
                                   {u"statistics/scsi_tgt_port/"_s, {}},
                                   {u"statistics/scsi_transport/"_s, {}}});
        return 0;
    }
    m_tree.addNode(
        node.path,
        {{u"write_protect"_s, ""}, {u"statistics/scsi_att_intr_port/"_s, {}}, {u"statistics/scsi_auth_intr/"_s, {}}});
    showMappedLun(node.path);
    return 0;
}

void FakeSrpt::removed(const ConfigfsPath &node)
{
    if (node.kind == ConfigfsKind::Tpg) // srpt_drop_tpg(), whichever of the port's it is; what is connected stays
        m_open.remove(portOf(node.names[1]));
    if (node.kind == ConfigfsKind::Acl)
        m_sessions.remove(node.path);
}

int FakeSrpt::link(const ConfigfsPath &link, const ConfigfsPath &target)
{
    return link.names.size() == 6 ? linkLun(link, target) : linkMappedLun(link, target);
}

/// target_fabric_port_link()
int FakeSrpt::linkLun(const ConfigfsPath &link, const ConfigfsPath &target)
{
    if (target.kind != ConfigfsKind::Object)
        return EFAULT;
    if (!m_backstores.isEnabled(target.path))
        return ENODEV;
    if (!m_tree.linkIn(link.above()).isEmpty())
        return EEXIST;
    m_tree.addLink(link.path, target.path);
    m_backstores.showExports(target.path);
    showLun(link.above());
    return 0;
}

/// target_fabric_mappedlun_link()
int FakeSrpt::linkMappedLun(const ConfigfsPath &link, const ConfigfsPath &target)
{
    if (target.kind != ConfigfsKind::Lun)
        return EFAULT;
    const bool isElsewhere = link.names.first(3) != target.names.first(3);
    if (m_tree.linkIn(target.path).isEmpty() || isElsewhere || !m_tree.linkIn(link.above()).isEmpty())
        return EINVAL;
    m_tree.addLink(link.path, target.path);
    m_mapped.insert(link.above());
    showMappedLun(link.above());
    return 0;
}

/// core_clear_lun_from_tpg(): who had the LUN mapped has it no more, though the link stays.
void FakeSrpt::unlinked(const ConfigfsPath &link, const ConfigfsPath &target)
{
    QStringList unmapped{link.above()};
    if (target.kind == ConfigfsKind::Object) {
        m_backstores.showExports(target.path);
        showLun(link.above());
        unmapped.clear();
        for (const QString &mapped : m_tree.linksTo(link.above()))
            unmapped.append(ConfigfsPath(mapped).above());
    }
    for (const QString &path : unmapped) {
        m_mapped.remove(path);
        showMappedLun(path);
    }
}

int FakeSrpt::store(const ConfigfsPath &attribute, const QByteArray &value)
{
    const QString name = attribute.name();
    if (name == "enable"_L1)
        return storeEnable(attribute, value);
    if (name == "write_protect"_L1)
        return storeWriteProtect(attribute, value);
    const auto range = ranges.find(name);
    if (range == ranges.end()) {
        m_tree.show(attribute.path, value);
        return 0;
    }
    const auto number = kernelNumber(value);
    if (!number)
        return EINVAL;
    if (*number < range->from || *number > range->to)
        return name == "rdma_cm_port"_L1 ? ERANGE : EINVAL; // kstrtou16() tells, the others check by themselves
    const QByteArray text = QByteArray::number(*number) + '\n';
    m_tree.show(attribute.path, text);
    if (name == "rdma_cm_port"_L1)
        m_cmPort = text;
    return 0;
}

} // namespace rdma
