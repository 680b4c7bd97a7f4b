// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Directories, files and links of a fake configfs.
#include "tests/fake/configfstree.h"

#include <QFileInfo>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString aside = u"/.configfs"_s;

/// configfs_get_target_path() (fs/configfs/symlink.c): up to the mount, then down, whatever both have in common.
QString shownTarget(const QString &link, const QString &target)
{
    const qsizetype top = u"/sys/kernel/config"_s.size();
    const auto depth = link.sliced(top).count(u'/') - 1;
    return u"../"_s.repeated(depth) + target.sliced(top + 1);
}

} // namespace

void ConfigfsTree::addNode(const QString &path, const ConfigfsAttributes &content)
{
    m_root.makeDirectory(aside);
    for (const auto &[name, text, mode] : content)
        if (name.endsWith(u'/'))
            m_root.makeDirectory(aside + u'/' + name.chopped(1));
        else if (!text.isNull())
            m_root.write(aside + u'/' + name, text, mode);
    m_root.rename(aside, path);
    m_nodes[path] = QString();
}

void ConfigfsTree::addLink(const QString &path, const QString &target)
{
    m_root.link(path, shownTarget(path, target));
    m_nodes[path] = target;
    m_linksTo.insert(target, path);
}

void ConfigfsTree::remove(const QString &path)
{
    m_linksTo.remove(targetOf(path), path);
    m_nodes.erase(path);
    m_root.rename(path, aside);
    m_root.remove(aside);
}

void ConfigfsTree::show(const QString &path, const QByteArray &text, unsigned mode)
{
    if (!text.isNull())
        m_root.write(path, text, mode);
    else if (m_root.exists(path))
        m_root.remove(path);
}

bool ConfigfsTree::isDirectory(const QString &path) const
{
    const QFileInfo entry(m_root.inside(path));
    return entry.isDir() && !entry.isSymLink();
}

QString ConfigfsTree::targetOf(const QString &link) const
{
    const auto found = m_nodes.find(link);
    return found == m_nodes.end() ? QString() : found->second;
}

QString ConfigfsTree::linkIn(const QString &directory) const
{
    const QStringList below = nodesBelow(directory);
    for (const QString &path : below)
        if (!targetOf(path).isEmpty())
            return path;
    return {};
}

QStringList ConfigfsTree::nodesBelow(const QString &path) const
{
    QStringList found;
    const QString prefix = path + u'/';
    for (auto node = m_nodes.lower_bound(prefix); node != m_nodes.end() && node->first.startsWith(prefix); ++node)
        found.append(node->first);
    return found;
}

} // namespace rdma
