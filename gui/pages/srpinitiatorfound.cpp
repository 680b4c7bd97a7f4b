// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that looks for targets.
#include "gui/pages/srpinitiatorfound.h"

#include "gui/pages/srptargetwording.h"
#include "gui/widgets/dialogfooter.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/devicewords.h"
#include "gui/words/errorwords.h"
#include "gui/words/plaintext.h"
#include "gui/words/srpinitiatorwords.h"

#include <QComboBox>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

FindTargetsDialog::FindTargetsDialog(const AttachState &state, TargetSearch search, const std::optional<PortId> &port,
                                     QWidget *parent)
    : QDialog(parent),
      m_state(state),
      m_search(std::move(search)),
      m_port(new QComboBox(this)),
      m_look(new QPushButton(tr("&Look for Targets (Asks for a Password)"), this)),
      m_stop(new QPushButton(themeIcon(u"process-stop"_s), tr("&Stop Waiting"), this)),
      m_progress(new QProgressBar(this)),
      m_words(bodyLabel({}, this)),
      m_list(makeList()),
      m_card(new QPushButton(tr("Connect with a Card or an &Address…"), this)),
      m_footer(new DialogFooter(tr("&Connect…"), this))
{
    setWindowTitle(tr("Look for Targets"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_progress->setRange(0, 0);
    m_progress->setAccessibleName(tr("Looking for targets"));
    for (QPushButton *button : {m_look, m_stop, m_card})
        button->setAutoDefault(false);
    fillPorts(port);
    layOut();
    connect(m_port, &QComboBox::currentIndexChanged, this, &FindTargetsDialog::takePort);
    connect(m_look, &QPushButton::clicked, this, &FindTargetsDialog::search);
    connect(m_stop, &QPushButton::clicked, this, &FindTargetsDialog::stop);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &FindTargetsDialog::check);
    connect(m_card, &QPushButton::clicked, this, [this] {
        emit cardRequested(this->port());
        reject();
    });
    connect(this, &QDialog::accepted, this, [this] {
        if (const FoundTarget *target = selected())
            emit connectRequested(this->port(), *target);
    });
    takePort();
}

void FindTargetsDialog::layOut()
{
    auto *from = new QHBoxLayout;
    auto *label = fieldLabel(tr("On the &subnet of"), this);
    label->setBuddy(m_port);
    from->addWidget(label);
    from->addWidget(m_port, 1);
    auto *waiting = new QHBoxLayout;
    waiting->addWidget(m_progress, 1);
    waiting->addWidget(m_stop);
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(tr("srp_daemon’s way: the subnet manager is asked who offers disks, and each of "
                                      "them what it offers. Nothing is connected."),
                                   this));
    column->addLayout(from);
    column->addWidget(m_look, 0, Qt::AlignLeading);
    column->addLayout(waiting);
    column->addWidget(m_words);
    column->addWidget(m_card, 0, Qt::AlignLeading);
    column->addWidget(m_list, 1);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(m_footer);
}

QTreeWidget *FindTargetsDialog::makeList()
{
    auto *list = new QTreeWidget(this);
    list->setAccessibleName(tr("Targets found"));
    list->setHeaderLabels(
        {tr("Controller"), tr("Vendor"), tr("Service"), tr("Port’s GID"), tr("State"), tr("Best Port")});
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setTabKeyNavigation(false);
    list->setAllColumnsShowFocus(true);
    list->setItemDelegate(new RoomyRows(list));
    list->setMinimumWidth(fontMetrics().averageCharWidth() * 146);
    list->setMinimumHeight(fontMetrics().lineSpacing() * 10);
    list->header()->setStretchLastSection(true);
    list->header()->setResizeContentsPrecision(100);
    return list;
}

void FindTargetsDialog::fillPorts(const std::optional<PortId> &port)
{
    for (const auto &[id, there] : m_state.live.ports)
        m_port->addItem(
            u"%1 – %2, %3"_s.arg(portWords(id), linkLayerWords(there.linkLayer), portStateWords(there.state)),
            id.text());
    m_port->setAccessibleName(tr("Port whose subnet is looked through"));
    if (port)
        m_port->setCurrentIndex(m_port->findData(port->text()));
}

