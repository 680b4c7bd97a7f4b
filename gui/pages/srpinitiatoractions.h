// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be done on the page "Attach Disks": one list for buttons, context menu and keyboard.
#pragma once

#include "gui/pages/srpinitiatortree.h"

class QAction;

namespace rdma {

class AttachActions : public QObject {
    Q_OBJECT
public:
    explicit AttachActions(QWidget *parent);

    void showFor(const AttachTree &tree, const std::optional<AttachRow> &row);

    [[nodiscard]] QList<QAction *> always() const; ///< those that are there whatever is selected
    [[nodiscard]] QList<QAction *> ofRow() const;

    QAction *look;
    QAction *connectTo; ///< by a card, a line, or typed
    QAction *daemon;
    QAction *connectAgain;
    QAction *disconnectFrom; ///< not while its disks are in use
    QAction *keepAtBoot;     ///< or not: its text says which
    QAction *timeouts;
    QAction *rescan; ///< LUNs that are new or gone
    QAction *onlyThis;
    QAction *why; ///< link by link, what is so and what is not
    QAction *forget;

private:
    void showWhy(const AttachTree &tree, const AttachRow &row);
    void showTarget(const AttachTree &tree, const SrpTargetId &id);
};

} // namespace rdma
