// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Choose initiators.
#include "gui/pages/srptargetinitiators.h"

#include "gui/pages/srptargetcardfield.h"
#include "gui/pages/srptargetpeer.h"
#include "gui/pages/srptargetrefused.h"
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

InitiatorChoice::InitiatorChoice(LoginScene scene, QWidget *parent)
    : QWidget(parent),
      m_scene(std::move(scene)),
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
    column->addLayout(makeSources());
    connect(m_list, &QListWidget::itemChanged, this, &InitiatorChoice::changed);
    connect(m_field, &QLineEdit::textChanged, this, &InitiatorChoice::check);
    connect(m_field, &QLineEdit::returnPressed, this, &InitiatorChoice::add);
    connect(m_add, &QPushButton::clicked, this, &InitiatorChoice::add);
    m_add->setAutoDefault(false);
    check();
}

QLayout *InitiatorChoice::makeSources()
{
    auto *row = new QHBoxLayout;
    const auto addSource = [&](const QString &text, const QString &name, void (InitiatorChoice::*open)()) {
        auto *button = new QPushButton(text, this);
        button->setAccessibleName(name);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, open);
        row->addWidget(button, 1);
    };
    addSource(tr("Port &GUID…"), tr("From a Port GUID…"), &InitiatorChoice::openPeer);
    addSource(tr("E&xchange Card…"), tr("From an Exchange Card…"), &InitiatorChoice::openCard);
    addSource(tr("Refuse&d Logins…"), tr("From Refused Logins…"), &InitiatorChoice::openRefused);
    return row;
}

void InitiatorChoice::setKnown(const QStringList &initiators)
{
    for (const QString &initiator : initiators)
        addItem(initiator);
}

void InitiatorChoice::setPorts(const PortLayers &ports)
{
    m_ports = ports;
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setText(candidateWords(m_offered[static_cast<std::size_t>(row)], ports));
}

void InitiatorChoice::choose(const Candidate &initiator)
{
    if (!std::ranges::contains(m_offered, initiator))
        addItem(initiator);
    const auto row = std::ranges::find(m_offered, initiator) - m_offered.begin();
    m_list->item(static_cast<int>(row))->setCheckState(Qt::Checked);
    m_list->scrollToItem(m_list->item(static_cast<int>(row)));
}

QStringList InitiatorChoice::chosenAt(const QString &wwn) const
{
    QStringList ids;
    const auto port = m_ports.find(wwn);
    for (int row = 0; row < m_list->count() && port != m_ports.end(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            ids.append(idAt(m_offered[static_cast<std::size_t>(row)], *port));
    if (const auto id = InitiatorId::fromText(m_field->text()))
        ids.append(id->text());
    ids.removeAll(QString());
    ids.removeDuplicates();
    return ids;
}

bool InitiatorChoice::hasChosen() const
{
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            return true;
    return InitiatorId::fromText(m_field->text()).has_value();
}

QString InitiatorChoice::problem() const
{
    const QString id = m_field->text().trimmed();
    if (id.isEmpty() || InitiatorId::fromText(id))
        return {};
    return tr("An initiator id is 0x and 32 hexadecimal digits; %n so far.", nullptr,
              static_cast<int>(id.startsWith("0x"_L1) ? id.size() - 2 : id.size()));
}

void InitiatorChoice::addItem(const Candidate &initiator)
{
    m_offered.push_back(initiator);
    auto *item = new QListWidgetItem(candidateWords(initiator, m_ports), m_list);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(Qt::Unchecked);
}

void InitiatorChoice::add()
{
    const auto typed = InitiatorId::fromText(m_field->text());
    if (!typed)
        return;
    choose(typed->text());
    m_field->clear();
}

void InitiatorChoice::check()
{
    m_add->setEnabled(InitiatorId::fromText(m_field->text()).has_value());
    m_problem->setText(problem().isEmpty() ? tr("Type the id with which it logs in, or find it by:") : problem());
    m_field->setAccessibleDescription(m_problem->text());
    emit changed();
}

void InitiatorChoice::openPeer()
{
    auto *dialog = new PeerPortDialog(m_scene, m_ports, this);
    connect(dialog, &PeerPortDialog::chosen, this, [this](const std::vector<PeerLogin> &logins) {
        for (const PeerLogin &login : logins)
            choose(login);
    });
    dialog->open();
}

void InitiatorChoice::openCard()
{
    auto *dialog = new CardInitiatorsDialog(this);
    connect(dialog, &CardInitiatorsDialog::chosen, this, [this](const QStringList &ids) {
        for (const QString &id : ids)
            choose(id);
    });
    dialog->open();
}

void InitiatorChoice::openRefused()
{
    auto *dialog = new RefusedLoginsDialog(m_scene, RefusedLoginsDialog::Use::Choose, this);
    connect(dialog, &RefusedLoginsDialog::allowRequested, this, [this](const QString &id) { choose(id); });
    dialog->open();
}

} // namespace rdma
