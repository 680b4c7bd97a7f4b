// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The journal that systemd-journald keeps on this machine.
#pragma once

#include "helper/journal.h"

#include <QByteArray>
#include <mutex>

namespace rdma {

/// Opens the journal for each read and closes it again: files come and go, and a helper that holds them open keeps
/// journald from freeing their space.
class SystemJournal final : public Journal {
public:
    SystemJournal() = default;
    explicit SystemJournal(QByteArray directory) : m_directory(std::move(directory)) {} ///< instead of the machine's

    [[nodiscard]] Result<LogLive> lines(const QString &after, LineFilter wanted) const override;

private:
    QByteArray m_directory;
    mutable std::mutex m_reading; ///< of many readers each would hold every file of the journal open, and a thread
};

} // namespace rdma
