// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who is logged in: srpt itself does not tell, the statistics of mapped LUNs do (drivers/target/target_core_stat.c).
#include "helper/liotree.h"

#include "model/srptargetlaw.h"

#include <cerrno>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Node = std::expected<HostDirectory, int>;

/// What a LUN's statistics tell of its initiator's session, the same at each of its LUNs: port_ident fails with ENODEV
/// while nobody is logged in (target_stat_iport_port_ident_show()). A LUN that is gone tells nothing; whatever else
/// hides it may hide somebody.
std::optional<bool> isLoggedIn(const Node &statistics)
{
    const auto name = statistics.and_then([](const HostDirectory &one) { return one.opened("scsi_att_intr_port"); })
                          .and_then([](const HostDirectory &one) { return one.text("port_ident"); });
    if (name)
        return !name->isEmpty();
    return name.error() == ENOENT ? std::nullopt : std::optional(name.error() != ENODEV);
}

quint64 numberOf(const HostDirectory &directory, const char *name)
{
    return directory.attribute(name).value_or(QByteArray()).toULongLong();
}

void count(InitiatorSession &session, const HostDirectory &statistics)
{
    const auto counted = statistics.directory("scsi_auth_intr");
    if (!counted)
        return;
    session.readMiB += numberOf(*counted, "read_mbytes");
    session.writtenMiB += numberOf(*counted, "write_mbytes");
    session.commands += numberOf(*counted, "num_cmds");
}

} // namespace

InitiatorSession readSession(const Host &host, const QString &wwn, const QString &initiator)
{
    InitiatorSession session;
    const auto acl = host.directory(srptPath + u'/' + wwn + u'/' + tpgName + "/acls/"_L1 + initiator);
    session.loggedIn = !acl && acl.error().code != ErrorCode::NotFound;
    for (const auto &[number, name] : acl ? lunsIn(*acl) : LunNames()) {
        const Node statistics =
            acl->opened(name.constData()).and_then([](const HostDirectory &lun) { return lun.opened("statistics"); });
        const auto told = isLoggedIn(statistics);
        if (!told)
            continue;
        if (!*told)
            break;
        session.loggedIn = true;
        if (statistics)
            count(session, *statistics);
    }
    return session;
}

QString initiatorOn(const Host &host, const BackstoreId &id)
{
    for (const QString &wwn : srpTargetNames(host)) {
        const SrpTarget target = readSrpTarget(host, wwn).value_or(SrpTarget{});
        for (const auto &[initiator, acl] : target.acls)
            if (shows(target, acl, id) && readSession(host, wwn, initiator).loggedIn)
                return initiator;
    }
    return {};
}

} // namespace rdma
