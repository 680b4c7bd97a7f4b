// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The services of this system, and what their files say about locked memory.
#pragma once

#include "helper/host.h"
#include "model/note.h"
#include "model/unitmemlock.h"

#include <map>
#include <set>

namespace rdma {

/// Every unit file and drop-in is looked through; kept is the text of those that mention LimitMEMLOCK. The others count
/// as empty, since they hide weaker ones of their name.
class ServiceFiles {
public:
    ServiceFiles() = default;
    ServiceFiles(const Host &host, std::vector<Note> &notes);

    /// Neither masked nor another name of a service; templates as well.
    [[nodiscard]] QStringList services() const;
    /// Of an instance, its template. Of another name of a service: no.
    [[nodiscard]] bool has(const QString &unit) const;
    /// Of another name, the service's own; of others themselves.
    [[nodiscard]] QString ownNameOf(const QString &unit) const;
    [[nodiscard]] UnitMemlock memlockOf(const QString &unit) const;
    /// As if this file of the unit's had these bytes; nullopt: as if it were not there.
    [[nodiscard]] UnitMemlock memlockWith(const QString &unit, const QString &path,
                                          const std::optional<QByteArray> &bytes) const;
    /// Of the services and of instances with a drop-in of their own, those of which files say something.
    [[nodiscard]] std::map<QString, UnitMemlock> memlocks() const;
    /// Those with a drop-in of our name, whether or not they are there themselves.
    [[nodiscard]] QStringList withOwnDropIn() const;

    bool operator==(const ServiceFiles &) const = default;

private:
    enum class Kind { Service, Masked, Alias };

    void takeDirectory(const Host &host, const QString &directory, std::vector<Note> &notes);
    void takeUnit(const Host &host, const QString &path, const std::optional<QString> &target,
                  std::vector<Note> &notes);
    void takeDropIns(const Host &host, const QString &directory, std::vector<Note> &notes);
    [[nodiscard]] QStringList aliasesOf(const QString &unit) const;
    [[nodiscard]] std::vector<RulesFile> filesOf(const QString &unit) const;
    [[nodiscard]] UnitMemlock memlockIn(const QString &unit, const std::vector<RulesFile> &files) const;

    std::map<QString, Kind> m_units;                     ///< by name, as the strongest directory has them
    std::map<QString, QString> m_aliases;                ///< by other name, what it leads to
    std::map<QString, QByteArray> m_files;               ///< by path
    std::map<QString, std::vector<RulesFile>> m_dropIns; ///< by directory
    std::set<QString> m_instances;                       ///< with a directory of drop-ins
};

} // namespace rdma
