// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Memory Locking".
#include "gui/pages/limitspage.h"

#include "gui/pages/limitsanswer.h"
#include "gui/pages/limitsrules.h"
#include "gui/pages/limitsrunning.h"
#include "gui/pages/limitsservices.h"
#include "gui/pages/limitsusers.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/notewords.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Result<LimitsState> limitsStateFrom(const QJsonObject &state)
{
    auto config = limitsConfigFromJson(state[u"config"_s].toObject());
    if (!config)
        return std::unexpected(config.error());
    auto live = limitsLiveFromJson(state[u"live"_s].toObject());
    if (!live)
        return std::unexpected(live.error());
    return LimitsState{*std::move(config), *std::move(live), notesFromJson(state[u"notes"_s].toArray())};
}

Result<LimitsTold> toldBy(const QJsonObject &state)
{
    return limitsLiveFromJson(state[u"live"_s].toObject()).transform([&](const LimitsLive &live) {
        return LimitsTold{live, notesFromJson(state[u"notes"_s].toArray())};
    });
}

} // namespace

LimitsPage::LimitsPage(QWidget *parent)
    : Page(parent),
      m_edits(undoStack(), [this] { showEdits(); }),
      m_notes(new MessageBar(this)),
      m_tabs(new QTabWidget(this)),
      m_users(new UserLimits(this)),
      m_services(new ServiceLimits(this)),
      m_rules(new LimitRules(this)),
      m_answer(new LimitsAnswer(asking(), this)),
      m_running(new RunningLimits(asking(), this))
{
    m_notes->setDismissable(false);
    m_tabs->addTab(m_users, tr("Users and Groups"));
    m_tabs->addTab(m_services, tr("Services"));
    m_tabs->addTab(m_rules, tr("All Rules"));
    m_tabs->addTab(m_answer, tr("What Holds for…"));
    m_tabs->addTab(m_running, tr("Running Sessions"));
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(tr("RDMA pins the memory that it transfers: it is locked and never swapped out. How "
                                      "much a program may lock is limited (RLIMIT_MEMLOCK, ulimit -l)."),
                                   this));
    column->addWidget(m_notes);
    column->addWidget(m_tabs, 1);
    connectParts();
}

void LimitsPage::connectParts()
{
    connect(m_users, &UserLimits::edited, this,
            [this](const LimitHolder &holder, const std::optional<WantedLimit> &limit) {
                LimitsEdits edits = m_edits.get();
                edits.users[holder] = limit;
                change(edits, holder);
            });
    connect(m_services, &ServiceLimits::edited, this,
            [this](const QString &unit, const std::optional<MemoryLimit> &limit) {
                LimitsEdits edits = m_edits.get();
                edits.units[unit] = limit;
                change(edits, unit);
            });
}

/// Other processes are looked at because somebody clicked, and only then.
LimitsAsk LimitsPage::asking()
{
    return [this](const LimitsQuery &query, QObject *context, const Answer<LimitsTold> &answer) {
        const auto decode = [answer](const Result<QJsonObject> &state) { answer(state.and_then(toldBy)); };
        if (needsInspection(query))
            readOther(u"limits"_s, toJson(query), context, decode);
        else
            read(toJson(query), context, decode);
    };
}

Result<void> LimitsPage::showState(const QJsonObject &state)
{
    auto decoded = limitsStateFrom(state);
    if (!decoded)
        return std::unexpected(decoded.error());
    m_state = *std::move(decoded);
    m_rules->show(m_state.live);
    m_answer->show(m_state.live);
    m_running->show(m_state.live);
    showNotes();
    if (const LimitsEdits open = stillOpen(m_state.config, m_edits.get()); open != m_edits.get())
        m_edits.rebase(open); // shows them
    else
        showEdits();
    return {};
}

QJsonObject LimitsPage::pendingWish() const
{
    return wishFor(m_state.config, m_edits.get());
}

QList<Change> LimitsPage::pendingChanges() const
{
    QList<Change> changes;
    for (const LimitsPlace &place : placesOf(m_edits.get()))
        changes.append({changeWords(m_state.config, m_edits.get(), place), problemWith(m_edits.get(), place)});
    return changes;
}

void LimitsPage::dropChange(qsizetype which)
{
    const auto places = placesOf(m_edits.get());
    m_edits.edit(without(m_edits.get(), places.at(static_cast<std::size_t>(which))), tr("Drop Change"));
}

void LimitsPage::discardChanges()
{
    m_edits.edit({}, tr("Discard"));
}

void LimitsPage::forgetChanges()
{
    m_edits.rebase({});
}

void LimitsPage::revealChange(qsizetype which)
{
    const LimitsPlace place = placesOf(m_edits.get()).at(static_cast<std::size_t>(which));
    const auto *holder = std::get_if<LimitHolder>(&place);
    m_tabs->setCurrentWidget(holder ? static_cast<QWidget *>(m_users) : m_services);
    if (holder)
        m_users->select(*holder);
    else
        m_services->select(std::get<QString>(place));
}

/// What was added and is taken away again leaves nothing to do.
void LimitsPage::change(const LimitsEdits &edits, const LimitsPlace &place)
{
    m_edits.edit(stillOpen(m_state.config, edits), changeWords(m_state.config, edits, place));
}

void LimitsPage::showEdits()
{
    m_users->show(m_state, m_edits.get());
    m_services->show(m_state, m_edits.get());
    emit pendingChanged();
}

void LimitsPage::showNotes()
{
    QStringList words;
    bool warns = false;
    for (const NoteLine &line : noteLines(m_state.notes)) {
        words.append(line.words);
        warns = warns || line.warning;
    }
    if (words.isEmpty())
        m_notes->hide();
    else if (m_notes->isHidden() || m_notes->text() != listed(words))
        m_notes->showMessage(warns ? MessageBar::Kind::Warning : MessageBar::Kind::Information, listed(words));
}

} // namespace rdma
