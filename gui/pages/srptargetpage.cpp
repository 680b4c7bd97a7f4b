// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Export Disks": state and pending edits.
#include "gui/pages/srptargetpage.h"

#include "gui/pages/srptargetactions.h"
#include "gui/pages/srptargetdetail.h"
#include "gui/pages/srptargetlist.h"
#include "gui/pages/srptargetsaved.h"
#include "gui/pages/srptargetsimplify.h"
#include "gui/pages/srptargetwording.h"
#include "gui/widgets/messagebar.h"
#include "gui/words/notewords.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTreeView>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype namedAtMost = 4;
constexpr qint64 shortestPause = 3'000; // milliseconds between two readings of the statistics
constexpr qint64 restFactor = 10;       // a host with thousands of LUNs takes longer to read, and rests longer
constexpr int typing = 1;               // changes of the RDMA/CM port in a row are one step back

Result<ExportState> exportStateFrom(const QJsonObject &state)
{
    auto config = srpTargetConfigFromJson(state[u"config"_s].toObject());
    if (!config)
        return std::unexpected(config.error());
    auto live = srpTargetLiveFromJson(state[u"live"_s].toObject());
    if (!live)
        return std::unexpected(live.error());
    return ExportState{*std::move(config), *std::move(live), notesFromJson(state[u"notes"_s].toArray())};
}

QString someOf(const QStringList &names)
{
    QString words = names.first(std::min(names.size(), namedAtMost)).join(u"; "_s);
    if (names.size() > namedAtMost)
        words = SrpTargetPage::tr("%1 and %2 more").arg(words, QString::number(names.size() - namedAtMost));
    return words;
}

} // namespace

Result<void> SrpTargetPage::showState(const QJsonObject &state)
{
    auto decoded = exportStateFrom(state);
    if (!decoded)
        return std::unexpected(decoded.error());
    const ExportState before = std::exchange(m_state, *std::move(decoded));
    m_rates.take(m_state.live.sessions, std::chrono::milliseconds(m_clock.elapsed()));
    const ExportEdits kept = rebased(m_state, m_edits.get());
    for (const ExportEdit &edit : m_edits.get().list)
        if (!std::ranges::contains(kept.list, edit) && !isFulfilled(m_state.config, edit))
            emit notice(tr("What this was about is gone. Dropped: %1.").arg(changeWords(before, edit)));
    if (kept != m_edits.get())
        m_edits.rebase(kept); // shows all
    else
        showAll();
    const bool nothing = m_state.live.ports.empty() && m_list->tree().rowCount() == 0;
    m_stack->setCurrentIndex(nothing ? 1 : 0);
    return {};
}

QJsonObject SrpTargetPage::pendingWish() const
{
    return wishFor(m_state, m_edits.get());
}

QList<Change> SrpTargetPage::pendingChanges() const
{
    QList<Change> changes;
    ExportState before = m_state; // each is told of what those before it leave
    for (std::size_t i = 0; i < m_edits.get().list.size(); ++i) {
        const ExportEdit &one = m_edits.get().list[i];
        changes.append({changeWords(before, one), problemWith(m_state, m_edits.get(), i)});
        before.config = afterEdit(m_state, std::move(before.config), one);
    }
    return changes;
}

/// Others that built on it go with it.
void SrpTargetPage::dropChange(qsizetype which)
{
    ExportEdits fewer = m_edits.get();
    fewer.list.erase(fewer.list.begin() + which);
    m_edits.edit(rebased(m_state, fewer), tr("Drop Change"));
}

void SrpTargetPage::discardChanges()
{
    m_edits.edit(ExportEdits{{}, m_edits.get().atBoot}, tr("Discard"));
}

void SrpTargetPage::forgetChanges()
{
    m_edits.rebase(ExportEdits{{}, m_edits.get().atBoot});
}

void SrpTargetPage::revealChange(qsizetype which)
{
    const auto *edit = std::get_if<ExportDisk>(&m_edits.get().list.at(static_cast<std::size_t>(which)));
    if (edit && !edit->ports.empty())
        m_list->select({.wwn = edit->ports.begin()->first});
    m_list->view()->setFocus();
}

void SrpTargetPage::edit(const ExportEdit &one)
{
    ExportEdits next = m_edits.get();
    next.list.push_back(one);
    edit(simplified(m_state, std::move(next)), changeWords(m_state, one));
}

void SrpTargetPage::edit(const ExportEdits &next, const QString &text)
{
    m_edits.edit(next, text);
}

