// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One card in full.
#include "gui/pages/portscard.h"

#include "gui/pages/portsfacts.h"
#include "gui/pages/portsgrid.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/notewords.h"
#include "gui/words/portswords.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

PortsCard::PortsCard(QWidget *parent)
    : QWidget(parent),
      m_title(sectionLabel({}, this)),
      m_news(new MessageBar(this)),
      m_grid(new PortsGrid(this)),
      m_facts(new FactsView({}, this))
{
    m_news->setDismissable(false);
    auto *inside = new QWidget(this);
    auto *rows = new QVBoxLayout(inside);
    rows->setContentsMargins({});
    rows->addWidget(m_grid);
    rows->addSpacing(groupSpacing(this) / 2);
    rows->addWidget(m_facts);
    rows->addStretch();
    auto *area = new QScrollArea(this);
    area->setWidget(inside);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setMinimumHeight(fontMetrics().lineSpacing() * 9);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_title);
    column->addWidget(m_news);
    column->addWidget(area, 1);
    connect(m_grid, &PortsGrid::chosen, this, &PortsCard::chosen);
}

void PortsCard::show(const PortsState &state, const PortsEdits &edits, const QString &slot)
{
    const bool isThere = state.live.cards.contains(slot);
    setVisible(isThere);
    if (!isThere)
        return;
    m_slot = slot;
    m_title->setText(cardTitle(slot, state.live.cards.at(slot)));
    showNews(state, slot);
    m_grid->show(state, edits, slot);
    m_facts->showFacts(factsOf(state, slot));
}

void PortsCard::focusOn(const PortPlace &place)
{
    m_grid->focusOn(place);
}

/// What says the same is not said again to a screen reader.
void PortsCard::showNews(const PortsState &state, const QString &slot)
{
    const PortNews news = newsOf(state, slot);
    const QString words = listed(news.sentences);
    if (words.isEmpty())
        return m_news->hide();
    if (!m_news->isHidden() && m_news->text() == words)
        return;
    m_news->showMessage(news.isBad ? MessageBar::Kind::Warning : MessageBar::Kind::Information, words);
    if (news.canRebuild)
        connect(m_news->addAction(tr("&Build Boot Image Anew")), &QPushButton::clicked, this,
                &PortsCard::rebuildChosen);
    if (news.hasMessages)
        connect(m_news->addAction(tr("Show &Messages")), &QPushButton::clicked, this,
                [this] { emit requested({u"log"_s, SearchRequest{m_slot}}); });
}

} // namespace rdma
