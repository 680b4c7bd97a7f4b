// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a path below /sys/kernel/config/target is, by where it stands.
#pragma once

#include <QString>
#include <QStringList>

namespace rdma {

constexpr auto configfsTarget = QLatin1StringView("/sys/kernel/config/target");

/// Nodes that somebody can make, and what they can be made in. Other: attributes, and directories that come by
/// themselves.
enum class ConfigfsKind { Other, Top, Core, Hba, Object, Fabric, Wwn, Tpg, Luns, Lun, Acls, Acl, MappedLun };

struct ConfigfsPath {
    explicit ConfigfsPath(const QString &absolute);

    QString path;
    QStringList names; ///< below target
    ConfigfsKind kind = ConfigfsKind::Other;

    [[nodiscard]] QString name() const { return path.section(u'/', -1); }
    [[nodiscard]] QString above(int levels = 1) const { return path.section(u'/', 0, -1 - levels); }
    /// The storage object, target, … that an attribute below it belongs to: the first so many names.
    [[nodiscard]] QString upTo(qsizetype count) const;

    /// Whether mkdir() can succeed here.
    [[nodiscard]] bool takesNodes() const;
    [[nodiscard]] bool takesLinks() const { return kind == ConfigfsKind::Lun || kind == ConfigfsKind::MappedLun; }
    [[nodiscard]] bool isMade() const; ///< not by the kernel itself
};

} // namespace rdma
