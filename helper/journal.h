// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The door to what the kernel and the services around RDMA said: their lines in the journal.
#pragma once

#include "model/log.h"

namespace rdma {

/// What a feature wants of the kernel's lines, by how they read.
using LineFilter = bool (*)(QStringView text);

class Journal {
public:
    virtual ~Journal() = default;

    /// The lines of this boot, the kernel's that are wanted and all of the services', of those that came after the
    /// cursor the newest that have room in one answer (LineExcerpt). A cursor that is not in the journal any more is as
    /// good as none: the newest lines, and `older` set. NotFound where no journal is kept, Io when it cannot be read,
    /// Busy while it is read for somebody else. For any thread.
    [[nodiscard]] virtual Result<LogLive> lines(const QString &after, LineFilter wanted) const = 0;
};

} // namespace rdma
