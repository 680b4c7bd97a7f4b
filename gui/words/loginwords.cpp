// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ids and refused logins in plain words.
#include "gui/words/loginwords.h"

#include <QCoreApplication>

namespace rdma {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::LoginWords)
};

} // namespace

QString peerPortProblemWords(PeerPortProblem problem)
{
    switch (problem) {
    case PeerPortProblem::Empty:
        return {};
    case PeerPortProblem::BadCharacter:
        return Words::tr("A port GUID has hexadecimal digits and colons only.");
    case PeerPortProblem::WrongLength:
        return Words::tr("A port GUID has 16 hexadecimal digits, a GID 32.");
    case PeerPortProblem::AddressGid:
        return Words::tr("This GID is made of an IP address. SRP logs in with the port’s first GID: it begins with "
                         "fe80.");
    case PeerPortProblem::NoGuid:
        return Words::tr("No port has this GUID.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString loginMethodLabel(LoginMethod method)
{
    switch (method) {
    case LoginMethod::SrpDaemon:
        return Words::tr("srp_daemon of rdma-core &13 or newer");
    case LoginMethod::OldSrpDaemon:
        return Words::tr("srp_daemon of RHEL 7.&0 to 7.3, or of srptools 1.0");
    case LoginMethod::Ibsrpdm:
        return Words::tr("ibsrpdm, RD&MA/CM, or by hand");
    }
    Q_UNREACHABLE_RETURN({});
}

QString loginMethodName(LoginMethod method)
{
    switch (method) {
    case LoginMethod::SrpDaemon:
        return Words::tr("rdma-core 13 or newer");
    case LoginMethod::OldSrpDaemon:
        return Words::tr("rdma-core up to 12");
    case LoginMethod::Ibsrpdm:
        return Words::tr("ibsrpdm");
    }
    Q_UNREACHABLE_RETURN({});
}

/// Commit 86db39675 of rdma-core (v13) ended the swapping.
QString loginMethodWords(LoginMethod method)
{
    switch (method) {
    case LoginMethod::SrpDaemon:
        return Words::tr("Today’s service: the id is our port’s GUID, then its own.");
    case LoginMethod::OldSrpDaemon:
        return Words::tr("The service of old: our port’s GUID with its bytes reversed, then its own.");
    case LoginMethod::Ibsrpdm:
        return Words::tr("Logins without an initiator_ext: zeros, then its own GUID.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString loginRefusalLabel(LoginRefusal refusal)
{
    switch (refusal) {
    case LoginRefusal::NoAcl:
        return Words::tr("no permission has this id");
    case LoginRefusal::PortDisabled:
        return Words::tr("the port is disabled");
    case LoginRefusal::WrongTarget:
        return Words::tr("it asked for another target");
    case LoginRefusal::WrongLength:
        return Words::tr("its requests are too long or too short");
    case LoginRefusal::NoResources:
        return Words::tr("no memory or queue pair was left");
    case LoginRefusal::Other:
        return Words::tr("another reason");
    }
    Q_UNREACHABLE_RETURN({});
}

QString loginRefusalAdvice(LoginRefusal refusal)
{
    switch (refusal) {
    case LoginRefusal::NoAcl:
        return Words::tr("Nobody with this id may log in on this port. Allow it if you know whose it is.");
    case LoginRefusal::PortDisabled:
        return Words::tr("Nobody can log in on this port. Enable the port; then the initiator can try again.");
    case LoginRefusal::WrongTarget:
        return Words::tr("It asked for an id_ext or ioc_guid that is not this computer’s, perhaps that of an adapter "
                         "that was replaced. Give it this port’s exchange card.");
    case LoginRefusal::WrongLength:
        return Words::tr("Its requests do not fit. Load ib_srpt with a larger srp_max_req_size here, or lower "
                         "cmd_sg_entries there.");
    case LoginRefusal::NoResources:
        return Words::tr("This computer ran out of memory or queue pairs. Lower srp_sq_size of the port, or the "
                         "number of initiators.");
    case LoginRefusal::Other:
        return Words::tr("The kernel’s log says more: journalctl -k");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace rdma
