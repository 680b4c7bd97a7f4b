// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which files let everybody lock so much memory that one of them can bring the machine to a halt.
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace rdma {

/// Whether by `after` more people may lock large amounts than by `before`, or without limit who could only lock
/// large ones; nullopt: no file. Of rdma.conf: when "*" and ranges reach 1000 uids of people or more, together. Of our
/// drop-in: when its service is one that lets people in, since what it has they inherit.
[[nodiscard]] bool unlimitsEveryone(const QString &path, const std::optional<QByteArray> &before,
                                    const std::optional<QByteArray> &after);

} // namespace rdma
