// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Protocols & Services".
#include "gui/pages/modulespage.h"

#include "gui/pages/modulesgaps.h"
#include "gui/pages/modulespane.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/moduleswords.h"
#include "gui/words/notewords.h"
#include "gui/words/verdictwords.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// A bar that says the same is not said again to a screen reader.
void say(MessageBar *bar, MessageBar::Kind kind, const QStringList &sentences)
{
    if (sentences.isEmpty())
        bar->hide();
    else if (bar->isHidden() || bar->text() != listed(sentences))
        bar->showMessage(kind, listed(sentences));
}

} // namespace

ModulesPage::ModulesPage(QWidget *parent)
    : Page(parent),
      m_edits(undoStack(), [this] { showAll(); }),
      m_files(new MessageBar(this)),
      m_notes(new MessageBar(this)),
      m_caption(captionLabel({}, this)),
      m_tabs(new QTabWidget(this)),
      m_protocols(new BootPane(BootTable::Kind::Protocols, tr("RDMA protocols"), this)),
      m_services(new BootPane(BootTable::Kind::Services, tr("Services around RDMA"), this)),
      m_gaps(new GapsPane(this))
{
    m_tabs->addTab(m_protocols, tr("&Protocols"));
    m_tabs->addTab(m_services, tr("&Services"));
    m_tabs->addTab(m_gaps, {});
    m_tabs->setDocumentMode(true);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_caption);
    for (MessageBar *bar : {m_files, m_notes}) {
        bar->setDismissable(false);
        column->addWidget(bar);
    }
    column->addWidget(m_tabs, 1);
    connectPanes();
}

Result<void> ModulesPage::showState(const QJsonObject &state)
{
    auto decoded = modulesStateFrom(state);
    if (!decoded)
        return std::unexpected(decoded.error());
    m_state = *std::move(decoded);
    const ModulesEdits open = stillOpen(m_state, m_edits.get());
    for (const auto &[subject, atBoot] : m_edits.get())
        if (!open.contains(subject) && isAtBoot(m_state, subject) != atBoot)
            emit notice(tr("This cannot be chosen any more. Dropped: %1.").arg(changeWords(subject, atBoot)));
    if (open != m_edits.get())
        m_edits.rebase(open); // shows all
    else
        showAll();
    return {};
}

QJsonObject ModulesPage::pendingWish() const
{
    return wishFor(m_edits.get());
}

QList<Change> ModulesPage::pendingChanges() const
{
    QList<Change> changes;
    for (const auto &[subject, atBoot] : m_edits.get())
        changes.append({changeWords(subject, atBoot), {}});
    return changes;
}

void ModulesPage::dropChange(qsizetype which)
{
    ModulesEdits fewer = m_edits.get();
    fewer.erase(std::next(fewer.begin(), which));
    m_edits.edit(fewer, tr("Drop Change"));
}

void ModulesPage::discardChanges()
{
    m_edits.edit({}, tr("Discard"));
}

void ModulesPage::forgetChanges()
{
    m_edits.rebase({});
}

void ModulesPage::revealChange(qsizetype which)
{
    const BootSubject subject = std::next(m_edits.get().begin(), which)->first;
    BootPane *pane = m_protocols->has(subject) ? m_protocols : m_services;
    m_tabs->setCurrentWidget(pane);
    pane->select(subject);
    pane->focusRows();
}

void ModulesPage::connectPanes()
{
    for (BootPane *pane : {m_protocols, m_services}) {
        connect(pane, &BootPane::toggled, this, &ModulesPage::edit);
        connect(pane, &BootPane::runRequested, this,
                [this](const BootSubject &subject, bool run) { emit proposed(runProposal(subject, run)); });
        connect(pane, &BootPane::requested, this, &ModulesPage::requested);
    }
    connect(m_gaps, &GapsPane::atBootRequested, this, [this](const BootSubject &subject) { edit(subject, true); });
    connect(m_gaps, &GapsPane::runRequested, this,
            [this](const BootSubject &subject) { emit proposed(runProposal(subject, true)); });
    connect(m_gaps, &GapsPane::requested, this, &ModulesPage::requested);
}

void ModulesPage::edit(const BootSubject &subject, bool atBoot)
{
    ModulesEdits next = m_edits.get();
    next[subject] = atBoot;
    m_edits.edit(stillOpen(m_state, next), changeWords(subject, atBoot));
}

void ModulesPage::showAll()
{
    m_protocols->show(m_state, m_edits.get());
    m_services->show(m_state, m_edits.get());
    m_gaps->show(m_state, m_edits.get());
    const int gaps = m_gaps->count();
    m_tabs->setTabText(2, gaps > 0 ? tr("After the &Next Boot (%1)").arg(gaps) : tr("After the &Next Boot"));
    m_tabs->setTabIcon(2, themeIcon(iconNameOf(gaps > 0 ? Urgency::Problem : Urgency::None)));
    showFiles();
    showNotes();
    emit pendingChanged();
}

/// Where there is one kind of file and it is read, that needs no attention.
void ModulesPage::showFiles()
{
    const bool puzzling = isPuzzling(m_state.live.dialects) || !m_state.live.hasDevices;
    const QStringList sentences = dialectSentences(m_state.live);
    say(m_files, MessageBar::Kind::Information, puzzling ? sentences : QStringList());
    m_caption->setText(tr("Which RDMA protocols load when this computer starts, and which are loaded now. Changing "
                          "one does not change the other.") +
                       (puzzling ? QString() : u' ' + sentences.join(u' ')));
}

void ModulesPage::showNotes()
{
    QStringList words;
    for (const NoteLine &line : noteLines(m_state.notes))
        words.append(line.words);
    say(m_notes, MessageBar::Kind::Warning, words);
}

} // namespace rdma
