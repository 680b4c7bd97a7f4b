// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "modules": which RDMA protocols load at boot and which are loaded now, and the services around them.
#pragma once

#include "model/bootchoice.h"
#include "model/servicestate.h"

#include <map>

namespace rdma {

struct ProtocolChoice {
    bool atBoot = false; ///< as the boot files have it; false where they are not understood
    bool loaded = false; ///< now; a module that is part of the kernel is

    bool operator==(const ProtocolChoice &) const = default;
};

struct ServiceChoice {
    bool enabled = false; ///< something that starts at boot wants it
    bool active = false;

    bool operator==(const ServiceChoice &) const = default;
};

struct ModulesConfig {
    std::map<Protocol, ProtocolChoice> protocols; ///< all there are
    std::map<QString, ServiceChoice> services;    ///< those of serviceUnits that this system has

    bool operator==(const ModulesConfig &) const = default;
};

/// What uses a module.
enum class ModuleUseKind {
    Module,       ///< a loaded module that no protocol is; what: its name: "mlx5_ib"
    Mount,        ///< what: "/srv/data"; detail: "sdb"
    Swap,         ///< what: "/dev/sdb2"
    Disk,         ///< in use by something else; what: "sdb"; detail: "md0", "LVM", …
    Session,      ///< of this host at a target (SRP, iSER, NVMe); what: the target; detail: its disks, "sdb, sdc"
    Export,       ///< a target of this host; what: its WWN or IQN; detail: who is logged in
    Interface,    ///< what: "ib0"; detail: its addresses
    Connection,   ///< TCP over an interface; what: "ib0"; detail: peer and service, "10.0.0.9, port 22"
    Route,        ///< the default route; what: "ib0"
    NetworkMount, ///< a network file system reached over an interface; what: "/home"; detail: "ib0"
    NfsMount,     ///< over RDMA; what: "/srv/data"
    SoftDevice,   ///< what: "rxe0"; detail: its network interface
    Program,      ///< what: "4711 ibping", root's eyes only saw it; detail: "/dev/infiniband/umad0"
    Unknown,      ///< references that nothing of this accounts for; what: how many
};

/// The words of JSON and of the detail of a Busy: "mount /srv/data, sdb".
constexpr EnumNames<ModuleUseKind, 14> moduleUseNames{{{ModuleUseKind::Module, QLatin1StringView{"module"}},
                                                       {ModuleUseKind::Mount, QLatin1StringView{"mount"}},
                                                       {ModuleUseKind::Swap, QLatin1StringView{"swap"}},
                                                       {ModuleUseKind::Disk, QLatin1StringView{"disk"}},
                                                       {ModuleUseKind::Session, QLatin1StringView{"session"}},
                                                       {ModuleUseKind::Export, QLatin1StringView{"export"}},
                                                       {ModuleUseKind::Interface, QLatin1StringView{"interface"}},
                                                       {ModuleUseKind::Connection, QLatin1StringView{"connection"}},
                                                       {ModuleUseKind::Route, QLatin1StringView{"route"}},
                                                       {ModuleUseKind::NetworkMount, QLatin1StringView{"networkMount"}},
                                                       {ModuleUseKind::NfsMount, QLatin1StringView{"nfsMount"}},
                                                       {ModuleUseKind::SoftDevice, QLatin1StringView{"softDevice"}},
                                                       {ModuleUseKind::Program, QLatin1StringView{"program"}},
                                                       {ModuleUseKind::Unknown, QLatin1StringView{"unknown"}}}};

/// What becomes of it when the module goes.
enum class ModuleUseWeight {
    Keeps, ///< the kernel keeps the module while this is so
    Cuts,  ///< it is lost, and with it perhaps the way to this machine: somebody must say so
    Ends,  ///< it ends, and can be had again
};

struct ModuleUse {
    ModuleUseKind kind = ModuleUseKind::Unknown;
    QString what;
    QString detail;
    ModuleUseWeight weight = ModuleUseWeight::Keeps;

    bool operator==(const ModuleUse &) const = default;
};

struct ProtocolLive {
    ModuleState module;
    BootChoice boot;
    QStringList needs; ///< what modprobe would load before it, in that order
    QStringList users; ///< loaded modules that have to go before it, in that order
    std::vector<ModuleUse> uses;

    bool operator==(const ProtocolLive &) const = default;
};

struct BootFile {
    QString path;
    BootDialect dialect = BootDialect::RdmaConf;
    DialectUse use = DialectUse::Live;
    bool isIdle = false; ///< a list of rdma-core for hardware that this host does not have

    bool operator==(const BootFile &) const = default;
};

struct ModulesLive {
    QString kernel;          ///< uname -r
    bool hasDevices = false; ///< RDMA hardware, no soft device: without any nothing of rdma-core's lists is loaded
    LiveDialects dialects;
    std::vector<BootFile> files; ///< that there are
    std::map<Protocol, ProtocolLive> protocols;
    std::map<QString, ServiceLive> services;

    bool operator==(const ModulesLive &) const = default;
};

/// {"protocols": {"ipoib": {"atBoot": true, "loaded": true}}, "services": {"opensm.service": {"enabled": …}}}
[[nodiscard]] QJsonObject toJson(const ModulesConfig &config);
[[nodiscard]] Result<ModulesConfig> modulesConfigFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const ModulesLive &live);
[[nodiscard]] Result<ModulesLive> modulesLiveFromJson(const QJsonObject &object);

} // namespace rdma
