// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One card in full: what became of changes, its ports' choices, how types are kept.
#pragma once

#include "gui/pages/page.h"
#include "gui/pages/portsedit.h"

class QLabel;

namespace rdma {

class FactsView;
class MessageBar;
class PortsGrid;

class PortsCard : public QWidget {
    Q_OBJECT
public:
    explicit PortsCard(QWidget *parent = nullptr);

    void show(const PortsState &state, const PortsEdits &edits, const QString &slot);
    void focusOn(const PortPlace &place);

signals:
    void chosen(const rdma::PortPlace &place, rdma::PortType type);
    void requested(const rdma::PageRequest &request);
    void rebuildChosen();

private:
    void showNews(const PortsState &state, const QString &slot);

    QString m_slot;
    QLabel *m_title;
    MessageBar *m_news;
    PortsGrid *m_grid;
    FactsView *m_facts;
};

} // namespace rdma
