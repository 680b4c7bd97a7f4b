// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The nodes of a fake configfs that somebody made, their files in the fake root, and what links to what.
#pragma once

#include "tests/fake/fakehostroot.h"

#include <QMultiHash>
#include <map>

namespace rdma {

/// An attribute file; a null text: it cannot be read now, and the fake has no such file then.
struct ConfigfsAttribute {
    QString path;
    QByteArray text;
    unsigned mode = 0644;
};

/// What comes with a new node: paths relative to it. A path that ends in / is an empty directory.
using ConfigfsAttributes = QList<ConfigfsAttribute>;

class ConfigfsTree {
public:
    explicit ConfigfsTree(FakeHostRoot &root) : m_root(root) {}

    void addNode(const QString &path,
                 const ConfigfsAttributes &content); ///< seen by readers all at once, as in the kernel
    void addLink(const QString &path, const QString &target);
    void remove(const QString &path);
    void show(const QString &path, const QByteArray &text, unsigned mode = 0644); ///< a null text: not to be read now

    [[nodiscard]] bool exists(const QString &path) const { return m_root.exists(path); }
    [[nodiscard]] bool isMade(const QString &path) const { return m_nodes.contains(path); }
    [[nodiscard]] bool isDirectory(const QString &path) const;
    [[nodiscard]] QByteArray text(const QString &path) const { return m_root.read(path); }

    [[nodiscard]] QString targetOf(const QString &link) const;    ///< empty: no link
    [[nodiscard]] QString linkIn(const QString &directory) const; ///< the path of the first one, empty if none
    [[nodiscard]] QStringList linksTo(const QString &target) const { return m_linksTo.values(target); }
    [[nodiscard]] QStringList nodesBelow(const QString &path) const; ///< made ones and links, at any depth

    [[nodiscard]] FakeHostRoot &root() { return m_root; }

private:
    FakeHostRoot &m_root;
    std::map<QString, QString> m_nodes; ///< path to a link's target, to nothing of a directory
    QMultiHash<QString, QString> m_linksTo;
};

} // namespace rdma
