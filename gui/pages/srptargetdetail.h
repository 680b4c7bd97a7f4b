// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The selected row of the exports in full, and the buttons for what can be done with it.
#pragma once

#include "gui/pages/srptargettree.h"
#include "gui/widgets/factsview.h"

class QLabel;

namespace rdma {

class CardsView;
class ExportActions;

class ExportDetail : public QWidget {
    Q_OBJECT
public:
    explicit ExportDetail(ExportActions *actions, QWidget *parent = nullptr);

    void showRow(const ExportTree &tree, const std::optional<ExportRow> &row);
    /// Of the selected row: shown until another is selected, and copied where there is one only.
    void copyCard(const ExportTree &tree, const ExportRow &row);

private:
    void showCards(const ExportTree &tree, const ExportRow &row);

    QLabel *m_title;
    QLabel *m_remark; ///< why it can only be looked at, or where numbers come from
    FactsView *m_facts;
    CardsView *m_cards;
    std::optional<ExportRow> m_cardsOf; ///< whose cards somebody asked for
};

} // namespace rdma
