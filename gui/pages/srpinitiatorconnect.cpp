// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that connects to a target.
#include "gui/pages/srpinitiatorconnect.h"

#include "gui/pages/srpinitiatorfields.h"
#include "gui/pages/srptargetcardfield.h"
#include "gui/pages/srptargetwording.h"
#include "gui/widgets/codeview.h"
#include "gui/widgets/dialogfooter.h"
#include "gui/widgets/factsview.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/devicewords.h"
#include "gui/words/loginwords.h"
#include "gui/words/plaintext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineLines = 3;  ///< of a card's text
constexpr int doubtLines = 2; ///< the dialog does not grow when it speaks

QString atBootWords()
{
    return ConnectDialog::tr("A service of this program does so, also over RDMA/CM, where srp_daemon finds nothing.");
}

} // namespace

ConnectDialog::ConnectDialog(const AttachState &state, const std::optional<PortId> &port, QWidget *parent)
    : QDialog(parent),
      m_state(state),
      m_field(new CardField(this)),
      m_fields(new LoginFields(this)),
      m_port(new QComboBox(this)),
      m_atBoot(new QCheckBox(tr("Connect again after every &boot"), this)),
      m_doubts(bodyLabel({}, this)),
      m_facts(new FactsView({}, this)),
      m_line(new CodeView(tr("What is written to add_target"), this)),
      m_footer(new DialogFooter(tr("&Add to Changes"), this))
{
    setWindowTitle(tr("Connect to a Target"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_port->setAccessibleName(tr("Port to log in from"));
    m_atBoot->setAccessibleDescription(atBootWords());
    m_doubts->setMinimumHeight(doubtLines * fontMetrics().lineSpacing());
    m_doubts->setAlignment(Qt::AlignTop | (m_doubts->alignment() & (Qt::AlignHorizontal_Mask | Qt::AlignAbsolute)));
    const int around = static_cast<int>(m_line->document()->documentMargin()) + m_line->frameWidth();
    m_line->setFixedHeight(m_line->fontMetrics().lineSpacing() * lineLines + 2 * around + 1);
    fillPorts();
    if (port)
        choosePort(*port);
    layOut();
    connect(m_field, &CardField::changed, this, &ConnectDialog::takeCard);
    connect(m_fields, &LoginFields::changed, this, &ConnectDialog::check);
    connect(m_port, &QComboBox::currentIndexChanged, this, &ConnectDialog::check);
    connect(this, &QDialog::accepted, this, [this] {
        if (const auto offered = login())
            emit chosen({targetIdOf(this->port(), *offered), offered->login, m_atBoot->isChecked()});
    });
    check();
}

void ConnectDialog::layOut()
{
    auto *from = new QHBoxLayout;
    auto *label = fieldLabel(tr("Log in &from"), this);
    label->setBuddy(m_port);
    from->addWidget(label);
    from->addWidget(m_port, 1);
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(tr("Paste the exchange card that the target’s administrator gave you, or the line "
                                      "that ibsrpdm -c printed. Or fill in the fields."),
                                   this));
    column->addWidget(m_field);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(m_fields);
    column->addSpacing(groupSpacing(this) / 2);
    column->addLayout(from);
    column->addWidget(m_facts);
    column->addWidget(m_doubts);
    column->addWidget(lineLabel(tr("What is written to add_target"), this));
    column->addWidget(m_line);
    column->addWidget(m_atBoot);
    column->addWidget(captionLabel(atBootWords(), this));
    column->addStretch();
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(m_footer);
}

void ConnectDialog::fillPorts()
{
    for (const auto &[id, port] : m_state.live.ports)
        m_port->addItem(u"%1 – %2, %3"_s.arg(portWords(id), linkLayerWords(port.linkLayer), portStateWords(port.state)),
                        id.text());
}

void ConnectDialog::offer(const OfferedLogin &offered)
{
    correct(offered);
    if (const auto best = bestPort(m_state, offered, port()))
        choosePort(*best);
}

void ConnectDialog::correct(const OfferedLogin &offered)
{
    m_pasted = offered;
    m_fields->show(offered);
}

void ConnectDialog::takeCard()
{
    const auto offered = offeredLoginFromText(m_field->text());
    if (m_field->isEmpty())
        return m_field->say({});
    if (!offered)
        return m_field->say(cardRefusalWords(offered.error()));
    m_field->say(offered->label.isEmpty() ? tr("The fields below say what it says.")
                                          : tr("It says of itself: %1").arg(technical(offered->label)));
    m_pasted = *offered;
    m_fields->show(*offered);
    if (const auto best = bestPort(m_state, *offered))
        choosePort(*best);
}

PortId ConnectDialog::port() const
{
    return PortId::fromText(m_port->currentData().toString()).value_or(PortId());
}

void ConnectDialog::choosePort(const PortId &port)
{
    m_port->setCurrentIndex(m_port->findData(port.text()));
}

std::optional<OfferedLogin> ConnectDialog::login() const
{
    auto offered = m_fields->login();
    if (!offered)
        return std::nullopt;
    const bool isPasted = m_pasted && m_pasted->idExt == offered->idExt && m_pasted->iocGuid == offered->iocGuid &&
                          m_pasted->login.path == offered->login.path;
    if (isPasted)
        offered->allowed = m_pasted->allowed;
    return *offered;
}

void ConnectDialog::check()
{
    const auto offered = login();
    m_doubts->clear();
    m_facts->showFacts({});
    m_line->clear();
    if (!offered)
        return m_footer->setProblem(m_fields->problem());
    m_footer->setProblem(problemFrom(m_state, port(), *offered));
    showLogin(*offered);
}

void ConnectDialog::showLogin(const OfferedLogin &offered)
{
    const auto there = m_state.live.ports.find(port());
    if (there == m_state.live.ports.end())
        return;
    m_doubts->setText(doubtsAbout(m_state, port(), offered).join(u'\n'));
    m_line->setPlainText(addTargetLine(targetIdOf(port(), offered), offered.login).value_or(QString()));
    if (there->second.guid)
        m_facts->showFacts(
            {{tr("Logs in as"), initiatorIdOf(offered.login, *there->second.guid).text(), Fact::Kind::Exact}});
}

} // namespace rdma
