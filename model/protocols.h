// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The RDMA protocols one chooses from: their modules, and where each kind of boot file has its place.
#pragma once

#include "model/bootdialect.h"
#include "model/enumnames.h"

#include <QByteArrayView>
#include <vector>

namespace rdma {

enum class Protocol {
    Ipoib,
    SrpInitiator,
    SrpTarget,
    Iser,
    Isert,
    Rds,
    NfsClient,
    NfsServer,
    Umad,
    Uverbs,
    RdmaUcm,
    OpaVnic,
    SoftRoce,
};

/// The words of JSON and of the command line.
constexpr EnumNames<Protocol, 13> protocolNames{{{Protocol::Ipoib, QLatin1StringView{"ipoib"}},
                                                 {Protocol::SrpInitiator, QLatin1StringView{"srp_initiator"}},
                                                 {Protocol::SrpTarget, QLatin1StringView{"srp_target"}},
                                                 {Protocol::Iser, QLatin1StringView{"iser"}},
                                                 {Protocol::Isert, QLatin1StringView{"isert"}},
                                                 {Protocol::Rds, QLatin1StringView{"rds"}},
                                                 {Protocol::NfsClient, QLatin1StringView{"nfs_client"}},
                                                 {Protocol::NfsServer, QLatin1StringView{"nfs_server"}},
                                                 {Protocol::Umad, QLatin1StringView{"umad"}},
                                                 {Protocol::Uverbs, QLatin1StringView{"uverbs"}},
                                                 {Protocol::RdmaUcm, QLatin1StringView{"rdma_ucm"}},
                                                 {Protocol::OpaVnic, QLatin1StringView{"opa_vnic"}},
                                                 {Protocol::SoftRoce, QLatin1StringView{"soft_roce"}}}};

struct ProtocolInfo {
    Protocol protocol = Protocol::Ipoib;
    QLatin1StringView module;   ///< what is asked for, one of rdmaModules
    QLatin1StringView provider; ///< what has it as an alias today (net/sunrpc/xprtrdma/module.c); empty: none
    QByteArrayView key;         ///< of rdma.conf; empty: it has none
    QByteArrayView rhel6Key;
    QByteArrayView openibKey;
    bool alwaysWithRdmaConf = false; ///< rdma-init-kernel loads it whatever the file says
};

[[nodiscard]] const ProtocolInfo &infoOf(Protocol protocol);

/// Red Hat and the others differ in where ib_srpt is: redhat/rdma.conf and kernel-boot/modules of rdma-core.
enum class Packager { Upstream, RedHat };

/// Where rdma-core's lists have its line, the one that gets a missing line first. Empty: none has.
[[nodiscard]] std::vector<BootList> homesOf(Protocol protocol, Packager packager);

} // namespace rdma
