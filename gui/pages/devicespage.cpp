// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Devices": the list at one side, the selected device or port at the other, its counters while one looks.
#include "gui/pages/devicespage.h"

#include "gui/pages/devicedetail.h"
#include "gui/pages/devicelist.h"
#include "gui/widgets/copybutton.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/onscreen.h"
#include "gui/widgets/placeholder.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/notewords.h"

#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool isThere(const DevicesLive &live, const PortId &id)
{
    const auto device = live.devices.find(id.device);
    return device != live.devices.end() && device->second.ports.contains(id.port);
}

} // namespace

DevicesPage::DevicesPage(QWidget *parent)
    : Page(parent),
      m_sampler(this),
      m_stack(new QStackedWidget(this)),
      m_notes(new MessageBar(this)),
      m_list(new DeviceList(this)),
      m_detail(new DeviceDetail(this)),
      m_detailArea(new QScrollArea(this))
{
    m_stack->addWidget(makeHalves());
    m_stack->addWidget(makeEmpty());
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_notes);
    column->addWidget(m_stack, 1);
    connect(m_list, &DeviceList::selectionChanged, this, &DevicesPage::takeSelection);
    connect(new OnScreen(this), &OnScreen::changed, &m_sampler, &PortSampler::setSeen);
    connect(&m_sampler, &PortSampler::sampled, this, &DevicesPage::takeSample);
    connect(&m_sampler, &PortSampler::unreadable, this, &DevicesPage::takeUnreadable);
}

Result<void> DevicesPage::showState(const QJsonObject &state)
{
    const auto live = devicesLiveFromJson(state[u"live"_s].toObject());
    if (!live)
        return std::unexpected(live.error());
    {
        const QSignalBlocker quiet(m_list);
        m_list->show(*live);
    }
    std::erase_if(m_histories, [&](const auto &item) { return !isThere(*live, item.first); });
    if (!live->devices.contains(m_last.name()))
        m_last.forget();
    showNotes(notesFromJson(state[u"notes"_s].toArray()));
    m_stack->setCurrentIndex(live->devices.empty() ? 1 : 0);
    takeSelection();
    return {};
}

QWidget *DevicesPage::makeHalves()
{
    m_detailArea->setWidget(m_detail);
    m_detailArea->setWidgetResizable(true);
    m_detailArea->setFrameShape(QFrame::NoFrame);
    m_detailArea->setFocusPolicy(Qt::NoFocus);
    m_detailArea->setMinimumWidth(fontMetrics().averageCharWidth() * 48);
    auto *halves = new QSplitter(Qt::Horizontal, this);
    halves->addWidget(m_list);
    halves->addWidget(m_detailArea);
    halves->setChildrenCollapsible(false);
    halves->setContentsMargins(0, 0, isRightToLeft() ? 1 : 0, 0); // QSplitter puts them a pixel too far right then
    halves->setStretchFactor(0, 2);
    halves->setStretchFactor(1, 3);
    halves->setSizes({480, 520}); // in proportion: the size hints are about text, not about each other
    return halves;
}

QWidget *DevicesPage::makeEmpty()
{
    auto *empty = new Placeholder(this);
    empty->setContent(u"network-wired"_s, tr("No RDMA device found"),
                      tr("Devices appear here by themselves as soon as an adapter is there and its driver is loaded. "
                         "Without such an adapter, RDMA can be tried over any Ethernet interface with a software "
                         "device. To make one, run as root:\nrdma link add rxe0 type rxe netdev INTERFACE"));
    auto *copy = new CopyButton(tr("&Copy Command"), tr("Copy the command that makes a software device"), empty);
    copy->setContent(u"rdma link add rxe0 type rxe netdev INTERFACE"_s);
    empty->addAction(copy);
    return empty;
}

void DevicesPage::showNotes(const std::vector<Note> &notes)
{
    QStringList words;
    for (const NoteLine &line : noteLines(notes))
        words.append(line.words);
    if (words.isEmpty())
        m_notes->hide();
    else if (m_notes->isHidden() || m_notes->text() != listed(words))
        m_notes->showMessage(MessageBar::Kind::Warning, listed(words));
}

/// What is on screen decides what is asked for.
void DevicesPage::takeSelection()
{
    const auto row = m_list->selected();
    const bool isPort = row && row->kind == DeviceRow::Kind::Port && isThere(live(), row->portId());
    m_sampler.setPort(isPort ? std::optional(row->portId()) : std::nullopt);
    readDetail();
    showSelected();
}

void DevicesPage::showSelected()
{
    const auto row = m_list->selected();
    const bool known = row && live().devices.contains(row->device);
    m_detail->setVisible(known);
    if (!known)
        return;
    const auto [device, details] = m_last.shown(row->device, live().devices.at(row->device));
    m_detail->showRow(live(), *row, device, details);
    if (row->kind == DeviceRow::Kind::Port)
        m_detail->showHistory(m_histories[row->portId()]);
}

const DevicesLive &DevicesPage::live() const
{
    return m_list->tree().live();
}

/// A device that went away in between goes from the list with the next reading.
void DevicesPage::readDetail()
{
    const auto row = m_list->selected();
    if (!row)
        return;
    read(toJson(DevicesQuery(OneDevice{row->device})), this,
         [this, number = m_last.begin(row->device)](const Result<QJsonObject> &state) {
             m_last.take(number, state);
             showSelected();
         });
}

void DevicesPage::takeSample(const PortId &port, const PortCounters &counters)
{
    m_histories[port].add(counters);
    showHistory(port);
}

void DevicesPage::takeUnreadable(const PortId &port, const QString &why)
{
    m_histories[port].addFailure(why);
    showHistory(port);
}

void DevicesPage::showHistory(const PortId &port)
{
    const auto row = m_list->selected();
    if (row && row->kind == DeviceRow::Kind::Port && row->portId() == port)
        m_detail->showHistory(m_histories[port]);
}

} // namespace rdma
