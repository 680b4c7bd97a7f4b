// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A kernel whose links outlive the process that changes them: directories below ROOT/sys/class/net.
#pragma once

#include "helper/host.h"
#include "helper/kernel.h"

#include <cstdio>

namespace rdma {

class DirectoryKernel final : public Kernel {
public:
    DirectoryKernel(QString root, const Host &host) : m_root(std::move(root)), m_host(host) {}

    QString release() const override { return QStringLiteral("6.12.0-directory"); }
    Result<std::vector<Link>> links() const override
    {
        std::vector<Link> links;
        for (const QString &name : m_host.list(QStringLiteral("/sys/class/net")))
            links.push_back({.index = 2, .name = name});
        return links;
    }
    Result<std::vector<LinkAddress>> addresses() const override { return std::vector<LinkAddress>(); }
    Result<void> renameLink(int, const QString &name) override
    {
        const QString directory = m_root + QStringLiteral("/sys/class/net/");
        const QString before = links()->front().name;
        if (::rename(QString(directory + before).toUtf8().constData(),
                     QString(directory + name).toUtf8().constData()) == 0)
            return {};
        return fail(ErrorCode::Io, before);
    }
    Result<void> setLinkUp(int, bool) override { return {}; }
    ReadLinkModes linkModes() const override
    {
        return [](const QString &name) { return fail(ErrorCode::Io, name); };
    }
    Result<void> makeNode(const QString &path) override { return fail(ErrorCode::NotSupported, path); }
    Result<void> removeNode(const QString &path) override { return fail(ErrorCode::NotSupported, path); }
    Result<void> linkNode(const QString &path, const QString &) override { return fail(ErrorCode::NotSupported, path); }
    Result<void> unlinkNode(const QString &path) override { return fail(ErrorCode::NotSupported, path); }
    Result<void> storeAttribute(const QString &path, const QByteArray &) override
    {
        return fail(ErrorCode::NotSupported, path);
    }
    Result<void> storeSessionAttribute(const QString &path, const QByteArray &) override
    {
        return fail(ErrorCode::NotSupported, path);
    }
    Result<void> storePortType(const QString &path, const QByteArray &) override
    {
        return fail(ErrorCode::NotSupported, path);
    }
    Result<void> expectUnheld(const QString &) override { return {}; }

private:
    QString m_root;
    const Host &m_host;
};

} // namespace rdma
