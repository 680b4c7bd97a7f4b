// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who is logged in: srpt itself does not tell, the statistics of mapped LUNs do (drivers/target/target_core_stat.c).
#include "helper/liotree.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

quint64 numberOf(const HostDirectory &directory, const char *name)
{
    return directory.attribute(name).value_or(QByteArray()).toULongLong();
}

} // namespace

/// port_ident fails with ENODEV while nobody is logged in; a session has all of an initiator's LUNs.
InitiatorSession readSession(const Host &host, const QString &wwn, const QString &initiator)
{
    InitiatorSession session;
    const auto acl = host.directory(srptPath + u'/' + wwn + u'/' + tpgName + "/acls/"_L1 + initiator);
    for (const auto &[number, lun] : acl ? lunsIn(*acl) : LunNodes()) {
        const auto statistics = lun.directory("statistics");
        const auto port = statistics ? statistics->directory("scsi_att_intr_port") : std::nullopt;
        session.loggedIn = port && !port->attribute("port_ident").value_or(QByteArray()).isEmpty();
        const auto counted = session.loggedIn ? statistics->directory("scsi_auth_intr") : std::nullopt;
        if (!counted)
            break;
        session.readMiB += numberOf(*counted, "read_mbytes");
        session.writtenMiB += numberOf(*counted, "write_mbytes");
        session.commands += numberOf(*counted, "num_cmds");
    }
    return session;
}

} // namespace rdma
