// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The fake kernel's configfs and SRP sessions, behind the failures that a test ordered.
#include "tests/fake/fakekernel.h"

namespace rdma {

Result<void> FakeKernel::notRefused(Call call, const QString &path) const
{
    const QMutexLocker locker(&m_mutex);
    if (auto error = injected(call, path))
        return std::unexpected(*error);
    return {};
}

Result<void> FakeKernel::makeNode(const QString &path)
{
    return notRefused(Call::MakeNode, path).and_then([&] { return m_configfs.makeNode(path); });
}

Result<void> FakeKernel::removeNode(const QString &path)
{
    return notRefused(Call::RemoveNode, path).and_then([&] { return m_configfs.removeNode(path); });
}

Result<void> FakeKernel::linkNode(const QString &path, const QString &target)
{
    return notRefused(Call::LinkNode, path).and_then([&] { return m_configfs.linkNode(path, target); });
}

Result<void> FakeKernel::unlinkNode(const QString &path)
{
    return notRefused(Call::UnlinkNode, path).and_then([&] { return m_configfs.unlinkNode(path); });
}

Result<void> FakeKernel::storeAttribute(const QString &path, const QByteArray &value)
{
    return notRefused(Call::StoreAttribute, path).and_then([&] { return m_configfs.storeAttribute(path, value); });
}

Result<void> FakeKernel::storeSessionAttribute(const QString &path, const QByteArray &value)
{
    return notRefused(Call::StoreSession, path).and_then([&] { return m_storeSession(path, value); });
}

Result<void> FakeKernel::expectUnheld(const QString &device)
{
    if (m_held.contains(device))
        return fail(ErrorCode::Busy, device.section(QLatin1Char('/'), -1), QStringLiteral("held exclusively"));
    return {};
}

} // namespace rdma
