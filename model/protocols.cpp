// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The table, from redhat/rdma.kernel-init of rdma-core 13, kernel-boot/modules/*.conf of rdma-core, and ofa_kernel's
// openib.conf.
#include "model/protocols.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// In the order of the enum. RHEL 6 has one key for both sides of NFS, and loads what user programs need always.
constexpr std::array<ProtocolInfo, 13> table{
    {{Protocol::Ipoib, "ib_ipoib"_L1, {}, "IPOIB_LOAD", "IPOIB_LOAD", "IPOIB_LOAD", false},
     {Protocol::SrpInitiator, "ib_srp"_L1, {}, "SRP_LOAD", "SRP_LOAD", "SRP_LOAD", false},
     {Protocol::SrpTarget, "ib_srpt"_L1, {}, "SRPT_LOAD", {}, "SRPT_LOAD", false},
     {Protocol::Iser, "ib_iser"_L1, {}, "ISER_LOAD", "ISER_LOAD", "ISER_LOAD", false},
     {Protocol::Isert, "ib_isert"_L1, {}, "ISERT_LOAD", {}, {}, false},
     {Protocol::Rds, "rds_rdma"_L1, {}, "RDS_LOAD", "RDS_LOAD", "RDS_LOAD", false},
     {Protocol::NfsClient, "xprtrdma"_L1, "rpcrdma"_L1, "XPRTRDMA_LOAD", "NFSoRDMA_LOAD", {}, false},
     {Protocol::NfsServer, "svcrdma"_L1, "rpcrdma"_L1, "SVCRDMA_LOAD", "NFSoRDMA_LOAD", {}, false},
     {Protocol::Umad, "ib_umad"_L1, {}, {}, {}, "UMAD_LOAD", true},
     {Protocol::Uverbs, "ib_uverbs"_L1, {}, {}, {}, "UVERBS_LOAD", true},
     {Protocol::RdmaUcm, "rdma_ucm"_L1, {}, {}, {}, "RDMA_UCM_LOAD", true},
     {Protocol::OpaVnic, "opa_vnic"_L1, {}, {}, {}, {}, false},
     {Protocol::SoftRoce, "rdma_rxe"_L1, {}, {}, {}, {}, false}}};

} // namespace

const ProtocolInfo &infoOf(Protocol protocol)
{
    return table.at(static_cast<std::size_t>(protocol));
}

std::vector<BootList> homesOf(Protocol protocol, Packager packager)
{
    switch (protocol) {
    case Protocol::Ipoib:
    case Protocol::Umad:
        return {BootList::Infiniband, BootList::Opa};
    case Protocol::SrpInitiator:
        return {BootList::SrpDaemon};
    case Protocol::SrpTarget:
        return {packager == Packager::RedHat ? BootList::Rdma : BootList::Infiniband};
    case Protocol::OpaVnic:
        return {BootList::Opa};
    case Protocol::SoftRoce:
        return {};
    default:
        return {BootList::Rdma};
    }
}

} // namespace rdma
