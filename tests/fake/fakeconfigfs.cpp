// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What configfs itself allows and refuses (fs/configfs/dir.c, symlink.c, file.c), and the modules that bring LIO's
// tree.
#include "tests/fake/fakeconfigfs.h"

#include "helper/configfsnodes.h"
#include "helper/errnoerror.h"

#include <QFileInfo>
#include <cerrno>

namespace rdma {

using namespace Qt::StringLiterals;

FakeConfigfs::FakeConfigfs(FakeHostRoot &root) : m_root(root) {}

template <typename Call> Result<void> FakeConfigfs::answer(const QString &path, Call call)
{
    if (!isConfigfsPath(path))
        return kernelFailure(EINVAL, path);
    const QMutexLocker locker(&m_mutex);
    if (const auto failure = m_failures.extract(path))
        return std::unexpected(failure.mapped());
    if (const int error = call(); error != 0)
        return kernelFailure(error, path);
    return {};
}

Result<void> FakeConfigfs::makeNode(const QString &path)
{
    return answer(path, [&] { return make(ConfigfsPath(path)); });
}

Result<void> FakeConfigfs::removeNode(const QString &path)
{
    return answer(path, [&] { return remove(ConfigfsPath(path)); });
}

Result<void> FakeConfigfs::linkNode(const QString &path, const QString &target)
{
    return answer(path, [&] { return link(ConfigfsPath(path), target); });
}

Result<void> FakeConfigfs::unlinkNode(const QString &path)
{
    return answer(path, [&] { return unlink(ConfigfsPath(path)); });
}

Result<void> FakeConfigfs::storeAttribute(const QString &path, const QByteArray &value)
{
    return answer(path, [&] { return store(ConfigfsPath(path), value); });
}

int FakeConfigfs::make(const ConfigfsPath &node)
{
    const ConfigfsPath above(node.above());
    if (m_tree.exists(node.path))
        return EEXIST;
    if (!m_tree.exists(above.path) && above.path != "/sys/kernel/config"_L1)
        return ENOENT;
    if (!above.takesNodes())
        return m_tree.exists(above.path) && !m_tree.isDirectory(above.path) ? ENOTDIR : EPERM;
    if (node.kind == ConfigfsKind::Fabric && (node.name() != "srpt"_L1 || !isLoaded(u"ib_srpt"_s)))
        return EINVAL;
    const bool isBackstore = node.kind == ConfigfsKind::Hba || node.kind == ConfigfsKind::Object;
    if (node.kind == ConfigfsKind::Hba)
        for (const auto &plugin : {u"iblock"_s, u"file"_s, u"pscsi"_s, u"user"_s})
            load("target_core_"_L1 + plugin);
    return isBackstore ? m_backstores.make(node) : m_srpt.make(node);
}

int FakeConfigfs::remove(const ConfigfsPath &node)
{
    if (!m_tree.exists(node.path))
        return ENOENT;
    if (!m_tree.isDirectory(node.path))
        return ENOTDIR;
    if (!m_tree.isMade(node.path))
        return EPERM; // what came by itself goes by itself
    if (!m_tree.linksTo(node.path).isEmpty())
        return EBUSY;
    if (!m_tree.nodesBelow(node.path).isEmpty())
        return ENOTEMPTY;
    m_tree.remove(node.path);
    m_backstores.removed(node);
    m_srpt.removed(node);
    return 0;
}

int FakeConfigfs::link(const ConfigfsPath &link, const QString &target)
{
    if (!isConfigfsPath(target))
        return EINVAL;
    if (m_tree.exists(link.path))
        return EEXIST;
    if (!m_tree.exists(link.above()))
        return ENOENT;
    if (!ConfigfsPath(link.above()).takesLinks())
        return EPERM;
    if (!m_tree.exists(target))
        return ENOENT;
    const ConfigfsPath object(target);
    return object.names.isEmpty() ? EPERM : m_srpt.link(link, object);
}

int FakeConfigfs::unlink(const ConfigfsPath &link)
{
    if (!m_tree.exists(link.path))
        return ENOENT;
    if (m_tree.isDirectory(link.path))
        return EISDIR;
    const QString target = m_tree.targetOf(link.path);
    if (target.isEmpty())
        return EPERM;
    m_tree.remove(link.path);
    m_srpt.unlinked(link, ConfigfsPath(target));
    return 0;
}

int FakeConfigfs::store(const ConfigfsPath &attribute, const QByteArray &value)
{
    if (!m_tree.exists(attribute.path))
        return ENOENT;
    if (!m_tree.targetOf(attribute.path).isEmpty())
        return ELOOP;
    if (m_tree.isDirectory(attribute.path))
        return EISDIR;
    if (!(QFileInfo(m_root.inside(attribute.path)).permissions() & QFileDevice::WriteOwner))
        return EACCES;
    if (value.isEmpty())
        return EFAULT; // fill_write_buffer(): nothing was copied
    return attribute.names[0] == "core"_L1 ? m_backstores.store(attribute, value) : m_srpt.store(attribute, value);
}

} // namespace rdma
