// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Unit files and drop-ins, directory by directory, the strongest first.
#include "helper/servicefiles.h"

#include "helper/pamlimits.h"
#include "model/unitdropin.h"
#include "model/unitorder.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto nothing = "/dev/null"_L1;
constexpr QByteArrayView key{"LimitMEMLOCK"};

QStringList directories()
{
    return {systemUnitDirectories.begin(), systemUnitDirectories.end()};
}

QString lastPart(const QString &path)
{
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

RulesFile mentioning(RulesFile file)
{
    if (!file.bytes.contains(key))
        file.bytes.clear();
    return file;
}

} // namespace

ServiceFiles::ServiceFiles(const Host &host, std::vector<Note> &notes)
{
    for (const QString &directory : directories())
        takeDirectory(host, directory, notes);
}

void ServiceFiles::takeDirectory(const Host &host, const QString &directory, std::vector<Note> &notes)
{
    const auto opened = host.directory(directory);
    if (!opened) {
        if (opened.error().code != ErrorCode::NotFound)
            notes.push_back({NoteCode::NotSearched, {}, directory});
        return;
    }
    std::map<QByteArray, QString> links;
    for (const auto &[name, target] : opened->links())
        links[name] = target;
    for (const QByteArray &bytes : opened->list()) {
        const QString name = QString::fromUtf8(bytes);
        const auto link = links.find(bytes);
        if (isServiceName(name))
            takeUnit(host, directory + u'/' + name, link == links.end() ? std::nullopt : std::optional(link->second),
                     notes);
        else if (name == "service.d"_L1 || name.endsWith(".service.d"_L1))
            takeDropIns(host, directory + u'/' + name, notes);
    }
}

void ServiceFiles::takeUnit(const Host &host, const QString &path, const std::optional<QString> &target,
                            std::vector<Note> &notes)
{
    const QString name = lastPart(path);
    const bool isMask = target == nothing;
    const bool isAlias = !isMask && target && lastPart(*target) != name;
    const bool isStrongest = m_units.try_emplace(name, isMask    ? Kind::Masked
                                                       : isAlias ? Kind::Alias
                                                                 : Kind::Service)
                                 .second;
    if (isAlias && isStrongest)
        m_aliases[name] = lastPart(*target);
    m_files[path] = isMask || isAlias ? QByteArray() : mentioning(peekFile(host, path, notes)).bytes;
}

void ServiceFiles::takeDropIns(const Host &host, const QString &directory, std::vector<Note> &notes)
{
    if (const QString unit = lastPart(directory).chopped(2); isServiceName(unit))
        m_instances.insert(unit);
    for (const QString &name : host.list(directory))
        if (name.endsWith(".conf"_L1))
            m_dropIns[directory].push_back(mentioning(peekFile(host, directory + u'/' + name, notes)));
}

QStringList ServiceFiles::services() const
{
    QStringList names;
    for (const auto &[name, kind] : m_units)
        if (kind == Kind::Service)
            names.append(name);
    return names;
}

bool ServiceFiles::has(const QString &unit) const
{
    const auto found = m_units.find(unit);
    if (found != m_units.end())
        return found->second == Kind::Service;
    const auto kind = m_units.find(templateOf(unit));
    return kind != m_units.end() && kind->second == Kind::Service;
}

QString ServiceFiles::ownNameOf(const QString &unit) const
{
    constexpr int mostLinks = 8; // one may lead to another, or to itself
    QString name = unit;
    for (int i = 0; i < mostLinks; ++i) {
        const auto alias = m_aliases.find(name);
        if (alias == m_aliases.end())
            return name;
        name = alias->second;
    }
    return unit;
}

/// systemd reads the drop-ins of all names of a unit (unit_file_find_dropin_paths() in src/shared/dropin.c).
QStringList ServiceFiles::aliasesOf(const QString &unit) const
{
    QStringList names;
    for (const auto &[alias, target] : m_aliases)
        if (const QString own = ownNameOf(alias); own == unit || own == templateOf(unit))
            names.append(alias);
    return names;
}

std::vector<RulesFile> ServiceFiles::filesOf(const QString &unit) const
{
    std::vector<RulesFile> files;
    for (const QString &directory : directories())
        for (const QString &name : {unit, templateOf(unit)})
            if (const auto file = m_files.find(directory + u'/' + name); file != m_files.end())
                files.push_back({file->first, file->second});
    for (const QString &directory : dropInDirectories(unit, directories(), aliasesOf(unit)))
        if (const auto dropIns = m_dropIns.find(directory); dropIns != m_dropIns.end())
            files.insert(files.end(), dropIns->second.begin(), dropIns->second.end());
    return files;
}

UnitMemlock ServiceFiles::memlockIn(const QString &unit, const std::vector<RulesFile> &files) const
{
    const bool isSaid = !std::ranges::all_of(files, &QByteArray::isEmpty, &RulesFile::bytes);
    return isSaid ? unitMemlock(unitFilesInOrder(unit, directories(), files, aliasesOf(unit))) : UnitMemlock{};
}

UnitMemlock ServiceFiles::memlockOf(const QString &unit) const
{
    return memlockIn(unit, filesOf(unit));
}

UnitMemlock ServiceFiles::memlockWith(const QString &unit, const QString &path,
                                      const std::optional<QByteArray> &bytes) const
{
    auto files = filesOf(unit);
    std::erase_if(files, [&](const RulesFile &file) { return file.path == path; });
    if (bytes)
        files.push_back({path, *bytes});
    return memlockIn(unit, files);
}

std::map<QString, UnitMemlock> ServiceFiles::memlocks() const
{
    std::set<QString> units = m_instances;
    for (const QString &service : services())
        units.insert(service);
    std::map<QString, UnitMemlock> found;
    for (const QString &unit : units)
        if (const UnitMemlock memlock = memlockOf(unit); has(unit) && memlock != UnitMemlock{})
            found[unit] = memlock;
    return found;
}

QStringList ServiceFiles::withOwnDropIn() const
{
    QStringList units;
    for (const QString &unit : m_instances) {
        const QString path = memlockDropInPath(unit).value_or(QString());
        const auto dropIns = m_dropIns.find(path.section(u'/', 0, -2));
        if (dropIns != m_dropIns.end() && std::ranges::contains(dropIns->second, path, &RulesFile::path))
            units.append(unit);
    }
    return units;
}

} // namespace rdma
