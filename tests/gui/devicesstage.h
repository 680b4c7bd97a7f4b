// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A window at its first page, "Devices".
#pragma once

#include "tests/gui/stage.h"

#include <QPushButton>
#include <QTreeView>

namespace rdma {

struct DevicesStage : Stage {
    [[nodiscard]] bool open()
    {
        window.show();
        return person.waitToSee(QStringLiteral("mlx4_0, port 1"));
    }

    /// The first device's, with what is not in the list.
    [[nodiscard]] bool openDetail() { return open() && person.waitToSee(QStringLiteral("storage1 mlx4_0")); }

    [[nodiscard]] QTreeView *rows() const { return person.all<QTreeView>().constFirst(); }

    void choose(int device, int below) const
    {
        rows()->setCurrentIndex(rows()->model()->index(below, 0, rows()->model()->index(device, 0)));
    }
};

[[nodiscard]] inline QPushButton *buttonNamed(const Person &person, const QString &accessibleName)
{
    for (auto *button : person.all<QPushButton>())
        if (button->accessibleName() == accessibleName)
            return button;
    return nullptr;
}

} // namespace rdma
