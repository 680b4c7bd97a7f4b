// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The limits that rdma.conf gives people who log in, and the members of the group rdma.
#include "gui/pages/limitsusers.h"

#include "gui/pages/limitsbuttons.h"
#include "gui/pages/limitsholder.h"
#include "gui/pages/limitsview.h"
#include "gui/pages/limitswording.h"
#include "gui/widgets/copybutton.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/limitswords.h"
#include "gui/words/plaintext.h"

#include <QLabel>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString sideWords(const std::optional<MemoryAmount> &side)
{
    return side ? memoryWords(*side) : UserLimits::tr("not set here");
}

/// As it will be; of what goes away, as it is.
LimitRow rowOf(const LimitHolder &holder, const std::optional<WantedLimit> &before,
               const std::optional<WantedLimit> &after)
{
    const WantedLimit shown = after.value_or(before.value_or(WantedLimit()));
    const LimitStanding standing = standingOf(before, after);
    return {holder.text(),
            {holderWords(holder), sideWords(shown.soft), sideWords(shown.hard), standingWords(standing)},
            standing};
}

} // namespace

UserLimits::UserLimits(QWidget *parent)
    : QWidget(parent),
      m_view(new LimitsView(tr("Limits for users and groups"), {tr("For"), tr("Soft"), tr("Hard"), tr("Change")}, 3,
                            this)),
      m_buttons(new LimitsButtons(m_view, this)),
      m_members(bodyLabel({}, this)),
      m_command(fieldLabel({}, this)),
      m_copy(new CopyButton(tr("Cop&y Command"), {}, this))
{
    m_view->setEmptyText(tr("Nobody gets a limit by this file yet. Add one for the group rdma, and make those its "
                            "members who use RDMA."));
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(
        fill(
            tr("What %1 says: how much memory people who log in may lock. A new value holds from their next login on."),
            technical(rdmaLimitsFile)),
        this));
    column->addWidget(m_view, 1);
    column->addWidget(m_buttons);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(makeMembers());
    connect(m_view, &LimitsView::selectionMoved, this, &UserLimits::showEnabled);
    connect(m_buttons, &LimitsButtons::addClicked, this, [this] { openDialog(std::nullopt); });
    connect(m_buttons, &LimitsButtons::changeClicked, this, [this] { openDialog(selected()); });
    connect(m_buttons, &LimitsButtons::removeClicked, this, &UserLimits::removeSelected);
}

QWidget *UserLimits::makeMembers()
{
    m_command->setFont(monospaceFont(font()));
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *members = new QWidget(this);
    auto *column = new QVBoxLayout(members);
    column->setContentsMargins({});
    column->addWidget(lineLabel(tr("The group rdma"), members));
    column->addWidget(m_members);
    auto *row = new QHBoxLayout;
    row->addWidget(m_command);
    row->addWidget(m_copy);
    row->addStretch();
    column->addLayout(row);
    return members;
}

void UserLimits::show(const LimitsState &state, const LimitsEdits &edits)
{
    m_state = state;
    m_edits = edits;
    const WantedLimits wanted = afterEdits(state.config, edits).users;
    std::map<LimitHolder, LimitRow> rows;
    for (const WantedLimits *limits : {&state.config.users, &wanted})
        for (const auto &[holder, limit] : *limits)
            rows[holder] = rowOf(holder, valueAt(state.config.users, holder), valueAt(wanted, holder));
    std::vector<LimitRow> list;
    for (const auto &[holder, row] : rows)
        list.push_back(row);
    m_view->showRows(list);
    showMembers();
    showEnabled();
}

void UserLimits::select(const LimitHolder &holder)
{
    m_view->select(holder.text());
    m_view->setFocus();
}

void UserLimits::openDialog(const std::optional<LimitHolder> &holder)
{
    auto *dialog = new HolderDialog(m_state, afterEdits(m_state.config, m_edits).users, holder, this);
    connect(dialog, &HolderDialog::chosen, this, [this](const LimitHolder &chosen, const WantedLimit &limit) {
        emit edited(chosen, limit);
        m_view->select(chosen.text());
    });
    dialog->open();
}

void UserLimits::removeSelected()
{
    if (const auto holder = selected())
        emit edited(*holder, std::nullopt);
}

void UserLimits::showMembers()
{
    m_members->setText(groupWords(u"rdma"_s, m_state.live.members));
    const QString command = groupCommand(u"rdma"_s, m_state.live.members);
    m_command->setText(technical(command));
    m_copy->setContent(command);
    m_copy->setAccessibleName(fill(tr("Copy the command %1"), command));
}

void UserLimits::showEnabled()
{
    const auto holder = selected();
    const bool isThere = holder && afterEdits(m_state.config, m_edits).users.contains(*holder);
    m_buttons->offer(isThere, isThere);
}

std::optional<LimitHolder> UserLimits::selected() const
{
    const auto holder = LimitHolder::fromText(m_view->selected());
    return holder ? std::optional(*holder) : std::nullopt;
}

} // namespace rdma
