// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The reactions of the kernel that this program relies on: written once, asserted on the fake kernel and on real ones.
#pragma once

#include "helper/host.h"
#include "helper/kernel.h"

#include <functional>

namespace rdma {

/// A kernel with a link to play with. The link "lo" must exist beside it.
class Playground {
public:
    virtual ~Playground() = default;
    [[nodiscard]] virtual Kernel &kernel() = 0;
    [[nodiscard]] virtual const Host &host() const = 0; ///< for sysfs
    [[nodiscard]] virtual int index() const = 0;
    [[nodiscard]] virtual Result<void> addAltname(int index, const QString &altname) = 0;
    [[nodiscard]] virtual Result<void> removeAltname(int index, const QString &altname) = 0;
};

struct Reaction {
    const char *name;
    QString (*check)(Playground &); ///< empty, or why it is not so
};

[[nodiscard]] const std::vector<Reaction> &kernelReactions();

/// Checks one reaction on a link that is up and gives the link its name and state back.
[[nodiscard]] QString checkReaction(const Reaction &reaction, Playground &playground);

} // namespace rdma
