// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The recorded and written files below tests/fixtures.
#pragma once

#include <QByteArray>
#include <QString>

namespace rdma {

[[nodiscard]] QByteArray fixture(const QString &name);

/// One data row a file, named after it, with its bytes.
void addFixtures(const QString &folder);

} // namespace rdma
