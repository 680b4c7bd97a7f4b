// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The exchange cards of one port.
#include "gui/pages/srptargetcards.h"

#include "gui/widgets/codeview.h"
#include "gui/widgets/copybutton.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/loginwords.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownLines = 3;
constexpr int shownCards = 2; // the others are scrolled to: a host may have many addresses

} // namespace

CardsView::CardsView(QWidget *parent)
    : QWidget(parent), m_words(captionLabel({}, this)), m_scroll(new QScrollArea(this))
{
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus); // it follows the focus of what is in it
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(lineLabel(tr("Exchange card"), this));
    column->addWidget(m_words);
    column->addWidget(m_scroll);
    showCards({});
}

void CardsView::showCards(const std::expected<std::vector<ExchangeCard>, CardLack> &cards)
{
    if (m_cards && cards == m_shown)
        return;
    m_shown = cards;
    m_copies.clear();
    m_cards = new QWidget; // no child yet: what is added to a visible widget has no size before it is shown
    auto *column = new QVBoxLayout(m_cards);
    column->setContentsMargins({});
    for (const ExchangeCard &card : cards.value_or(std::vector<ExchangeCard>()))
        addCard(card);
    const int whole = column->sizeHint().height();
    const int count = std::max(1, static_cast<int>(m_copies.size()));
    m_scroll->setFixedHeight(count <= shownCards ? whole : whole / count * shownCards);
    m_scroll->setWidget(m_cards); // deletes the one before
    m_scroll->viewport()->setAutoFillBackground(false);
    m_cards->setAutoFillBackground(false);
    m_scroll->setVisible(cards.has_value());
    showWords();
}

void CardsView::showWords()
{
    if (!m_shown)
        return m_words->setText(cardLackWords(m_shown.error()));
    m_words->setText(m_shown->size() == 1
                         ? tr("Give this line to whoever runs the initiator: it has all that a login needs.")
                         : tr("Give one of these lines to whoever runs the initiator: the one whose address it can "
                              "reach."));
}

void CardsView::copyOnly()
{
    if (m_copies.size() == 1)
        m_copies.constFirst()->click();
}

void CardsView::addCard(const ExchangeCard &card)
{
    const auto text = cardText(card);
    auto *view = new CodeView(tr("Exchange card for %1").arg(cardPathWords(card)), m_cards);
    view->setPlainText(text ? *text : cardRefusalWords(text.error()));
    const int around = static_cast<int>(view->document()->documentMargin()) + view->frameWidth();
    view->setFixedHeight(view->fontMetrics().lineSpacing() * shownLines + 2 * around + 1);
    auto *copy = new CopyButton(tr("Copy"), tr("Copy the card for %1").arg(cardPathWords(card)), m_cards);
    copy->setContent(text.value_or(QString()));
    m_copies.append(copy);
    auto *row = new QHBoxLayout;
    row->addWidget(view, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
    static_cast<QVBoxLayout *>(m_cards->layout())->addLayout(row);
}

} // namespace rdma
