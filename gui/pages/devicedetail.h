// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The right half of the page "Devices": one device or port, what its state means and what to do, and all that is known.
#pragma once

#include "gui/pages/devicefacts.h"
#include "gui/pages/devicerow.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace rdma {

class CopyButton;
class FactsView;
class IconLabel;
class PortHistory;
class TrafficView;
class ValueTable;

class DeviceDetail : public QWidget {
    Q_OBJECT
public:
    explicit DeviceDetail(QWidget *parent = nullptr);

    /// The device of the row, and of all devices what they have in common.
    void showRow(const DevicesLive &live, const DeviceRow &row, const RdmaDevice &device, Details details);
    void showHistory(const PortHistory &history);

private:
    struct Table {
        QLabel *title = nullptr;
        ValueTable *rows = nullptr;
    };

    [[nodiscard]] QWidget *makeHeader();
    void showHeader(const DeviceRow &row, const RdmaDevice &device);
    void showVerdict(const RdmaPort *port, bool openSmRuns);
    void showTables(const RdmaPort *port);
    void showTable(const Table &table, const QList<QStringList> &rows);

    QLabel *m_title;
    QLabel *m_model;
    IconLabel *m_icon;
    QLabel *m_state;
    QLabel *m_next;
    CopyButton *m_copy;
    FactsView *m_ports;
    TrafficView *m_traffic;
    FactsView *m_port;
    FactsView *m_interfaces;
    Table m_gids;
    Table m_pkeys;
    FactsView *m_adapter;
};

} // namespace rdma
