// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ports that accept logins or not, and the sessions of initiators.
#include "tests/fake/fakesrpt.h"
#include "tests/fake/kernelnumber.h"

#include <QDir>
#include <cerrno>

namespace rdma {

using namespace Qt::StringLiterals;

/// srpt_lookup_wwn(): a port is called by its first GID or by that GID's second half, in lower case.
QString FakeSrpt::portOf(const QString &wwn) const
{
    const QDir devices(m_tree.root().inside(u"/sys/class/infiniband"_s));
    for (const QString &device : devices.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir ports(devices.filePath(device + "/ports"_L1));
        for (const QString &port : ports.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QFile file(ports.filePath(port + "/gids/0"_L1));
            const QString gid =
                file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed()) : QString();
            if (!gid.isEmpty() && (wwn == "0x"_L1 + QString(gid).remove(u':') || wwn == gid.last(19)))
                return gid;
        }
    }
    return {};
}

QByteArray FakeSrpt::serviceGuid() const
{
    const QDir devices(m_tree.root().inside(u"/sys/class/infiniband"_s));
    QFile file(devices.filePath(devices.entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0) + "/node_guid"_L1));
    const QByteArray guid = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    return "0x" + QByteArray(guid).replace(':', "").rightJustified(16, '0');
}

/// target_fabric_tpg_base_enable_store() does nothing when the TPG's own flag stands so, whatever the port's does.
int FakeSrpt::storeEnable(const ConfigfsPath &attribute, const QByteArray &value)
{
    const auto number = kernelNumber(value);
    if (!number || *number > 1)
        return EINVAL;
    const QByteArray text = QByteArray::number(*number) + '\n';
    if (m_tree.text(attribute.path) == text)
        return 0;
    m_tree.show(attribute.path, text);
    const QString port = portOf(attribute.names[1]);
    if (*number == 1) {
        m_open.insert(port);
    } else {
        m_open.remove(port);
        closeSessions(port);
    }
    return 0;
}

/// Without a link there is nothing that could keep it, and yet it is no error.
int FakeSrpt::storeWriteProtect(const ConfigfsPath &attribute, const QByteArray &value)
{
    const auto number = kernelNumber(value);
    if (!number || *number > 1)
        return EINVAL;
    if (m_mapped.contains(attribute.above()))
        m_tree.show(attribute.path, QByteArray::number(*number) + '\n');
    return 0;
}

void FakeSrpt::setSession(const QString &acl, bool on)
{
    if (on && !acceptsLogins(ConfigfsPath(acl).names.value(1)))
        qFatal("fake srpt: the port of %s accepts no logins", qPrintable(acl));
    if (on)
        m_sessions.insert(acl);
    else
        m_sessions.remove(acl);
    const QStringList luns = m_tree.nodesBelow(acl);
    for (const QString &path : luns)
        if (ConfigfsPath(path).kind == ConfigfsKind::MappedLun)
            showMappedLun(path);
}

void FakeSrpt::closeSessions(const QString &port)
{
    const auto sessions = m_sessions;
    for (const QString &acl : sessions)
        if (portOf(ConfigfsPath(acl).names.value(1)) == port)
            setSession(acl, false);
}

/// What reads ENODEV has no file: statistics of what leads to no disk, the initiator's name without a session.
void FakeSrpt::showMappedLun(const QString &path)
{
    const ConfigfsPath node(path);
    const bool linked = m_mapped.contains(path);
    const bool hasSession = m_sessions.contains(node.above());
    const QByteArray name = node.names[4].toUtf8();
    const QByteArray present = m_tree.text(path + "/write_protect"_L1);
    m_tree.show(path + "/write_protect"_L1, !linked ? ""_ba : present.isEmpty() ? "0\n"_ba : present);
    m_tree.show(path + "/statistics/scsi_att_intr_port/port_ident"_L1, hasSession ? name + "+i+\n" : QByteArray(),
                0444);
    m_tree.show(path + "/statistics/scsi_auth_intr/row_status"_L1, linked ? "Ready\n"_ba : QByteArray(), 0444);
    showCounters(path + "/statistics/scsi_auth_intr/"_L1, {u"num_cmds"_s, u"read_mbytes"_s, u"write_mbytes"_s}, linked);
}

void FakeSrpt::showLun(const QString &path)
{
    const bool linked = !m_tree.linkIn(path).isEmpty();
    for (const char *name : {"alua_tg_pt_offline", "alua_tg_pt_status", "alua_tg_pt_write_md"})
        m_tree.show(path + u'/' + QLatin1StringView(name), linked ? "0\n"_ba : QByteArray());
    m_tree.show(path + "/alua_tg_pt_gp"_L1,
                linked ? "TG Port Alias: default_tg_pt_gp\nTG Port Group ID: 0\n"_ba : QByteArray());
    showCounters(path + "/statistics/scsi_tgt_port/"_L1, {u"in_cmds"_s, u"read_mbytes"_s, u"write_mbytes"_s}, linked);
}

/// They begin with the link, and a test may let them count.
void FakeSrpt::showCounters(const QString &directory, const QStringList &names, bool linked)
{
    for (const QString &name : names)
        if (m_tree.exists(directory + name) != linked)
            m_tree.show(directory + name, linked ? "0\n"_ba : QByteArray(), 0444);
}

} // namespace rdma
