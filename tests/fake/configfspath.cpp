// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The shape of LIO's tree (drivers/target/target_core_configfs.c and target_core_fabric_configfs.c).
#include "tests/fake/configfspath.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

ConfigfsKind kindInCore(const QStringList &names)
{
    if (names.value(1) == "alua"_L1)
        return ConfigfsKind::Other;
    return std::array{ConfigfsKind::Core, ConfigfsKind::Hba, ConfigfsKind::Object, ConfigfsKind::Other}.at(
        static_cast<size_t>(std::min<qsizetype>(names.size() - 1, 3)));
}

/// Below WWN/TPG.
ConfigfsKind kindInTpg(const QStringList &names)
{
    const auto is = [&](qsizetype size, QLatin1StringView group) { return names.size() == size && names[3] == group; };
    if (is(4, "lun"_L1))
        return ConfigfsKind::Luns;
    if (is(5, "lun"_L1))
        return ConfigfsKind::Lun;
    if (is(4, "acls"_L1))
        return ConfigfsKind::Acls;
    if (is(5, "acls"_L1))
        return ConfigfsKind::Acl;
    const bool isLun =
        is(6, "acls"_L1) && !QStringList{u"attrib"_s, u"auth"_s, u"fabric_statistics"_s, u"param"_s}.contains(names[5]);
    return isLun ? ConfigfsKind::MappedLun : ConfigfsKind::Other;
}

/// Nodes of other fabrics are nobody's here: a test puts them there, and nothing can be made in them.
ConfigfsKind kindInFabric(const QStringList &names)
{
    if (names.size() == 1)
        return ConfigfsKind::Fabric;
    if (names[0] != "srpt"_L1)
        return ConfigfsKind::Other;
    if (names[1] == "discovery_auth"_L1 || names[1] == "version"_L1)
        return ConfigfsKind::Other;
    if (names.size() == 2)
        return ConfigfsKind::Wwn;
    if (names[2] == "fabric_statistics"_L1 || names[2] == "param"_L1)
        return ConfigfsKind::Other;
    return names.size() == 3 ? ConfigfsKind::Tpg : kindInTpg(names);
}

ConfigfsKind kindOf(const QString &path, const QStringList &names)
{
    if (path == configfsTarget)
        return ConfigfsKind::Top;
    if (names.isEmpty() || names[0] == "dbroot"_L1 || names[0] == "version"_L1)
        return ConfigfsKind::Other;
    return names[0] == "core"_L1 ? kindInCore(names) : kindInFabric(names);
}

} // namespace

ConfigfsPath::ConfigfsPath(const QString &absolute) : path(absolute)
{
    if (path.startsWith(configfsTarget + u'/'))
        names = path.sliced(configfsTarget.size() + 1).split(u'/');
    kind = kindOf(path, names);
}

QString ConfigfsPath::upTo(qsizetype count) const
{
    return configfsTarget + u'/' + names.first(count).join(u'/');
}

bool ConfigfsPath::takesNodes() const
{
    switch (kind) {
    case ConfigfsKind::Top:
    case ConfigfsKind::Core:
    case ConfigfsKind::Hba:
    case ConfigfsKind::Fabric:
    case ConfigfsKind::Wwn:
    case ConfigfsKind::Luns:
    case ConfigfsKind::Acls:
    case ConfigfsKind::Acl:
        return true;
    default:
        return false;
    }
}

bool ConfigfsPath::isMade() const
{
    switch (kind) {
    case ConfigfsKind::Other:
    case ConfigfsKind::Top:
    case ConfigfsKind::Core:
    case ConfigfsKind::Luns:
    case ConfigfsKind::Acls:
        return false;
    default:
        return true;
    }
}

} // namespace rdma
