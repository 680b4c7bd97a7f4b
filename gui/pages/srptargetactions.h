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

    QAction *exportDisk; ///< enabled whatever is selected
    QAction *exportMore; ///< the selected disk, on further ports
    QAction *allow;
    QAction *readOnly; ///< or back: its text says which
    QAction *takePermission;
    QAction *takeExport;
    QAction *deleteDisk;
    QAction *enablePort; ///< or disable: its text says which
    QAction *removeTarget;

private:
    void hideAll();
    void showPort(const ExportTree &tree, const ExportRow &row);
    void showDisk(const ExportTree &tree, const ExportRow &row);
    void showInitiator(const ExportTree &tree, const ExportRow &row);
};

/// Does what the action does, is there when the action is visible, and says what it says.
[[nodiscard]] QPushButton *buttonFor(QAction *action, QWidget *parent);

} // namespace rdma
