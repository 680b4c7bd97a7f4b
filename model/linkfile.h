// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// systemd's .link files as far as naming goes (systemd.link(5)): which of them is for an interface, and the name it
// gives.
#pragma once

#include "model/nextname.h"

namespace rdma {

/// Where .link files lie. A file hides those of the same name in the later directories.
constexpr std::array<QLatin1StringView, 4> linkDirectories{
    QLatin1StringView{"/etc/systemd/network"}, QLatin1StringView{"/run/systemd/network"},
    QLatin1StringView{"/usr/local/lib/systemd/network"}, QLatin1StringView{"/usr/lib/systemd/network"}};

/// A file and its drop-ins as one.
struct LinkFile {
    QString path;
    std::map<QByteArray, QByteArrayList> matches; ///< [Match]: key and patterns, "!" before one that must not match
    QByteArrayList policies;                      ///< NamePolicy=
    QByteArray name;                              ///< Name=; empty: none
    QString nameFile;                             ///< where Name= stands: the file or a drop-in
    int nameLine = 0;
};

/// `parts`: the file, then its drop-ins in systemd's order.
[[nodiscard]] LinkFile parseLinkFile(const std::vector<RulesFile> &parts);

/// What udev knows of an interface when it asks the .link files.
struct LinkSubject {
    QByteArray kernelName;                   ///< empty: ib and a number that nobody knows beforehand
    QByteArray address;                      ///< as sysfs shows it
    QMap<QByteArray, QByteArray> properties; ///< udev's: ID_PATH, ID_NET_DRIVER, ID_NET_NAME_PATH …
    bool predictable = true;                 ///< false: net.ifnames=0 on the kernel command line
    QByteArray presentName = {};
};

/// Unknown: it depends on keys we do not evaluate (Host=, Property= …).
[[nodiscard]] Match evaluate(const LinkFile &file, const LinkSubject &subject);

struct LinkChoice {
    QByteArray name;
    QString file;
    int line = 0; ///< of Name=; 0: a policy chose

    bool operator==(const LinkChoice &) const = default;
};

/// The first file that matches is the only one that counts. One of which we cannot tell counts if it did last time:
/// ID_NET_LINK_FILE says so until the rename itself makes udev ask again, then the name it bears does. nullopt: the
/// kernel's name stays.
[[nodiscard]] std::optional<LinkChoice> chooseLinkName(const std::vector<LinkFile> &files, const LinkSubject &subject);

} // namespace rdma
