// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Labelled values laid out for reading.
#include "gui/widgets/factsview.h"

#include "gui/widgets/copybutton.h"
#include "gui/widgets/textlabels.h"

#include <QGridLayout>
#include <algorithm>

namespace rdma {

namespace {

bool sameShape(const QList<Fact> &one, const QList<Fact> &other)
{
    return std::ranges::equal(one, other, [](const Fact &left, const Fact &right) {
        return left.label == right.label && left.kind == right.kind;
    });
}

} // namespace

FactsView::FactsView(const QString &title, QWidget *parent) : QWidget(parent), m_rows(new QGridLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    if (!title.isEmpty())
        column->addWidget(sectionLabel(title, this));
    column->addLayout(m_rows);
    m_rows->setColumnStretch(1, 1);
    m_rows->setColumnMinimumWidth(0, fontMetrics().averageCharWidth() * 20); // groups below each other are aligned
    m_rows->setVerticalSpacing(fontMetrics().lineSpacing() / 4);
    m_rows->setHorizontalSpacing(2 * groupSpacing(this));
    hide();
}

void FactsView::showFacts(const QList<Fact> &facts)
{
    if (facts == m_facts)
        return;
    if (!sameShape(facts, m_facts))
        rebuild(facts);
    m_facts = facts;
    for (qsizetype i = 0; i < facts.size(); ++i) {
        m_values[i]->setText(facts[i].value);
        if (m_copies[i])
            m_copies[i]->setContent(facts[i].value);
    }
    setVisible(!facts.isEmpty());
}

void FactsView::rebuild(const QList<Fact> &facts)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_values.clear();
    m_copies.clear();
    int row = 0;
    for (const Fact &fact : facts) {
        auto *label = captionLabel(fact.label, this);
        label->setWordWrap(false);
        QWidget *value = makeValue(fact);
        label->setBuddy(m_values.constLast());
        m_rows->addWidget(label, row, 0, Qt::AlignTop);
        m_rows->addWidget(value, row++, 1);
    }
}

QWidget *FactsView::makeValue(const Fact &fact)
{
    auto *value = fact.kind == Fact::Kind::Absent ? captionLabel({}, this) : bodyLabel({}, this);
    m_values.append(value);
    if (fact.kind != Fact::Kind::Absent)
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (fact.kind != Fact::Kind::Exact) {
        m_copies.append(nullptr);
        return value;
    }
    value->setFont(monospaceFont(value->font()));
    value->setWordWrap(false);
    auto *copy = smallCopyButton(tr("Copy %1").arg(fact.label), this);
    m_copies.append(copy);
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->addWidget(value);
    line->addWidget(copy);
    line->addStretch();
    return row;
}

} // namespace rdma
