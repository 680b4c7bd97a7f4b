// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be done with the selected row of the exports: one list for buttons, context menu and keyboard.
#pragma once

#include "gui/pages/srptargettree.h"

#include <QObject>

class QAction;
class QPushButton;

namespace rdma {

class ExportActions : public QObject {
    Q_OBJECT
public:
    explicit ExportActions(QWidget *parent);

    void showFor(const ExportTree &tree, const std::optional<ExportRow> &row);

    [[nodiscard]] QList<QAction *> all() const;
    [[nodiscard]] QList<QAction *> settling() const { return {saveOne, restoreOne, forgetOne}; }
    [[nodiscard]] QList<QAction *> always() const; ///< those that are there whatever is selected

    QAction *exportDisk;
    QAction *refusedLogins;
    QAction *checkCard;
    QAction *exportMore; ///< the selected disk, on further ports
    QAction *allow;
    QAction *copyCard; ///< of the selected port, or that of the selected export
    QAction *readOnly; ///< or back: its text says which
    QAction *takePermission;
    QAction *takeExport;
    QAction *changeDisk;
    QAction *deleteDisk;
    QAction *enablePort; ///< or disable: its text says which
    QAction *removeTarget;
    QAction *saveOne; ///< what differs from what is saved, or is saved only: of the row's port, or of its disk
    QAction *restoreOne;
    QAction *forgetOne;

private:
    void hideAll();
    void showPort(const ExportTree &tree, const ExportRow &row);
    void showDisk(const ExportTree &tree, const ExportRow &row);
    void showInitiator(const ExportTree &tree, const ExportRow &row);
    void showSettling(const ExportTree &tree, const ExportRow &row);
};

[[nodiscard]] SettleOne settlementOf(const ExportRow &row, Settle way);

/// Does what the action does, is there when the action is visible, and says what it says.
[[nodiscard]] QPushButton *buttonFor(QAction *action, QWidget *parent);

} // namespace rdma
