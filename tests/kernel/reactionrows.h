// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The data rows of a table of reactions: each once for a kernel of today and once for one before 6.2.
#pragma once

#include <QTest>

namespace rdma {

inline void addReactionRows(const auto &reactions)
{
    QTest::addColumn<QString>("release");
    QTest::addColumn<int>("reaction");
    for (const char *release : {"6.12.0-fake", "6.1.0-fake"})
        for (int i = 0; const auto &reaction : reactions)
            QTest::addRow("%s, %s", reaction.name, release) << QString::fromLatin1(release) << i++;
}

} // namespace rdma
