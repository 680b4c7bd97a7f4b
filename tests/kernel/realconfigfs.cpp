// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Modules by modprobe, logins by ib_srp's add_target.
#include "tests/kernel/realconfigfs.h"

#include "helper/descriptor.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QThread>
#include <fcntl.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString remotePorts = u"/sys/class/srp_remote_ports"_s;

/// 0 or errno.
int writeTo(const QString &path, const QByteArray &text)
{
    const Descriptor file(::open(path.toUtf8().constData(), O_WRONLY | O_CLOEXEC));
    return file.valid() && ::write(file.get(), text.constData(), size_t(text.size())) == text.size() ? 0 : errno;
}

} // namespace

bool RealConfigfs::switchModule(const QString &name, bool load)
{
    return QProcess::execute(u"modprobe"_s, load ? QStringList{name} : QStringList{u"-r"_s, name}) == 0;
}

/// On soft-RoCE there is no IB/CM; the scenario gave the interface this address.
bool RealConfigfs::logsIn()
{
    const QStringList hosts = m_host.list(u"/sys/class/infiniband_srp"_s);
    const auto guid = m_host.attribute(u"/sys/module/ib_srpt/parameters/srpt_service_guid"_s);
    if (hosts.isEmpty() || !guid)
        qFatal("no initiator or no target here");
    const QByteArray id = guid->sliced(2);
    const QDeadlineTimer deadline(std::chrono::seconds(30));
    int error = EEXIST; // as long as the last login is being cleared away, after its port in sysfs has gone
    while (error == EEXIST && !deadline.hasExpired())
        error = writeTo("/sys/class/infiniband_srp/"_L1 + hosts.first() + "/add_target"_L1,
                        "id_ext=" + id + ",ioc_guid=" + id + ",dest=10.0.0.1:5555");
    return error == 0;
}

void RealConfigfs::logOut()
{
    for (const QString &port : m_host.list(remotePorts))
        static_cast<void>(writeTo(remotePorts + u'/' + port + "/delete"_L1, "1"));
    const QDeadlineTimer deadline(std::chrono::seconds(30));
    while (!m_host.list(remotePorts).isEmpty() && !deadline.hasExpired())
        QThread::msleep(50);
}

} // namespace rdma
