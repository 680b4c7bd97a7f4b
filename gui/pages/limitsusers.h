// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The limits that rdma.conf gives people who log in, and the members of the group rdma.
#pragma once

#include "gui/pages/limitsedit.h"

#include <QWidget>

class QLabel;

namespace rdma {

class CopyButton;
class LimitsButtons;
class LimitsView;

class UserLimits : public QWidget {
    Q_OBJECT
public:
    explicit UserLimits(QWidget *parent = nullptr);

    void show(const LimitsState &state, const LimitsEdits &edits);
    void select(const LimitHolder &holder);

signals:
    void edited(const rdma::LimitHolder &holder, const std::optional<rdma::WantedLimit> &limit);

private:
    [[nodiscard]] QWidget *makeMembers();
    void openDialog(const std::optional<LimitHolder> &holder);
    void removeSelected();
    void showMembers();
    void showEnabled();
    [[nodiscard]] std::optional<LimitHolder> selected() const;

    LimitsState m_state;
    LimitsEdits m_edits;
    LimitsView *m_view;
    LimitsButtons *m_buttons;
    QLabel *m_members;
    QLabel *m_command;
    CopyButton *m_copy;
};

} // namespace rdma
