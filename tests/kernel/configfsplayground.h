// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A machine whose configfs may be played with: a fake one, or a guest with soft-RoCE and three block devices.
#pragma once

#include "helper/host.h"
#include "helper/kernel.h"

#include <chrono>

namespace rdma {

/// Nothing of LIO is configured on it. ib_srpt is loaded.
class ConfigfsPlayground {
public:
    virtual ~ConfigfsPlayground() = default;
    [[nodiscard]] virtual Kernel &kernel() = 0;
    [[nodiscard]] virtual const Host &host() const = 0;

    [[nodiscard]] virtual QString gid() const = 0; ///< of the one port, as in sysfs: fe80:0000:…
    [[nodiscard]] virtual QString freeDevice() const = 0;
    [[nodiscard]] virtual QString heldDevice() const = 0; ///< with a mounted file system
    [[nodiscard]] virtual QString readOnlyDevice() const = 0;
    [[nodiscard]] virtual QString directory() const = 0; ///< for image files, with none in it

    [[nodiscard]] virtual bool switchModule(const QString &name, bool load) = 0;
    /// An initiator with the id of initiator() tries to log in at the port.
    [[nodiscard]] virtual bool logsIn() = 0;
    virtual void logOut() = 0;
    /// How long an attribute may take to show what has happened: sessions end in a thread of the kernel's.
    [[nodiscard]] virtual std::chrono::milliseconds patience() const = 0;

    [[nodiscard]] QString wwn() const { return QStringLiteral("0x") + gid().remove(u':'); }
    [[nodiscard]] QString guidWwn() const { return gid().last(19); }
    /// Of one on RDMA/CM that names no initiator_ext: eight zero bytes and its GID's second half.
    [[nodiscard]] QString initiator() const
    {
        return QStringLiteral("0x0000000000000000") + gid().remove(u':').last(16);
    }
};

} // namespace rdma
