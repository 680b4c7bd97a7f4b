// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The exchange cards of one port to read, select and copy, or why there are none.
#pragma once

#include "model/exportcards.h"

#include <QWidget>

class QLabel;
class QScrollArea;

namespace rdma {

class CopyButton;

class CardsView : public QWidget {
    Q_OBJECT
public:
    explicit CardsView(QWidget *parent = nullptr);

    /// A view that shows the same already is left alone: what is selected stays.
    void showCards(const std::expected<std::vector<ExchangeCard>, CardLack> &cards);
    void copyOnly(); ///< the card that is alone; of several somebody has to choose

private:
    void showWords();
    void addCard(const ExchangeCard &card);

    std::expected<std::vector<ExchangeCard>, CardLack> m_shown;
    QLabel *m_words;
    QScrollArea *m_scroll;
    QWidget *m_cards = nullptr; ///< in it; made anew with other cards
    QList<CopyButton *> m_copies;
};

} // namespace rdma
