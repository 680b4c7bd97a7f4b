// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the lines of a log say, to compare.
#pragma once

#include "model/log.h"

#include <QStringList>

namespace rdma {

inline QStringList textsOf(const LogLive &live)
{
    QStringList texts;
    for (const LogLine &line : live.lines)
        texts += line.text;
    return texts;
}

} // namespace rdma
