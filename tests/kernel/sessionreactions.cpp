// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who gets in, and what ends a session.
#include "tests/kernel/configfsreactions.h"
#include "tests/kernel/exportedramdisk.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Script = ConfigfsScript;
using Playground = ConfigfsPlayground;

constexpr auto portIdent = "/statistics/scsi_att_intr_port/port_ident"_L1;

void whoIsLoggedIn(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeAcl(script);
    exported.listen(script);
    script.reads(exported.mappedLun + portIdent, "unreadable");
    script.holds(playground.logsIn(), "an initiator with an ACL gets in");
    script.reads(exported.mappedLun + portIdent, playground.initiator().toUtf8() + "+i+");
    script.reads(exported.mappedLun + "/statistics/scsi_auth_intr/row_status"_L1, "Ready");
    script.make(exported.acl + "/lun_1"_L1);
    script.reads(exported.acl + "/lun_1"_L1 + portIdent, playground.initiator().toUtf8() + "+i+"); // without a link
    playground.logOut();
    script.reads(exported.mappedLun + portIdent, "unreadable");
}

void whoMayNotLogIn(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeLun(script);
    exported.listen(script);
    script.holds(!playground.logsIn(), "an initiator without an ACL is refused");
    script.make(exported.acl);
    script.store(exported.tpg + "/enable"_L1, "0");
    script.holds(!playground.logsIn(), "nobody gets in at a port that is off");
}

void disablingClosesSessions(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeAcl(script);
    exported.listen(script);
    script.holds(playground.logsIn(), "an initiator gets in");
    script.store(exported.tpg + "/enable"_L1, "0");
    script.reads(exported.mappedLun + portIdent, "unreadable");
}

/// No node of an initiator that is logged in is protected.
void nodesOfASessionGo(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeAcl(script);
    exported.listen(script);
    script.holds(playground.logsIn(), "an initiator gets in");
    script.remove(exported.acl, "ENOTEMPTY");
    script.unlink(exported.mappedLun + "/lun"_L1);
    script.reads(exported.mappedLun + portIdent, playground.initiator().toUtf8() + "+i+");
    script.remove(exported.mappedLun);
    script.remove(exported.acl);
    script.reads(exported.tpg + "/enable"_L1, "1");
    playground.logOut();
    script.make(exported.acl);
    script.make(exported.mappedLun);
    script.link(exported.mappedLun + "/lun"_L1, exported.lun);
    script.reads(exported.mappedLun + portIdent, "unreadable");
}

/// srpt_drop_tpg() closes the port for all its targets; the one that stays still says that it is enabled.
void anotherTpgGoes(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeAcl(script);
    exported.listen(script);
    script.make("srpt/"_L1 + playground.guidWwn());
    script.make("srpt/"_L1 + playground.guidWwn() + "/tpgt_1"_L1);
    script.remove("srpt/"_L1 + playground.guidWwn() + "/tpgt_1"_L1);
    script.reads(exported.tpg + "/enable"_L1, "1");
    script.holds(!playground.logsIn(), "the port is closed");
    script.store(exported.tpg + "/enable"_L1, "1");
    script.holds(!playground.logsIn(), "enabling what is enabled does nothing");
    script.store(exported.tpg + "/enable"_L1, "0");
    script.store(exported.tpg + "/enable"_L1, "1");
    script.holds(playground.logsIn(), "off and on opens it");
}

} // namespace

std::vector<ConfigfsReaction> sessionReactions()
{
    return {{"who-is-logged-in", whoIsLoggedIn},
            {"who-may-not-log-in", whoMayNotLogIn},
            {"disabling-closes-sessions", disablingClosesSessions},
            {"nodes-of-a-session-go", nodesOfASessionGo},
            {"another-tpg-goes", anotherTpgGoes}};
}

} // namespace rdma
