// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logging in and out on a fake machine (drivers/infiniband/ulp/srp/ib_srp.c, drivers/scsi/scsi_transport_srp.c).
#include "tests/fake/fakesrp.h"

#include "helper/errnoerror.h"
#include "helper/srplogintool.h"

#include <QDir>
#include <cerrno>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto srpClass = "/sys/class/infiniband_srp"_L1;

QString shostPath(int host)
{
    return u"/sys/class/scsi_host/host%1/"_s.arg(host);
}

QString devicePath(int host, qsizetype lun)
{
    return u"/sys/class/scsi_device/%1:0:0:%2"_s.arg(host).arg(lun);
}

QStringList entries(const QString &directory)
{
    return QDir(directory).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
}

QByteArray shown(std::optional<int> seconds)
{
    return seconds ? QByteArray::number(*seconds) : "off"_ba;
}

} // namespace

QString withColons(QString dgid)
{
    for (qsizetype at = 28; at > 0; at -= 4)
        dgid.insert(at, u':');
    return dgid;
}

void FakeSrp::loadModule()
{
    m_root.write(u"/sys/module/ib_srp/refcnt"_s, "0\n");
    const QString devices = m_root.inside(u"/sys/class/infiniband"_s);
    for (const QString &device : entries(devices))
        for (const QString &port : entries(devices + u'/' + device + "/ports"_L1)) {
            const QString path = srpClass + "/srp-"_L1 + device + u'-' + port;
            m_root.write(path + "/add_target"_L1, {}, 0200);
            m_root.write(path + "/ibdev"_L1, device.toUtf8() + '\n');
            m_root.write(path + "/port"_L1, port.toUtf8() + '\n');
        }
}

Result<void> FakeSrp::unloadModule()
{
    while (!m_sessions.empty()) // srp_remove_one() logs out by itself
        close(m_sessions.begin()->first);
    m_root.remove(u"/sys/module/ib_srp"_s);
    m_root.remove(srpClass);
    return {};
}

const FakeSrpTarget *FakeSrp::reached(const SrpTargetId &id, const SrpPath &path) const
{
    const auto found = std::ranges::find_if(m_targets, [&](const FakeSrpTarget &target) {
        return target.path == path && target.idExt == id.idExt && target.iocGuid == id.iocGuid;
    });
    return found == m_targets.end() ? nullptr : &*found;
}

Guid FakeSrp::guidOf(const PortId &port) const
{
    const QByteArray gid = m_root.read(u"/sys/class/infiniband/%1/ports/%2/gids/0"_s.arg(port.device).arg(port.port));
    return {QByteArray(gid.trimmed().last(19)).replace(':', "").toULongLong(nullptr, 16)};
}

/// Every refusal is ECONNRESET (srp_connect_ch()); a session that is there is EEXIST (srp_conn_unique()).
Result<void> FakeSrp::logIn(const QString &object)
{
    const auto wanted = srpLoginFromObject(object);
    if (!wanted)
        return std::unexpected(wanted.error());
    const auto &[id, login] = *wanted;
    if (auto line = addTargetLine(id, login); !line)
        return std::unexpected(line.error());
    if (!m_root.exists(addTargetPath(id.port)))
        return kernelFailure(ENOENT, id.text());
    if (std::ranges::any_of(m_sessions, [&](const auto &one) { return one.second.target == id; }))
        return kernelFailure(EEXIST, id.text());
    const FakeSrpTarget *target = reached(id, *login.path);
    const InitiatorId self = initiatorIdOf(login, guidOf(id.port));
    if (!target || !target->enabled || (!target->allowed.empty() && !target->allowed.contains(self))) {
        sayRefused(*login.path, target != nullptr);
        return kernelFailure(ECONNRESET, id.text());
    }
    if (!target->loses)
        open(id, login, *target);
    return {};
}

