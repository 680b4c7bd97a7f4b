// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Port Types": what the ports of ConnectX cards are, now and after the next boot, and lines to be repaired.
#pragma once

#include "gui/pages/page.h"
#include "gui/pages/pendingvalue.h"
#include "gui/pages/portstable.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTabWidget;
class QTreeView;

namespace rdma {

class MessageBar;
class Placeholder;
class PortsCard;
class PortsLines;

class PortsPage : public Page {
    Q_OBJECT
public:
    explicit PortsPage(QWidget *parent = nullptr);

    [[nodiscard]] Result<void> showState(const QJsonObject &state) override;
    [[nodiscard]] QJsonObject pendingWish() const override;
    [[nodiscard]] QList<Change> pendingChanges() const override;
    void dropChange(qsizetype which) override;
    void discardChanges() override;
    void forgetChanges() override;
    void revealChange(qsizetype which) override;
    bool revealProblem(const Error &error) override;

private:
    void setUpView();
    [[nodiscard]] QWidget *makeCards();
    [[nodiscard]] QLayout *makeReading();
    void choose(const PortPlace &place, PortType type);
    void toggleLine(int line);
    void rebuildImage();
    void revealLack();
    void inspect();
    void takeInspected(const Result<QJsonObject> &state);
    void dropStale();
    void showAll();
    void showSelected();
    void showBars();
    void showReading();
    void widenColumns();

    PortsState m_state;
    PendingValue<PortsEdits> m_edits;
    PortsTable m_table;
    bool m_isReading = false;
    MessageBar *m_hindrances; ///< why the firmware cannot be asked
    MessageBar *m_failure;    ///< of the last reading
    MessageBar *m_notes;
    QLabel *m_reading;
    QProgressBar *m_progress;
    QPushButton *m_read;
    QTabWidget *m_tabs;
    Placeholder *m_none;
    QTreeView *m_view;
    PortsCard *m_card;
    PortsLines *m_lines;
};

} // namespace rdma
