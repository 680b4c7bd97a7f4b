// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One device or port, laid out for reading: the verdict and the next step first.
#include "gui/pages/devicedetail.h"

#include "gui/pages/trafficview.h"
#include "gui/widgets/copybutton.h"
#include "gui/widgets/iconlabel.h"
#include "gui/widgets/textlabels.h"
#include "gui/widgets/valuetable.h"
#include "gui/words/devicewords.h"
#include "gui/words/plaintext.h"
#include "gui/words/verdictwords.h"
#include "model/ibstattext.h"

#include <QStyle>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QList<QStringList> gidRows(const std::vector<GidEntry> &gids, LinkLayer layer)
{
    QList<QStringList> rows;
    for (const GidEntry &entry : gids)
        rows.append({QString::number(entry.index), plain(entry.gid),
                     entry.type ? gidTypeWords(*entry.type, layer) : notReported(), technical(entry.netdev)});
    return rows;
}

/// Bit 15 tells full members from limited ones (InfiniBand Architecture Specification 1, 10.9.1.1).
QList<QStringList> pkeyRows(const std::vector<PkeyEntry> &pkeys)
{
    constexpr quint16 fullMember = 0x8000;
    QList<QStringList> rows;
    for (const PkeyEntry &entry : pkeys)
        rows.append({QString::number(entry.index), u"0x%1"_s.arg(uint(entry.pkey), 4, 16, '0'_L1),
                     entry.pkey & fullMember ? DeviceDetail::tr("Full") : DeviceDetail::tr("Limited")});
    return rows;
}

QString titleOf(const DeviceRow &row)
{
    const QString name = technical(row.device);
    return row.kind == DeviceRow::Kind::Port ? DeviceDetail::tr("%1, port %2").arg(name, QString::number(row.port))
                                             : name;
}

} // namespace

DeviceDetail::DeviceDetail(QWidget *parent)
    : QWidget(parent),
      m_title(headingLabel({}, this)),
      m_model(captionLabel({}, this)),
      m_icon(new IconLabel(QStyle::PM_ButtonIconSize, 1, this)),
      m_state(bodyLabel({}, this)),
      m_next(bodyLabel({}, this)),
      m_copy(new CopyButton(tr("Copy as &Text"), tr("Copy the device as the text of ibstat"), this)),
      m_ports(new FactsView(tr("Ports"), this)),
      m_traffic(new TrafficView(this)),
      m_port(new FactsView(tr("Port"), this)),
      m_interfaces(new FactsView(tr("Network interfaces"), this)),
      m_gids{sectionLabel(tr("GID table"), this),
             new ValueTable(
                 tr("GID table"),
                 {{tr("Index"), false}, {tr("GID"), true, true}, {tr("Kind"), false}, {tr("Interface"), true}}, this)},
      m_pkeys{sectionLabel(tr("P_Key table"), this),
              new ValueTable(tr("P_Key table"),
                             {{tr("Index"), false}, {tr("P_Key"), true, true}, {tr("Membership"), false}}, this)},
      m_adapter(new FactsView(tr("Adapter"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setSpacing(groupSpacing(this));
    column->addWidget(makeHeader());
    const QList<QWidget *> groups{m_ports,     m_traffic,     m_port,       m_interfaces, m_gids.title,
                                  m_gids.rows, m_pkeys.title, m_pkeys.rows, m_adapter};
    for (QWidget *group : groups)
        column->addWidget(group);
    column->addStretch();
}

void DeviceDetail::showRow(const DevicesLive &live, const DeviceRow &row, const RdmaDevice &device, Details details)
{
    const auto found = row.kind == DeviceRow::Kind::Port ? device.ports.find(row.port) : device.ports.end();
    const RdmaPort *port = found == device.ports.end() ? nullptr : &found->second;
    showHeader(row, device);
    m_copy->setContent(details == Details::Known ? ibstatText(row.device, device) : QString());
    showVerdict(port, live.openSmRuns);
    m_ports->showFacts(port ? QList<Fact>() : portsFacts(device, live.openSmRuns));
    m_traffic->setVisible(port != nullptr);
    m_port->showFacts(port ? portFacts(*port, live.openSmRuns, details) : QList<Fact>());
    m_interfaces->showFacts(port ? interfaceFacts(*port) : QList<Fact>());
    showTables(port);
    m_adapter->showFacts(adapterFacts(device, live.stack, details));
}

void DeviceDetail::showHistory(const PortHistory &history)
{
    m_traffic->showHistory(history);
}

QWidget *DeviceDetail::makeHeader()
{
    auto *header = new QWidget(this);
    auto *grid = new QGridLayout(header);
    grid->setContentsMargins({});
    grid->addWidget(m_title, 0, 0, 1, 2);
    grid->addWidget(m_copy, 0, 2, Qt::AlignTop);
    grid->addWidget(m_model, 1, 0, 1, 3);
    grid->addWidget(m_icon, 2, 0, Qt::AlignTop);
    grid->addWidget(m_state, 2, 1, 1, 2);
    grid->addWidget(m_next, 3, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    m_next->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return header;
}

void DeviceDetail::showHeader(const DeviceRow &row, const RdmaDevice &device)
{
    m_title->setText(titleOf(row));
    QStringList facts{modelWords(device)};
    if (row.kind == DeviceRow::Kind::Port && device.ports.contains(row.port) && device.ports.at(row.port).rate)
        facts.append(linkRateWords(*device.ports.at(row.port).rate));
    if (device.parentSlot)
        facts.append(tr("virtual function"));
    m_model->setText(facts.join(u" · "_s));
}

void DeviceDetail::showVerdict(const RdmaPort *port, bool openSmRuns)
{
    for (QWidget *part : QList<QWidget *>{m_icon, m_state, m_next})
        part->setVisible(port != nullptr);
    if (!port)
        return;
    const PortVerdict verdict = portVerdict(*port, openSmRuns);
    const VerdictWords words = verdictWords(verdict);
    m_icon->setIcon(iconNameOf(urgencyOf(verdict)), words.brief);
    m_state->setText(words.happened);
    m_next->setText(words.next);
    m_next->setVisible(!words.next.isEmpty());
}

void DeviceDetail::showTables(const RdmaPort *port)
{
    const PortTables tables = port ? port->tables.value_or(PortTables()) : PortTables();
    showTable(m_gids, port ? gidRows(tables.gids, port->linkLayer.value_or(LinkLayer::Unknown)) : QList<QStringList>());
    showTable(m_pkeys, port ? pkeyRows(tables.pkeys) : QList<QStringList>());
}

void DeviceDetail::showTable(const Table &table, const QList<QStringList> &rows)
{
    table.rows->showRows(rows);
    table.rows->setVisible(!rows.isEmpty());
    table.title->setVisible(!rows.isEmpty());
}

} // namespace rdma
