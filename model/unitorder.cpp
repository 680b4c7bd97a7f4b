// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// unit_file_find_dirs() and unit_file_find_dropin_paths() of systemd's src/shared/dropin.c, and conf_files_list().
#include "model/unitorder.h"

#include <algorithm>
#include <map>
#include <optional>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView serviceSuffix{".service"};
constexpr QLatin1StringView confSuffix{".conf"};

bool isUnitCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
           QStringView(u":-_.\\@").contains(c);
}

struct UnitParts {
    QString prefix;
    QString instance; ///< with its "@"; empty: no instance and no template
    QString suffix;   ///< with its "."
};

UnitParts partsOf(const QString &unit)
{
    const qsizetype dot = unit.lastIndexOf(u'.');
    const QString name = unit.first(std::max<qsizetype>(dot, 0));
    const qsizetype at = name.indexOf(u'@');
    return {at < 0 ? name : name.first(at), at < 0 ? QString() : name.sliced(at),
            unit.sliced(std::max<qsizetype>(dot, 0))};
}

/// "foo-bar-" of "foo-bar-baz", "foo-" of "foo-bar-"; empty: there is nothing before it. Of dashes at the end one goes.
QString chopped(QString prefix)
{
    for (bool hasLostDash = false;; hasLostDash = true) {
        const qsizetype dash = prefix.lastIndexOf(u'-');
        if (dash <= 0)
            return {};
        if (dash + 1 < prefix.size() || hasLostDash)
            return prefix.first(dash + 1);
        prefix = prefix.first(dash);
    }
}

/// From its own to the most general. What a template's name begins with is looked for without the "@".
void addNames(QStringList &names, const UnitParts &parts)
{
    const QString name = parts.prefix + parts.instance + parts.suffix;
    if (!names.contains(name))
        names.append(name);
    const bool isInstance = parts.instance.size() > 1;
    if (isInstance)
        addNames(names, {parts.prefix, u"@"_s, parts.suffix});
    if (const QString shorter = chopped(parts.prefix); !shorter.isEmpty())
        addNames(names, {shorter, isInstance ? parts.instance : QString(), parts.suffix});
}

/// The first of these paths that is there.
std::optional<RulesFile> firstOf(const QStringList &paths, const std::vector<RulesFile> &files)
{
    for (const QString &path : paths)
        if (const auto found = std::ranges::find(files, path, &RulesFile::path); found != files.end())
            return *found;
    return std::nullopt;
}

/// By the bytes of their names, each from the strongest directory; hidden ones are not found.
std::map<QByteArray, RulesFile> dropInsOf(const QStringList &directories, const std::vector<RulesFile> &files)
{
    std::map<QByteArray, std::pair<qsizetype, RulesFile>> found;
    for (const RulesFile &file : files) {
        const qsizetype slash = file.path.lastIndexOf(u'/');
        const qsizetype strength = directories.indexOf(file.path.first(std::max<qsizetype>(slash, 0)));
        const QByteArray name = file.path.sliced(slash + 1).toUtf8();
        if (strength < 0 || !name.endsWith(confSuffix) || name.startsWith('.'))
            continue;
        if (const auto other = found.find(name); other == found.end() || strength < other->second.first)
            found[name] = {strength, file};
    }
    std::map<QByteArray, RulesFile> result;
    for (auto &[name, one] : found)
        result[name] = std::move(one.second);
    return result;
}

QStringList pathsIn(const QStringList &directories, const QString &name)
{
    QStringList paths;
    for (const QString &directory : directories)
        paths.append(directory + u'/' + name);
    return paths;
}

std::vector<RulesFile> joined(const std::optional<RulesFile> &main, const std::map<QByteArray, RulesFile> &dropIns)
{
    std::vector<RulesFile> files;
    if (main)
        files.push_back(*main);
    for (const auto &[name, file] : dropIns)
        files.push_back(file);
    return files;
}

} // namespace

bool isServiceName(QStringView unit)
{
    constexpr qsizetype longest = 255; // UNIT_NAME_MAX
    return unit.size() <= longest && unit.size() > serviceSuffix.size() && unit.endsWith(serviceSuffix) &&
           !unit.startsWith(u'@') && std::ranges::all_of(unit, isUnitCharacter);
}

QString templateOf(const QString &unit)
{
    const UnitParts parts = partsOf(unit);
    return parts.instance.isEmpty() ? unit : parts.prefix + u'@' + parts.suffix;
}

QStringList dropInDirectories(const QString &unit, const QStringList &directories, const QStringList &aliases)
{
    QStringList result;
    for (const QString &own : QStringList(unit) + aliases) {
        QStringList names;
        addNames(names, partsOf(own));
        for (const QString &directory : directories)
            for (const QString &name : names)
                result.append(directory + u'/' + name + u".d"_s);
    }
    const QString suffix = partsOf(unit).suffix;
    for (const QString &directory : directories)
        result.append(directory + u'/' + suffix.sliced(std::min<qsizetype>(1, suffix.size())) + u".d"_s);
    return result;
}

std::vector<RulesFile> unitFilesInOrder(const QString &unit, const QStringList &directories,
                                        const std::vector<RulesFile> &files, const QStringList &aliases)
{
    const UnitParts parts = partsOf(unit);
    QStringList paths = pathsIn(directories, unit);
    if (parts.instance.size() > 1)
        paths += pathsIn(directories, parts.prefix + u'@' + parts.suffix);
    return joined(firstOf(paths, files), dropInsOf(dropInDirectories(unit, directories, aliases), files));
}

std::vector<RulesFile> managerFilesInOrder(const QString &name, const QStringList &directories,
                                           const std::vector<RulesFile> &files)
{
    return joined(firstOf(pathsIn(directories, name), files), dropInsOf(pathsIn(directories, name + u".d"_s), files));
}

} // namespace rdma
