// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A file that does not open before it may: what a driver does that hangs in an attribute.
#pragma once

#include "helper/descriptor.h"

#include <QString>

namespace rdma {

/// fanotify(7), which needs CAP_SYS_ADMIN; without it the test process ends. Whoever opens the file waits in open()
/// until release(). Threads that nobody released go on when the object is destroyed.
class HeldFile {
public:
    explicit HeldFile(const QString &path);

    void waitForReader();                 ///< returns once somebody waits
    [[nodiscard]] bool hasReader() const; ///< whether somebody waits whom waitForReader() has not seen
    void release();                       ///< all who wait and who will

private:
    Descriptor m_events;
    int m_opened = -1; ///< of the first who waits, as the kernel hands it to us
};

} // namespace rdma