PortId FindTargetsDialog::port() const
{
    return PortId::fromText(m_port->currentData().toString()).value_or(PortId());
}

bool FindTargetsDialog::canSearch() const
{
    const auto there = m_state.live.ports.find(port());
    return there != m_state.live.ports.end() && there->second.linkLayer != LinkLayer::Ethernet;
}

void FindTargetsDialog::takePort()
{
    stop();
    m_found.clear();
    show();
    m_look->setVisible(canSearch());
    m_card->setVisible(!canSearch());
    m_words->setText(canSearch() ? tr("Nobody has looked yet.")
                                 : tr("On Ethernet nobody can look for targets: only an InfiniBand subnet manager "
                                      "knows them. Ask the target’s administrator for its exchange card, or for its "
                                      "address and ids."));
}

void FindTargetsDialog::search()
{
    const int asked = ++m_asked;
    m_look->setEnabled(false);
    m_progress->show();
    m_stop->show();
    m_found.clear();
    show();
    m_words->setText(tr("Looking, and waiting for a password if one is needed. A large subnet takes a minute."));
    m_search(port(), this, [this, asked](const Result<QJsonObject> &state) {
        if (asked == m_asked)
            take(state);
    });
}

/// Of our waiting: the helper ends by itself.
void FindTargetsDialog::stop()
{
    ++m_asked;
    m_look->setEnabled(true);
    m_progress->hide();
    m_stop->hide();
    m_words->setText(tr("The search was given up."));
}

void FindTargetsDialog::take(const Result<QJsonObject> &state)
{
    stop();
    m_look->setText(tr("&Look Again"));
    const auto live = state.and_then(
        [](const QJsonObject &object) { return srpInitiatorLiveFromJson(object[u"live"_s].toObject()); });
    if (!live)
        return m_words->setText(errorText(live.error()));
    m_found = live->found;
    m_words->setText(m_found.empty()
                         ? tr("Nobody answered that they offer disks. Check on the target that ib_srpt is loaded and "
                              "a disk is exported on its InfiniBand port, that this port is active, and that both "
                              "are in the same partition of the same subnet.")
                         : tr("%n service(s) found.", nullptr, static_cast<int>(m_found.size())));
    show();
    emit found(port(), m_found);
    if (!m_found.empty())
        m_list->setFocus();
}

void FindTargetsDialog::show()
{
    m_list->clear();
    QList<QTreeWidgetItem *> items;
    for (const FoundTarget &one : m_found)
        items.append(new QTreeWidgetItem({technical(one.controller), technical(one.vendorId), technical(one.service),
                                          loginPathWords({one.path, {}}), foundStateWords(m_state, port(), one),
                                          bestPortWords(one)}));
    m_list->addTopLevelItems(items);
    for (int column = 0; column < m_list->columnCount() - 1; ++column)
        m_list->resizeColumnToContents(column);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    check();
}

QString FindTargetsDialog::bestPortWords(const FoundTarget &target) const
{
    const auto best = bestPort(m_state, offeredBy(target), port());
    return best && !target.rev10 ? portWords(*best) : QString();
}

const FoundTarget *FindTargetsDialog::selected() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row < 0 ? nullptr : &m_found.at(static_cast<std::size_t>(row));
}

void FindTargetsDialog::check()
{
    const FoundTarget *one = selected();
    QString problem;
    if (one && one->rev10)
        problem = tr("It speaks an old draft of SRP, which is not offered here.");
    else if (one)
        problem = problemFrom(m_state, bestPort(m_state, offeredBy(*one), port()).value_or(port()), offeredBy(*one));
    m_footer->setProblem(problem);
    m_footer->acceptButton()->setEnabled(one && problem.isEmpty());
}

} // namespace rdma
