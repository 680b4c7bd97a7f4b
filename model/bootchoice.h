// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a host's boot files say of a protocol, and the files that say otherwise.
#pragma once

#include "model/enumnames.h"
#include "model/modulestate.h"
#include "model/result.h"
#include "model/shellassignments.h"

namespace rdma {

/// All boot files of a host, as they are.
struct BootFiles {
    LiveDialects live;
    Packager packager = Packager::Upstream;
    std::optional<QByteArray> rdmaConf;
    std::map<BootList, QByteArray> lists;
    std::set<BootList> idle; ///< of Infiniband, Opa, Iwarp and Roce those for which this host has no hardware
    std::vector<RulesFile> staticLists; ///< *.conf of systemd's modules-load.d
    std::optional<QByteArray> openibConf;
    std::set<QString> unwritable; ///< read by others, and never written to: links, files that are not root's
};

/// Why a choice cannot be made otherwise.
enum class BootHindrance {
    NoModule,      ///< this kernel has none to be loaded
    BuiltIn,       ///< it is part of the kernel, whatever a file says
    AlwaysLoaded,  ///< the RDMA service loads it, whatever its file says
    ForcedByRds,   ///< RDS_LOAD=yes loads IPoIB as well
    NotUnderstood, ///< the file at that line; it is not edited
    SyntaxError,   ///< bash stops reading the file at that line; it is not edited
    NotOurs,       ///< MLNX_OFED's file is not edited; this is the line to change
    Packaged,      ///< the line is in a package's file or in /run, which are not edited
    Unwritable,    ///< it is in a file that is not written to
};

/// The words of JSON and of a refusal's detail.
constexpr EnumNames<BootHindrance, 9> bootHindranceNames{
    {{BootHindrance::NoModule, QLatin1StringView{"NoModule"}},
     {BootHindrance::BuiltIn, QLatin1StringView{"BuiltIn"}},
     {BootHindrance::AlwaysLoaded, QLatin1StringView{"AlwaysLoaded"}},
     {BootHindrance::ForcedByRds, QLatin1StringView{"ForcedByRds"}},
     {BootHindrance::NotUnderstood, QLatin1StringView{"NotUnderstood"}},
     {BootHindrance::SyntaxError, QLatin1StringView{"SyntaxError"}},
     {BootHindrance::NotOurs, QLatin1StringView{"NotOurs"}},
     {BootHindrance::Packaged, QLatin1StringView{"Packaged"}},
     {BootHindrance::Unwritable, QLatin1StringView{"Unwritable"}}}};

struct BootPlace {
    QString path;
    int line = 0; ///< from 1; 0: it would be added

    bool operator==(const BootPlace &) const = default;
};

struct BootObstacle {
    BootHindrance reason = BootHindrance::NoModule;
    BootPlace place; ///< where it is; none for what is no file's doing

    bool operator==(const BootObstacle &) const = default;
};

struct BootChoice {
    enum State { Off, On, Unknown };

    State state = Off;
    std::vector<BootPlace> places; ///< the lines that load it, or where one would
    std::optional<BootObstacle> impossible;

    bool operator==(const BootChoice &) const = default;
};

[[nodiscard]] BootChoice bootChoice(const BootFiles &files, Protocol protocol, ModuleState::Now now);

/// The files that change, whole; none: it is so already. NotSupported: the choice is impossible.
[[nodiscard]] Result<std::vector<RulesFile>> withChoice(const BootFiles &files, Protocol protocol, ModuleState::Now now,
                                                        bool on);

} // namespace rdma