void SrpTargetPage::listen()
{
    ExportEdits next = m_edits.get();
    std::erase_if(next.list, [](const ExportEdit &one) { return std::holds_alternative<ListenOn>(one); });
    const ListenOn wish{m_listens->isChecked() ? m_port->value() : 0};
    if (wish.port != m_state.config.now.rdmaCmPort)
        next.list.emplace_back(wish);
    m_edits.edit(next, changeWords(m_state, wish), typing);
}

void SrpTargetPage::withRow(const std::function<std::optional<ExportEdit>(const ExportRow &row)> &makeEdit)
{
    if (const auto row = m_list->selected())
        if (const auto made = makeEdit(*row))
            edit(*made);
}

void SrpTargetPage::showAll()
{
    m_list->show(m_state, m_edits.get());
    m_list->tree().showRates(m_state.live.sessions, m_rates);
    showSettings();
    showSaved();
    showNotes();
    showSelected();
    emit pendingChanged();
}

void SrpTargetPage::showSelected()
{
    const auto row = m_list->selected();
    m_actions->showFor(m_list->tree(), row);
    m_detail->showRow(m_list->tree(), row);
}

/// After the pending edits: what they save or restore is settled.
void SrpTargetPage::showSaved()
{
    const SavedDifferences all = savedDifferences(m_state.live, m_list->tree().wanted());
    const QString unsaved =
        tr("%n export(s) will not survive a reboot, or not as they are: %1.", nullptr, int(all.unsaved.size()))
            .arg(someOf(all.unsaved));
    if (all.unsaved.isEmpty()) {
        m_unsaved->dismiss();
    } else if (m_unsaved->isHidden() || m_unsaved->text() != unsaved) {
        m_unsaved->showMessage(MessageBar::Kind::Warning, unsaved);
        connect(m_unsaved->addAction(tr("Save &Them")), &QPushButton::clicked, this, [this] { edit(Settle::Save); });
    }
    const SrpTargetConfig &wanted = m_list->tree().wanted();
    const bool restorable = afterEdit(m_state, wanted, Settle::Restore).now != wanted.now;
    const QString missing = (restorable ? tr("Saved, but not there: %1.")
                                        : tr("Saved, but not there, nor can it be, since its port is missing: %1."))
                                .arg(someOf(all.missing));
    if (all.missing.isEmpty())
        return m_missing->dismiss();
    if (!m_missing->isHidden() && m_missing->text() == missing)
        return;
    m_missing->showMessage(MessageBar::Kind::Warning, missing);
    if (restorable)
        connect(m_missing->addAction(tr("Restore &Now")), &QPushButton::clicked, this,
                [this] { edit(Settle::Restore); });
    connect(m_missing->addAction(tr("F&orget Them")), &QPushButton::clicked, this, [this] { edit(Settle::Forget); });
}

/// The bars above say what is not saved.
void SrpTargetPage::showNotes()
{
    std::vector<Note> notes = m_state.notes;
    std::erase_if(notes, [](const Note &note) { return note.code == NoteCode::NotSaved; });
    QStringList words;
    for (const NoteLine &line : noteLines(notes))
        words.append(line.words);
    if (words.isEmpty())
        m_notes->hide();
    else if (m_notes->isHidden() || m_notes->text() != listed(words))
        m_notes->showMessage(MessageBar::Kind::Warning, listed(words));
}

void SrpTargetPage::showSettings()
{
    const QSignalBlocker quietBox(m_listens);
    const QSignalBlocker quietPort(m_port);
    const QSignalBlocker quietKeep(m_atBoot);
    const int port = m_list->tree().wanted().now.rdmaCmPort;
    m_listens->setChecked(port != 0);
    m_port->setEnabled(port != 0);
    if (port != 0)
        m_port->setValue(port);
    m_atBoot->setChecked(m_edits.get().atBoot);
}

/// Statistics tell nobody that they have changed.
void SrpTargetPage::sample()
{
    if (m_isAsking || m_state.live.sessions.empty())
        return;
    m_isAsking = true;
    read({}, this, [this, asked = m_clock.elapsed()](const Result<QJsonObject> &state) {
        m_isAsking = false;
        m_sampling.setInterval(
            std::chrono::milliseconds(std::max(shortestPause, restFactor * (m_clock.elapsed() - asked))));
        const auto live = state.and_then(
            [](const QJsonObject &answer) { return srpTargetLiveFromJson(answer[u"live"_s].toObject()); });
        if (!live)
            return;
        m_state.live.sessions = live->sessions;
        m_rates.take(m_state.live.sessions, std::chrono::milliseconds(m_clock.elapsed()));
        m_list->tree().showRates(m_state.live.sessions, m_rates);
        showSelected();
    });
}

} // namespace rdma
