// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What there is to tell of one card beside its choices, and of the machine as a whole.
#pragma once

#include "gui/pages/portsedit.h"
#include "gui/widgets/factsview.h"

namespace rdma {

/// What became of the last change of its ports, one sentence each.
struct PortNews {
    QStringList sentences;
    bool isBad = false;       ///< something is not as it should be
    bool hasMessages = false; ///< the kernel's log says more
    bool canRebuild = false;  ///< the boot image lacks what is set, and can be built from here

    bool operator==(const PortNews &) const = default;
};

[[nodiscard]] PortNews newsOf(const PortsState &state, const QString &slot);
[[nodiscard]] QList<Fact> factsOf(const PortsState &state, const QString &slot);

/// "Read at 10:12." or that nobody has.
[[nodiscard]] QString readingWords(const PortsLive &live);

} // namespace rdma
