// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lines of mlx4.conf that do not do what they seem to: what is wrong with each, and that it shall go.
#pragma once

#include "gui/pages/portsedit.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rdma {

class LimitsView;

class PortsLines : public QWidget {
    Q_OBJECT
public:
    explicit PortsLines(QWidget *parent = nullptr);

    void show(const PortsState &state, const PortsEdits &edits);
    void select(int line);

signals:
    void toggled(int line); ///< remove it, or let it stay after all

private:
    [[nodiscard]] int selected() const; ///< 0: none
    void showSelected();

    LimitsView *m_view;
    QPushButton *m_remove;
    QLabel *m_detail;
    std::map<int, QString> m_remarks;
    std::map<int, QString> m_removed;
};

} // namespace rdma
