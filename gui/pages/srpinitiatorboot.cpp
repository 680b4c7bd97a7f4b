// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog about srp_daemon.
#include "gui/pages/srpinitiatorboot.h"

#include "gui/pages/srpinitiatorrule.h"
#include "gui/pages/srptargetwording.h"
#include "gui/widgets/dialogfooter.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/plaintext.h"
#include "gui/words/srpinitiatorwords.h"

#include <QCheckBox>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString daemonWords(const SrpInitiatorLive &live)
{
    switch (live.daemon) {
    case DaemonKind::None:
        return BootDialog::tr("srp_daemon is not installed (package srptools or srp_daemon), so nobody looks for "
                              "targets by themselves. Targets that are kept at boot are connected all the same.");
    case DaemonKind::PerPort:
        return BootDialog::tr("srp_daemon looks through the subnet of an InfiniBand port again and again, and logs in "
                              "to whatever its rules allow. On Ethernet it finds nothing.");
    case DaemonKind::One:
        return BootDialog::tr("This computer has one srp_daemon for all InfiniBand ports: it looks for targets on all "
                              "of them or on none, and logs in to whatever its rules allow.");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

BootDialog::BootDialog(const AttachState &state, const SrpInitiatorConfig &wanted, QWidget *parent)
    : QDialog(parent),
      m_before(wanted),
      m_rules(wanted.rules),
      m_list(new QListWidget(this)),
      m_add(new QPushButton(themeIcon(u"list-add"_s), tr("Add a &Rule…"), this)),
      m_change(new QPushButton(tr("Chan&ge…"), this)),
      m_remove(new QPushButton(themeIcon(u"list-remove"_s), tr("Re&move"), this)),
      m_up(new QPushButton(tr("Move &Up"), this)),
      m_down(new QPushButton(tr("Move &Down"), this)),
      m_footer(new DialogFooter(tr("&Add to Changes"), this))
{
    setWindowTitle(tr("What srp_daemon Does"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setAccessibleName(tr("Rules, the first that fits decides"));
    m_list->setItemDelegate(new RoomyRows(m_list));
    m_list->setWordWrap(true);
    m_list->setMinimumWidth(fontMetrics().averageCharWidth() * 96);
    m_list->setMinimumHeight(fontMetrics().lineSpacing() * 8);
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(daemonWords(state.live), this));
    column->addLayout(makePorts(state));
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(lineLabel(tr("To which targets it logs in"), this));
    column->addWidget(captionLabel(fill(tr("From top to bottom, the first rule that fits a target decides. Kept in %1, "
                                           "for all ports."),
                                        technical(state.live.rulesFile)),
                                   this));
    column->addWidget(m_list, 1);
    column->addLayout(makeButtons());
    column->addSpacing(groupSpacing(this));
    column->addWidget(m_footer);
    connect(m_list, &QListWidget::currentRowChanged, this, &BootDialog::check);
    connect(m_list, &QListWidget::itemActivated, this, [this] { m_change->click(); });
    connect(this, &QDialog::accepted, this, [this] { emit chosen(edits()); });
    showRules();
    choose(0);
}

QLayout *BootDialog::makePorts(const AttachState &state)
{
    auto *column = new QVBoxLayout;
    for (const auto &[id, enabled] : m_before.daemons) {
        auto *box = new QCheckBox(
            fill(tr("srp_daemon looks for targets on %1, now and after every boot"), portWords(id)), this);
        box->setChecked(enabled);
        box->setEnabled(state.live.daemon != DaemonKind::None);
        connect(box, &QCheckBox::toggled, this, [this, box, one = state.live.daemon == DaemonKind::One] {
            for (const auto &[other, there] : m_ports)
                if (one)
                    there->setChecked(box->isChecked());
        });
        m_ports[id] = box;
        column->addWidget(box);
    }
    return column;
}

QLayout *BootDialog::makeButtons()
{
    auto *row = new QHBoxLayout;
    for (QPushButton *button : {m_add, m_change, m_remove, m_up, m_down}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch();
    connect(m_add, &QPushButton::clicked, this, [this] { openRule(-1, {}); });
    connect(m_change, &QPushButton::clicked, this, [this] {
        if (selected() >= 0)
            openRule(selected(), m_rules[static_cast<std::size_t>(selected())]);
    });
    connect(m_remove, &QPushButton::clicked, this, &BootDialog::remove);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    return row;
}

/// The last row is srp_daemon's own rule and cannot be moved away.
void BootDialog::showRules()
{
    m_list->clear();
    for (const DaemonRule &rule : m_rules)
        m_list->addItem(ruleWords(rule));
    const bool isReached = std::ranges::none_of(m_rules, [](const DaemonRule &rule) { return isAboutAll(rule); });
    auto *last = new QListWidgetItem(isReached ? tr("Log in: every other target (always the last rule)")
                                               : tr("Log in: every other target (never reached)"),
                                     m_list);
    last->setFlags(Qt::ItemIsEnabled);
    QFont font = m_list->font();
    font.setItalic(true);
    last->setFont(font);
    check();
}

void BootDialog::choose(int row)
{
    const int last = static_cast<int>(m_rules.size()) - 1;
    m_list->setCurrentRow(std::clamp(row, std::min(0, last), last));
}

/// `row` -1: one more, before the others, where it decides.
void BootDialog::openRule(int row, const DaemonRule &rule)
{
    auto *dialog = new RuleDialog(rule, this);
    connect(dialog, &RuleDialog::chosen, this, [this, row](const DaemonRule &made) {
        if (row < 0)
            m_rules.insert(m_rules.begin(), made);
        else
            m_rules[static_cast<std::size_t>(row)] = made;
        showRules();
        choose(row);
    });
    dialog->open();
}

void BootDialog::move(int by)
{
    const int row = selected();
    const int target = row + by;
    if (row < 0 || target < 0 || target >= static_cast<int>(m_rules.size()))
        return;
    std::swap(m_rules[static_cast<std::size_t>(row)], m_rules[static_cast<std::size_t>(target)]);
    showRules();
    choose(target);
}

void BootDialog::remove()
{
    const int row = selected();
    if (row < 0)
        return;
    m_rules.erase(m_rules.begin() + row);
    showRules();
    choose(row);
}

int BootDialog::selected() const
{
    const int row = m_list->currentRow();
    return row < static_cast<int>(m_rules.size()) ? row : -1;
}

void BootDialog::check()
{
    const int row = selected();
    m_change->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < static_cast<int>(m_rules.size()));
}

AttachEdits BootDialog::edits() const
{
    AttachEdits edits;
    if (m_rules != m_before.rules)
        edits.emplace_back(ChangeRules{m_rules});
    for (const auto &[id, box] : m_ports)
        if (box->isChecked() != m_before.daemons.at(id))
            edits.emplace_back(DaemonAtBoot{id, box->isChecked()});
    return edits;
}

} // namespace rdma
