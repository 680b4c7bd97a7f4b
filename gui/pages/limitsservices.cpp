// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The services with a limit of their own.
#include "gui/pages/limitsservices.h"

#include "gui/pages/limitsbuttons.h"
#include "gui/pages/limitsunit.h"
#include "gui/pages/limitsview.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/limitsrulelines.h"
#include "gui/words/limitswords.h"
#include "gui/words/plaintext.h"
#include "model/unitdropin.h"

#include <QLabel>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// By whom: our drop-in, or a file of somebody else.
QString sourceWords(const UnitMemlock &unit, const QString &ours)
{
    if (!unit.winner)
        return {};
    const QString place = placeWords(unit.winner->path, unit.winner->line);
    return unit.winner->path == ours ? place : fill(ServiceLimits::tr("%1 (not by this program)"), place);
}

} // namespace

ServiceLimits::ServiceLimits(QWidget *parent)
    : QWidget(parent),
      m_view(new LimitsView(tr("Limits for services"), {tr("Service"), tr("Soft"), tr("Hard"), tr("Set By")}, 3, this)),
      m_buttons(new LimitsButtons(m_view, this)),
      m_usual(captionLabel({}, this))
{
    m_view->setEmptyText(tr("No service has a limit of its own."));
    auto *column = new QVBoxLayout(this);
    column->addWidget(
        captionLabel(tr("Services do not log in, so rules for users and groups do not reach them: each has its limit "
                        "from systemd, by LimitMEMLOCK=. A new value holds from the next start of the service on."),
                     this));
    column->addWidget(m_view, 1);
    column->addWidget(m_buttons);
    column->addWidget(m_usual);
    connect(m_view, &LimitsView::selectionMoved, this, &ServiceLimits::showEnabled);
    connect(m_buttons, &LimitsButtons::addClicked, this, [this] { openDialog({}); });
    connect(m_buttons, &LimitsButtons::changeClicked, this, [this] { openDialog(m_view->selected()); });
    connect(m_buttons, &LimitsButtons::removeClicked, this, [this] { emit edited(m_view->selected(), std::nullopt); });
}

void ServiceLimits::show(const LimitsState &state, const LimitsEdits &edits)
{
    m_state = state;
    m_edits = edits;
    const LimitsConfig wanted = afterEdits(state.config, edits);
    std::set<QString> units;
    for (const LimitsConfig *config : {&state.config, &wanted})
        for (const auto &[unit, limit] : config->units)
            units.insert(unit);
    for (const auto &[unit, memlock] : state.live.units)
        if (memlock.winner)
            units.insert(unit);
    std::vector<LimitRow> rows;
    for (const QString &unit : units)
        rows.push_back(rowOf(unit, wanted));
    m_view->showRows(rows);
    m_usual->setText(usualWords(state.live));
    showEnabled();
}

/// What will hold; of what is not ours what holds.
LimitRow ServiceLimits::rowOf(const QString &unit, const LimitsConfig &wanted) const
{
    const auto before = valueAt(m_state.config.units, unit);
    const auto after = valueAt(wanted.units, unit);
    const auto known = valueAt(m_state.live.units, unit).value_or(UnitMemlock());
    const LimitStanding standing = standingOf(before, after);
    const MemoryLimit now = known.winner ? known.winner->limit : before.value_or(MemoryLimit());
    const MemoryLimit shown = standing == LimitStanding::Stays ? now : after.value_or(before.value_or(now));
    const QString source = standing == LimitStanding::Stays
                               ? sourceWords(known, memlockDropInPath(unit).value_or(QString()))
                               : standingWords(standing);
    return {unit, {technical(unit), memoryWords(shown.soft), memoryWords(shown.hard), source}, standing};
}

void ServiceLimits::select(const QString &unit)
{
    m_view->select(unit);
    m_view->setFocus();
}

void ServiceLimits::openDialog(const QString &unit)
{
    auto *dialog = new UnitLimitDialog(m_state, afterEdits(m_state.config, m_edits), unit, this);
    connect(dialog, &UnitLimitDialog::chosen, this, [this](const QString &chosen, const MemoryLimit &limit) {
        emit edited(chosen, limit);
        m_view->select(chosen);
    });
    dialog->open();
}

void ServiceLimits::showEnabled()
{
    const QString unit = m_view->selected();
    m_buttons->offer(!unit.isEmpty(), afterEdits(m_state.config, m_edits).units.contains(unit));
}

} // namespace rdma
