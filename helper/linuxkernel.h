// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real kernel: rtnetlink and ethtool by libmnl, configfs by system calls.
#pragma once

#include "helper/kernel.h"

namespace rdma {

class LinuxKernel final : public Kernel {
public:
    [[nodiscard]] QString release() const override;
    [[nodiscard]] Result<std::vector<Link>> links() const override;
    [[nodiscard]] Result<std::vector<LinkAddress>> addresses() const override;
    [[nodiscard]] Result<void> renameLink(int index, const QString &name) override;
    [[nodiscard]] Result<void> setLinkUp(int index, bool up) override;
    [[nodiscard]] ReadLinkModes linkModes() const override;
    [[nodiscard]] Result<void> makeNode(const QString &path) override;
    [[nodiscard]] Result<void> removeNode(const QString &path) override;
    [[nodiscard]] Result<void> linkNode(const QString &path, const QString &target) override;
    [[nodiscard]] Result<void> unlinkNode(const QString &path) override;
    [[nodiscard]] Result<void> storeAttribute(const QString &path, const QByteArray &value) override;
    [[nodiscard]] Result<void> storeSessionAttribute(const QString &path, const QByteArray &value) override;
    [[nodiscard]] Result<void> storePortType(const QString &path, const QByteArray &value) override;
    [[nodiscard]] Result<void> expectUnheld(const QString &device) override;
};

} // namespace rdma
