// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real kernel: rtnetlink and ethtool by libmnl.
#pragma once

#include "helper/kernel.h"

namespace rdma {

class NetlinkKernel final : public Kernel {
public:
    [[nodiscard]] QString release() const override;
    [[nodiscard]] Result<std::vector<Link>> links() const override;
    [[nodiscard]] Result<void> renameLink(int index, const QString &name) override;
    [[nodiscard]] Result<void> setLinkUp(int index, bool up) override;
    [[nodiscard]] ReadLinkModes linkModes() const override;
};

} // namespace rdma
