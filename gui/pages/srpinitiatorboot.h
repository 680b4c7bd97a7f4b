// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog about srp_daemon: on which ports it looks for targets after a boot, and the rules by which it logs in.
#pragma once

#include "gui/pages/srpinitiatoredit.h"

#include <QDialog>

class QCheckBox;
class QListWidget;
class QPushButton;

namespace rdma {

class DialogFooter;

class BootDialog : public QDialog {
    Q_OBJECT
public:
    BootDialog(const AttachState &state, const SrpInitiatorConfig &wanted, QWidget *parent);

signals:
    void chosen(const rdma::AttachEdits &edits);

private:
    [[nodiscard]] QLayout *makePorts(const AttachState &state);
    [[nodiscard]] QLayout *makeButtons();
    void showRules();
    void choose(int row);
    void openRule(int row, const DaemonRule &rule);
    void move(int by);
    void remove();
    void check();
    [[nodiscard]] int selected() const; ///< -1: none, or the fixed last row
    [[nodiscard]] AttachEdits edits() const;

    SrpInitiatorConfig m_before; ///< with the pending edits
    std::vector<DaemonRule> m_rules;
    std::map<PortId, QCheckBox *> m_ports;
    QListWidget *m_list;
    QPushButton *m_add;
    QPushButton *m_change;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
    DialogFooter *m_footer;
};

} // namespace rdma
