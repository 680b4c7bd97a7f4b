// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Protocols, or services: their rows, the selected one in full, and the buttons for what is done at once.
#pragma once

#include "gui/pages/modulestable.h"

class QAction;
class QLabel;
class QLayout;
class QPushButton;
class QTreeView;

namespace rdma {

class FactsView;

class BootPane : public QWidget {
    Q_OBJECT
public:
    BootPane(BootTable::Kind kind, const QString &name, QWidget *parent = nullptr);

    void show(const ModulesState &state, const ModulesEdits &edits);
    void select(const BootSubject &subject);
    void focusRows();
    [[nodiscard]] bool has(const BootSubject &subject) const { return m_table.row(subject) != nullptr; }

signals:
    void toggled(const rdma::BootSubject &subject, bool atBoot);
    void runRequested(const rdma::BootSubject &subject, bool run);
    void requested(const rdma::PageRequest &request);

private:
    [[nodiscard]] QLayout *makeHead();
    [[nodiscard]] QWidget *makeDetail();
    void setUpView(const QString &name);
    void setUpActions();
    QPushButton *addButton(QAction *action);
    void showSelected();
    void showDetail(const BootDetail &detail);
    void widenColumns();
    [[nodiscard]] std::optional<BootSubject> selected() const;

    ModulesState m_state;
    BootTable m_table;
    QTreeView *m_view;
    QLabel *m_none;
    QWidget *m_detail;
    QLabel *m_title;
    QLabel *m_purpose;
    FactsView *m_facts;
    QAction *m_atBoot;
    QAction *m_start;
    QAction *m_stop;
    QAction *m_messages;
    QAction *m_elsewhere;
    QString m_elsewhereFeature;
};

} // namespace rdma