void FakeSrp::open(const SrpTargetId &id, const SrpLogin &login, const FakeSrpTarget &target)
{
    const int host = m_nextHost++;
    Session &session = m_sessions[host];
    session.target = id;
    const QString path = shostPath(host);
    const auto put = [&](const char *name, const QByteArray &text) {
        m_root.write(path + QLatin1StringView(name), text + '\n');
    };
    put("proc_name", "ib_srp");
    put("id_ext", "0x" + id.idExt.hex().toLatin1());
    put("ioc_guid", "0x" + id.iocGuid.hex().toLatin1());
    put("local_ib_device", id.port.device.toUtf8());
    put("local_ib_port", QByteArray::number(id.port.port));
    put("ch_count", QByteArray::number(login.options.channels.value_or(2)));
    m_root.write(path + "scan"_L1, {}, 0200);
    if (const auto *ib = std::get_if<IbCmPath>(&*login.path)) { // over RDMA/CM they read ENOENT
        put("orig_dgid", withColons(ib->dgid).toLatin1());
        put("dgid", withColons(ib->dgid).toLatin1());
        put("pkey", "0x" + QByteArray::number(ib->pkey, 16).rightJustified(4, '0'));
        put("service_id", "0x" + ib->serviceId.hex().toLatin1());
    }
    show(host, session);
    for (const FakeDisk &disk : target.disks)
        showLun(host, session, disk);
}

void FakeSrp::show(int host, const Session &session)
{
    const QString port = remotePortPath(host) + u'/';
    m_root.write(port + "state"_L1, "running\n");
    m_root.write(port + "failed_reconnects"_L1, "0\n");
    m_root.write(port + "reconnect_delay"_L1, shown(session.timeouts.reconnectDelay) + '\n');
    m_root.write(port + "fast_io_fail_tmo"_L1, shown(session.timeouts.fastIoFail) + '\n');
    m_root.write(port + "dev_loss_tmo"_L1, shown(session.timeouts.devLoss) + '\n');
    m_root.write(port + "delete"_L1, {}, 0200);
}

void FakeSrp::showLun(int host, Session &session, const FakeDisk &disk)
{
    QString name = u"sda"_s;
    while (m_root.exists("/sys/class/block/"_L1 + name))
        name.back() = QChar(name.back().unicode() + 1);
    FakeDisk seen = disk;
    seen.name = name;
    m_block.addDisk(seen);
    const QString device = devicePath(host, session.disks.size()) + "/device/"_L1;
    m_root.write(device + "vendor"_L1, disk.vendor.leftJustified(8, ' ') + '\n');
    m_root.write(device + "model"_L1, disk.model.leftJustified(16, ' ') + '\n');
    m_root.write(device + "state"_L1, "running\n");
    m_root.write(device + "wwid"_L1, "naa." + disk.wwn + '\n');
    m_root.makeDirectory(device + "block/"_L1 + name);
    session.disks.append(name);
}

void FakeSrp::close(int host)
{
    Session &session = m_sessions.at(host);
    for (qsizetype lun = 0; lun < session.disks.size(); ++lun) {
        m_root.remove(devicePath(host, lun));
        m_block.removeDisk(session.disks[lun]);
    }
    m_root.remove(shostPath(host).chopped(1));
    m_root.remove(remotePortPath(host));
    m_sessions.erase(host);
}

Result<void> FakeSrp::storeTimeout(int host, const QString &name, const QByteArray &value)
{
    Session &session = m_sessions.at(host);
    SrpTimeouts timeouts = session.timeouts;
    bool ok = false;
    const int seconds = value.toInt(&ok);
    auto &field = name == "reconnect_delay"_L1    ? timeouts.reconnectDelay
                  : name == "fast_io_fail_tmo"_L1 ? timeouts.fastIoFail
                                                  : timeouts.devLoss;
    field = value == "off" ? std::nullopt : std::optional(seconds);
    if ((!ok && value != "off") || problemOf(timeouts))
        return kernelFailure(EINVAL, name);
    session.timeouts = timeouts;
    m_root.write(remotePortPath(host) + u'/' + name, shown(field) + '\n');
    return {};
}

Result<void> FakeSrp::store(const QString &path, const QByteArray &value)
{
    const QString name = path.section(u'/', -1);
    const QString place = path.section(u'/', -2, -2); // port-7:1, host7
    const int host = place.section(u':', 0, 0).remove("port-"_L1).remove("host"_L1).toInt();
    if (!m_sessions.contains(host))
        return kernelFailure(ENOENT, path);
    if (name == "delete"_L1)
        close(host);
    else if (name == "scan"_L1)
        for (const FakeDisk &disk : std::exchange(m_sessions[host].unseen, {}))
            showLun(host, m_sessions[host], disk);
    else
        return storeTimeout(host, name, value);
    return {};
}

void FakeSrp::setState(int host, const QByteArray &state)
{
    m_root.write(remotePortPath(host) + "/state"_L1, state + '\n');
}

void FakeSrp::addDisk(int host, const FakeDisk &disk)
{
    m_sessions.at(host).unseen.append(disk);
}

} // namespace rdma
