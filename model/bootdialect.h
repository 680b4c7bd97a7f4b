// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The files that say which RDMA modules load at boot, known by their paths: two of them are called rdma.conf.
#pragma once

#include <QString>
#include <array>
#include <optional>
#include <utility>

namespace rdma {

constexpr QLatin1StringView rdmaConfPath{"/etc/rdma/rdma.conf"};
constexpr QLatin1StringView openibConfPath{"/etc/infiniband/openib.conf"};
/// Ours, for what no other list has a place for.
constexpr QLatin1StringView ownModulesListPath{"/etc/modules-load.d/rdma-manager.conf"};

/// The lists of rdma-core, and what loads them.
enum class BootList {
    Rdma,       ///< any RDMA hardware appears
    Infiniband, ///< a device with an InfiniBand port
    Opa,        ///< with an Omni-Path port
    Iwarp,
    Roce,
    SrpDaemon, ///< srp_daemon begins to look at a port
    Iwpmd,     ///< iwpmd starts
};

constexpr std::array<std::pair<BootList, QLatin1StringView>, 7> bootListPaths{
    {{BootList::Rdma, QLatin1StringView{"/etc/rdma/modules/rdma.conf"}},
     {BootList::Infiniband, QLatin1StringView{"/etc/rdma/modules/infiniband.conf"}},
     {BootList::Opa, QLatin1StringView{"/etc/rdma/modules/opa.conf"}},
     {BootList::Iwarp, QLatin1StringView{"/etc/rdma/modules/iwarp.conf"}},
     {BootList::Roce, QLatin1StringView{"/etc/rdma/modules/roce.conf"}},
     {BootList::SrpDaemon, QLatin1StringView{"/etc/rdma/modules/srp_daemon.conf"}},
     {BootList::Iwpmd, QLatin1StringView{"/etc/rdma/modules/iwpmd.conf"}}}};

enum class BootDialect { RdmaConf, BootList, StaticList, OpenibConf };

/// nullopt: none of these files. A static list is a *.conf of one of systemd's four modules-load.d.
[[nodiscard]] std::optional<BootDialect> dialectOf(const QString &path);

/// Which of these a host has.
struct BootLayout {
    bool rdmaConf = false;        ///< /etc/rdma/rdma.conf
    bool rdmaInitKernel = false;  ///< /usr/libexec/rdma-init-kernel, which sources it
    bool rdmaService = false;     ///< rdma.service, which runs that
    bool rdmaInitScript = false;  ///< /etc/rc.d/init.d/rdma of RHEL 6, which sources it as well
    bool bootLists = false;       ///< /etc/rdma/modules
    bool loadModulesUnit = false; ///< rdma-load-modules@.service, which loads those
    bool openibConf = false;      ///< /etc/infiniband/openib.conf
    bool openibd = false;         ///< /etc/init.d/openibd of MLNX_OFED, which sources it, and it starts at boot

    bool operator==(const BootLayout &) const = default;
};

enum class DialectUse {
    Missing, ///< neither the file nor who would read it
    Inert,   ///< the file is there and nobody reads it
    Live,    ///< it is read at boot; of rdma.conf a missing file is, too
};

struct LiveDialects {
    DialectUse rdmaConf = DialectUse::Missing;
    DialectUse bootLists = DialectUse::Missing;
    DialectUse openibConf = DialectUse::Missing;
    bool isRhel6 = false; ///< rdma.conf has the keys of RHEL 6

    bool operator==(const LiveDialects &) const = default;
};

/// Between rdma-core 15 and 31 Red Hat had both ways at once: then both load what they say.
[[nodiscard]] LiveDialects liveDialects(const BootLayout &layout);

} // namespace rdma
