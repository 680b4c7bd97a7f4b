// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The ports of one card with their choices: what each shall be now, and at the next boot.
#pragma once

#include "gui/pages/portsedit.h"

#include <QWidget>

class QButtonGroup;
class QGridLayout;
class QLabel;
class QRadioButton;

namespace rdma {

class PortsGrid : public QWidget {
    Q_OBJECT
public:
    explicit PortsGrid(QWidget *parent = nullptr);

    void show(const PortsState &state, const PortsEdits &edits, const QString &slot);
    void focusOn(const PortPlace &place);

signals:
    void chosen(const rdma::PortPlace &place, rdma::PortType type);

private:
    /// One port, now or at the next boot: buttons, or a text where nothing can be chosen.
    struct Cell {
        PortPlace place;
        std::vector<PortType> offered;
        QButtonGroup *group = nullptr;
        std::map<PortType, QRadioButton *> buttons;
        QLabel *fixed = nullptr;
    };

    [[nodiscard]] bool hasShapeOf(const PortsState &state, const QString &slot) const;
    void rebuild(const PortsState &state, const QString &slot);
    void addHeadings();
    void addCell(int row, int column, const PortPlace &place, const std::vector<PortType> &offered);
    [[nodiscard]] QRadioButton *makeButton(const PortPlace &place, PortType type, QWidget *parent);
    static void showCell(const Cell &cell, const PortsState &state, const PortsEdits &edits);

    QGridLayout *m_rows;
    QString m_slot;
    std::vector<int> m_ports;
    std::vector<Cell> m_cells;
    std::map<int, QLabel *> m_names;
    std::map<int, QLabel *> m_pending;
};

} // namespace rdma
