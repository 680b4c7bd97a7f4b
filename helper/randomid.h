// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Names that nobody can guess.
#pragma once

#include <QRandomGenerator>
#include <QString>

namespace rdma {

/// 128 bits of the system's randomness as 32 lower-case hex digits: isJobId() holds.
[[nodiscard]] inline QString randomId()
{
    using namespace Qt::StringLiterals;
    auto *random = QRandomGenerator::system();
    return u"%1%2"_s.arg(random->generate64(), 16, 16, QChar(u'0')).arg(random->generate64(), 16, 16, QChar(u'0'));
}

} // namespace rdma
