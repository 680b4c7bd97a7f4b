// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Choose initiators.
#include "gui/pages/srptargetinitiators.h"

#include "gui/pages/srptargetedit.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"
#include "model/initiatorid.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

InitiatorChoice::InitiatorChoice(QWidget *parent)
    : QWidget(parent),
      m_list(new QListWidget(this)),
      m_field(new QLineEdit(this)),
      m_add(new QPushButton(tr("Add &Initiator"), this)),
      m_problem(captionLabel({}, this))
{
    m_list->setAccessibleName(tr("Initiators that may use it"));
    m_list->setFont(monospaceFont(font()));
    m_list->setItemDelegate(new RoomyRows(m_list));
    m_list->setMinimumHeight(fontMetrics().lineSpacing() * 5);
    m_field->setAccessibleName(tr("Id of another initiator"));
    m_field->setPlaceholderText(u"0x00000000000000000002c90300a1b2c3"_s);
    m_field->setFont(monospaceFont(font()));
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * 37);
    m_field->setLayoutDirection(Qt::LeftToRight);
    auto *row = new QHBoxLayout;
    row->addWidget(m_field, 1);
    row->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_list, 1);
    column->addLayout(row);
    column->addWidget(m_problem);
    connect(m_list, &QListWidget::itemChanged, this, &InitiatorChoice::changed);
    connect(m_field, &QLineEdit::textChanged, this, &InitiatorChoice::check);
    connect(m_field, &QLineEdit::returnPressed, this, &InitiatorChoice::add);
    connect(m_add, &QPushButton::clicked, this, &InitiatorChoice::add);
    m_add->setAutoDefault(false);
    check();
}

void InitiatorChoice::setKnown(const QStringList &initiators)
{
    for (const QString &initiator : initiators) {
        auto *item = new QListWidgetItem(initiator, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
}

QStringList InitiatorChoice::chosen() const
{
    QStringList ids;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            ids.append(m_list->item(row)->text());
    if (const auto id = InitiatorId::fromText(m_field->text()); id && !ids.contains(id->text()))
        ids.append(id->text());
    return ids;
}

QString InitiatorChoice::problem() const
{
    const QString id = m_field->text().trimmed();
    if (id.isEmpty() || InitiatorId::fromText(id))
        return {};
    return tr("An initiator id is 0x and 32 hexadecimal digits; %n so far.", nullptr,
              static_cast<int>(id.startsWith("0x"_L1) ? id.size() - 2 : id.size()));
}

void InitiatorChoice::add()
{
    const auto typed = InitiatorId::fromText(m_field->text());
    if (!typed)
        return;
    const QString id = typed->text();
    if (m_list->findItems(id, Qt::MatchExactly).isEmpty())
        setKnown({id});
    m_list->findItems(id, Qt::MatchExactly).constFirst()->setCheckState(Qt::Checked);
    m_field->clear();
}

void InitiatorChoice::check()
{
    m_add->setEnabled(InitiatorId::fromText(m_field->text()).has_value());
    m_problem->setText(problem().isEmpty() ? tr("The id is told by the initiator: on its host, the port’s GID or "
                                                "what its srp_daemon logs in with.")
                                           : problem());
    m_field->setAccessibleDescription(m_problem->text());
    emit changed();
}

} // namespace rdma
