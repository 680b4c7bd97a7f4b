// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Attach Disks": state and pending edits.
#include "gui/pages/srpinitiatorpage.h"

#include "gui/pages/srpinitiatoractions.h"
#include "gui/pages/srpinitiatordetail.h"
#include "gui/pages/srpinitiatorwhy.h"
#include "gui/pages/srpinitiatorwording.h"
#include "gui/widgets/messagebar.h"
#include "gui/words/notewords.h"

#include <QLabel>
#include <QStackedWidget>
#include <QTreeView>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Result<AttachState> attachStateFrom(const QJsonObject &state)
{
    auto config = srpInitiatorConfigFromJson(state[u"config"_s].toObject());
    if (!config)
        return std::unexpected(config.error());
    auto live = srpInitiatorLiveFromJson(state[u"live"_s].toObject());
    if (!live)
        return std::unexpected(live.error());
    return AttachState{*std::move(config), *std::move(live), notesFromJson(state[u"notes"_s].toArray())};
}

/// The row that an edit is about.
struct RowOf {
    std::optional<AttachRow> operator()(const StartDaemon &edit) const { return rowOf(edit.port); }
    std::optional<AttachRow> operator()(const DaemonAtBoot &edit) const { return rowOf(edit.port); }
    std::optional<AttachRow> operator()(const ChangeRules &) const { return std::nullopt; }
    std::optional<AttachRow> operator()(const auto &edit) const { return rowOf(edit.id); }
};

} // namespace

Result<void> SrpInitiatorPage::showState(const QJsonObject &state)
{
    auto decoded = attachStateFrom(state);
    if (!decoded)
        return std::unexpected(decoded.error());
    m_shown = state;
    const AttachState before = std::exchange(m_state, *std::move(decoded));
    const AttachEdits open = stillOpen(m_state, m_edits.get());
    for (const AttachEdit &edit : m_edits.get())
        if (!std::ranges::contains(open, edit) && isGone(m_state, edit))
            emit notice(tr("What this was about is gone. Dropped: %1.").arg(changeWords(before, edit)));
    if (open != m_edits.get())
        m_edits.rebase(open); // shows all
    else
        showAll();
    if (m_why)
        m_why->refresh();
    m_stack->setCurrentIndex(m_tree.rowCount() == 0 ? 1 : 0);
    return {};
}

/// Nobody tells that a connection broke (there is no event for the state of a remote port) or that a disk was mounted.
void SrpInitiatorPage::sample()
{
    if (std::exchange(m_isAsking, true))
        return;
    read({}, this, [this](const Result<QJsonObject> &state) {
        m_isAsking = false;
        if (state && *state != m_shown)
            std::ignore = showState(*state);
    });
}

QJsonObject SrpInitiatorPage::pendingWish() const
{
    return wishFor(m_state, m_edits.get());
}

QList<Change> SrpInitiatorPage::pendingChanges() const
{
    QList<Change> changes;
    for (const AttachEdit &edit : m_edits.get())
        changes.append({changeWords(m_state, edit), problemWith(m_state, edit)});
    return changes;
}

/// Others that built on it go with it.
void SrpInitiatorPage::dropChange(qsizetype which)
{
    AttachEdits fewer = m_edits.get();
    fewer.erase(fewer.begin() + which);
    m_edits.edit(stillOpen(m_state, fewer), tr("Drop Change"));
}

void SrpInitiatorPage::discardChanges()
{
    m_edits.edit({}, tr("Discard"));
}

void SrpInitiatorPage::forgetChanges()
{
    m_edits.rebase({});
}

void SrpInitiatorPage::revealChange(qsizetype which)
{
    if (const auto row = std::visit(RowOf(), m_edits.get().at(static_cast<std::size_t>(which))))
        select(*row);
    m_view->setFocus();
}

void SrpInitiatorPage::edit(const AttachEdit &one)
{
    m_edits.edit(withEdit(m_state, m_edits.get(), one), changeWords(m_state, one));
}

void SrpInitiatorPage::withTarget(const std::function<void(const SrpTargetId &id)> &use)
{
    if (const auto row = selected(); row && row->kind == AttachRow::Kind::Target)
        use(row->target);
}

std::optional<AttachRow> SrpInitiatorPage::selected() const
{
    return m_tree.idAt(m_view->currentIndex());
}

void SrpInitiatorPage::select(const AttachRow &row)
{
    m_view->setCurrentIndex(m_tree.indexOf(row));
}

void SrpInitiatorPage::showAll()
{
    const auto chosen = selected();
    m_view->setAutoScroll(false); // when the current row goes, Qt scrolls to the next as if all rows were collapsed
    m_tree.show(m_state, m_edits.get());
    m_view->setAutoScroll(true);
    if (chosen && chosen != selected() && m_tree.indexOf(*chosen).isValid())
        select(*chosen); // its row had to move
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_tree.index(0, 0));
    widenColumns();
    showNotes();
    showSelected();
    emit pendingChanged();
}

void SrpInitiatorPage::showSelected()
{
    const auto row = selected();
    m_actions->showFor(m_tree, row);
    m_detail->showRow(m_tree, row);
}

void SrpInitiatorPage::showNotes()
{
    QStringList words;
    for (const NoteLine &line : noteLines(m_state.notes))
        words.append(line.words);
    if (words.isEmpty())
        m_notes->hide();
    else if (m_notes->isHidden() || m_notes->text() != words.join(u'\n'))
        m_notes->showMessage(MessageBar::Kind::Warning, words.join(u'\n'));
    m_byItself->setText(byItselfWords(m_tree.wanted(), m_state.live).join(u' '));
    m_byItself->setVisible(!m_byItself->text().isEmpty());
}

} // namespace rdma
