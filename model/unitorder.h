// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which files make up a unit, and which make up systemd's own configuration, in the order in which they are read.
#pragma once

#include "model/nextname.h"

#include <QStringList>
#include <array>

namespace rdma {

/// lookup_paths_init() of systemd 257 for system units, from strong to weak.
constexpr std::array<QLatin1StringView, 12> systemUnitDirectories{
    QLatin1StringView{"/etc/systemd/system.control"}, QLatin1StringView{"/run/systemd/system.control"},
    QLatin1StringView{"/run/systemd/transient"},      QLatin1StringView{"/run/systemd/generator.early"},
    QLatin1StringView{"/etc/systemd/system"},         QLatin1StringView{"/etc/systemd/system.attached"},
    QLatin1StringView{"/run/systemd/system"},         QLatin1StringView{"/run/systemd/system.attached"},
    QLatin1StringView{"/run/systemd/generator"},      QLatin1StringView{"/usr/local/lib/systemd/system"},
    QLatin1StringView{"/usr/lib/systemd/system"},     QLatin1StringView{"/run/systemd/generator.late"}};

/// Of system.conf and user.conf, from strong to weak.
constexpr std::array<QLatin1StringView, 4> managerDirectories{
    QLatin1StringView{"/etc/systemd"}, QLatin1StringView{"/run/systemd"}, QLatin1StringView{"/usr/local/lib/systemd"},
    QLatin1StringView{"/usr/lib/systemd"}};

/// unit_name_is_valid() for a service: at most 255 bytes of ASCII letters, digits and ":-_.\@", "NAME.service" or
/// "NAME@INSTANCE.service" or the template "NAME@.service".
[[nodiscard]] bool isServiceName(QStringView unit);

/// "foo@.service" of "foo@bar.service"; of others themselves.
[[nodiscard]] QString templateOf(const QString &unit);

/// Where drop-ins of a unit may lie, from strong to weak: of its own name, of its template, of what its name begins
/// with ("foo-.service.d"), of its other names (Alias=) in the same way, of its type ("service.d"). In `directories`,
/// which go from strong to weak themselves.
[[nodiscard]] QStringList dropInDirectories(const QString &unit, const QStringList &directories,
                                            const QStringList &aliases = {});

/// Of files from anywhere those that are the unit's: its file, then its drop-ins by the bytes of their names. One name
/// counts once, where it is strongest.
[[nodiscard]] std::vector<RulesFile> unitFilesInOrder(const QString &unit, const QStringList &directories,
                                                      const std::vector<RulesFile> &files,
                                                      const QStringList &aliases = {});

/// The same for "system.conf" or "user.conf" and its drop-ins in "system.conf.d".
[[nodiscard]] std::vector<RulesFile> managerFilesInOrder(const QString &name, const QStringList &directories,
                                                         const std::vector<RulesFile> &files);

} // namespace rdma
