// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// modprobe.d(5) as kmod reads it: which file and line keeps a module from being loaded.
#pragma once

#include "model/nextname.h"

#include <QStringList>
#include <optional>

namespace rdma {

struct ModprobeLine {
    enum Kind { Blacklist, Install, Alias, Options, Remove, Softdep };

    Kind kind = Blacklist;
    QByteArray name;     ///< with "_" for "-"; of an alias and of install it may be a pattern
    QByteArray argument; ///< the command, the module of the alias, the options
    int line = 0;        ///< from 1, where it begins

    bool operator==(const ModprobeLine &) const = default;
};

/// What kmod would warn of is left out.
[[nodiscard]] std::vector<ModprobeLine> modprobeLines(const QByteArray &file);

[[nodiscard]] const QStringList &modprobeDirectories(); ///< each hides those after it

/// *.conf of kmod's directories in its order, without those hidden by one of the same name; an empty file only hides.
[[nodiscard]] std::vector<RulesFile> effectiveModprobeFiles(const std::vector<RulesFile> &files);

struct Denial {
    enum Kind {
        Blacklisted, ///< not loaded for a device or from a list; modprobe with this very name still does
        NoCommand,   ///< install NAME /bin/true or /bin/false: nobody loads it
        Renamed,     ///< alias NAME OTHER: another module is loaded instead
    };

    Kind kind = Blacklisted;
    QString file;
    int line = 0;

    bool operator==(const Denial &) const = default;
};

/// In kmod's order. `effective` as effectiveModprobeFiles() gives them.
[[nodiscard]] std::vector<Denial> denialsOf(const std::vector<RulesFile> &effective, const QString &module);

struct InstallCommand {
    QByteArray command; ///< for a shell, instead of loading the module
    QString file;
    int line = 0;

    bool operator==(const InstallCommand &) const = default;
};

/// The first "install" line that fits the module: kmod looks no further.
[[nodiscard]] std::optional<InstallCommand> installCommandOf(const std::vector<RulesFile> &effective,
                                                             const QString &module);

} // namespace rdma
