// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Interface Names": every IPoIB interface, what it will be called after a reboot, and its rename.
#include "gui/pages/namespage.h"

#include "gui/pages/interfaceform.h"
#include "gui/widgets/copybutton.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/placeholder.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/errorwords.h"
#include "gui/words/notewords.h"
#include "gui/words/plaintext.h"

#include <QHeaderView>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Result<NamesState> namesStateFrom(const QJsonObject &state)
{
    auto config = namesConfigFromJson(state[u"config"_s].toObject());
    if (!config)
        return std::unexpected(config.error());
    auto live = namesLiveFromJson(state[u"live"_s].toObject());
    if (!live)
        return std::unexpected(live.error());
    return NamesState{*config, *live, notesFromJson(state[u"notes"_s].toArray())};
}

/// One undo step per field being typed into; never -1, which stands for "do not merge".
int fieldOf(const InterfaceId &id)
{
    return static_cast<int>(qHash(id.text()) & 0x7fffffffU);
}

} // namespace

NamesPage::NamesPage(QWidget *parent)
    : Page(parent),
      m_edits(undoStack(), [this] { showEdits(); }),
      m_stack(new QStackedWidget(this)),
      m_notes(new MessageBar(this)),
      m_tree(new QTreeView(this)),
      m_form(new InterfaceForm(this)),
      m_formArea(new QScrollArea(this))
{
    auto *both = new QWidget(this);
    auto *parts = new QVBoxLayout(both);
    parts->setContentsMargins({});
    parts->addWidget(makeTree());
    parts->addWidget(makeForm(), 1);
    m_stack->addWidget(both);
    m_stack->addWidget(makeEmpty());
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(tr("IP over InfiniBand interfaces, and the names they get when the machine starts. "
                                      "A rule gives an interface the same name at every boot."),
                                   this));
    column->addWidget(m_notes);
    column->addWidget(m_stack, 1);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &NamesPage::showForm);
    connect(&m_model, &QAbstractItemModel::rowsInserted, m_tree, &QTreeView::expand); // the row they are below
    connect(m_form, &InterfaceForm::edited, this, &NamesPage::edit);
}

Result<void> NamesPage::showState(const QJsonObject &state)
{
    auto decoded = namesStateFrom(state);
    if (!decoded)
        return std::unexpected(decoded.error());
    const auto chosen = selected();
    const NamesState before = std::exchange(m_state, *std::move(decoded));
    rebaseEdits(before);
    showEdits();
    showNotes();
    m_stack->setCurrentIndex(m_state.live.interfaces.empty() ? 1 : 0);
    if (chosen && chosen != selected() && m_state.live.interfaces.contains(*chosen))
        select(*chosen); // its row had to move
    else if (!selected())
        m_tree->setCurrentIndex(m_model.index(0, 0));
    return {};
}

QJsonObject NamesPage::pendingWish() const
{
    return wishFor(m_edits.get());
}

QList<Change> NamesPage::pendingChanges() const
{
    QList<Change> changes;
    for (const auto &[id, edit] : m_edits.get())
        changes.append({changeWords(m_state, id, edit), problemWith(m_state, m_edits.get(), id)});
    return changes;
}

void NamesPage::dropChange(qsizetype which)
{
    NameEdits fewer = m_edits.get();
    fewer.erase(std::next(fewer.begin(), which));
    m_edits.edit(fewer, tr("Drop Change"));
}

void NamesPage::discardChanges()
{
    m_edits.edit({}, tr("Discard"));
}

void NamesPage::forgetChanges()
{
    m_edits.rebase({});
}

void NamesPage::revealChange(qsizetype which)
{
    select(std::next(m_edits.get().begin(), which)->first);
    m_form->focusName();
}

bool NamesPage::revealProblem(const Error &error)
{
    if (error.code != ErrorCode::InvalidWish)
        return false;
    const QString id = error.subject.section(u'.', 1, 1);
    const auto found = std::ranges::find_if(m_edits.get(), [&id](const auto &item) { return item.first.text() == id; });
    if (found == m_edits.get().end())
        return false;
    select(found->first);
    m_form->showProblem(errorText(error));
    return true;
}

QWidget *NamesPage::makeTree()
{
    m_tree->setModel(&m_model);
    m_tree->setAccessibleName(tr("IPoIB interfaces"));
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setItemsExpandable(false);
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    m_tree->setTabKeyNavigation(false);
    m_tree->header()->setDefaultSectionSize(m_tree->header()->minimumSectionSize());
    m_tree->header()->setResizeContentsPrecision(100); // rows looked at
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->setMaximumSectionSize(fontMetrics().averageCharWidth() * 48);
    m_tree->setItemDelegate(new RoomyRows(m_tree));
    m_tree->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_tree->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    m_tree->setMinimumHeight(fontMetrics().lineSpacing() * 6);
    return m_tree;
}

QWidget *NamesPage::makeForm()
{
    m_formArea->setWidget(m_form);
    m_formArea->setWidgetResizable(true);
    m_formArea->setFrameShape(QFrame::NoFrame);
    m_formArea->setFocusPolicy(Qt::NoFocus);
    m_formArea->setMinimumHeight(fontMetrics().lineSpacing() * 16);
    return m_formArea;
}

QWidget *NamesPage::makeEmpty()
{
    auto *empty = new Placeholder(this);
    empty->setContent(
        u"network-wired"_s, tr("No IPoIB interface found"),
        tr("Interfaces appear here by themselves as soon as an InfiniBand adapter is there and the driver "
           "ib_ipoib is loaded. To load it, run as root:\nmodprobe ib_ipoib"));
    auto *copy = new CopyButton(tr("&Copy Command"), tr("Copy the command modprobe ib_ipoib"), empty);
    copy->setContent(u"modprobe ib_ipoib"_s);
    empty->addAction(copy);
    return empty;
}

void NamesPage::rebaseEdits(const NamesState &before)
{
    QStringList gone;
    for (const auto &[id, edit] : m_edits.get())
        if (!m_state.config.interfaces.contains(id))
            gone.append(changeWords(before, id, edit));
    const NameEdits kept = rebased(before, m_state, m_edits.get());
    const auto isGone = [this](const auto &item) { return !m_state.config.interfaces.contains(item.first); };
    // What was undone for an interface that is gone must not come back by redo.
    if (kept != m_edits.get() || std::ranges::any_of(before.config.interfaces, isGone))
        m_edits.rebase(kept);
    for (const QString &change : gone)
        emit notice(tr("The interface is gone. Dropped: %1.").arg(change));
}

void NamesPage::showNotes()
{
    QStringList words;
    for (const Note &note : m_state.notes) {
        const bool elsewhere = std::ranges::any_of(m_state.live.interfaces, [&note](const auto &item) {
            return note.subject == item.second.name || note.subject == item.first.text();
        });
        if (!elsewhere)
            words.append(noteWords(note));
    }
    if (words.isEmpty())
        m_notes->hide();
    else if (m_notes->text() != words.join(u'\n'))
        m_notes->showMessage(MessageBar::Kind::Warning, words.join(u'\n'));
}

void NamesPage::showEdits()
{
    m_tree->setAutoScroll(false); // when the current row goes, Qt scrolls to the next as if all rows were collapsed
    m_model.show(m_state, m_edits.get());
    m_tree->setAutoScroll(true);
    widenColumns();
    showForm();
    emit pendingChanged();
}

/// Once a refresh. QHeaderView::ResizeToContents would measure all rows again for each row that changed.
void NamesPage::widenColumns()
{
    const QAbstractItemView *rows = m_tree; // QTreeView hides the function
    for (int column = 0; column < InterfaceTree::NextSource; ++column) {
        const int needed = std::max(rows->sizeHintForColumn(column), m_tree->header()->sectionSizeHint(column));
        if (m_tree->header()->sectionSize(column) < needed)
            m_tree->header()->resizeSection(column, needed);
    }
}

void NamesPage::showForm()
{
    const auto id = selected();
    const bool known = id && m_state.live.interfaces.contains(*id);
    m_form->setVisible(known);
    if (known)
        m_form->showInterface(m_state, m_edits.get(), *id);
}

void NamesPage::select(const InterfaceId &id)
{
    m_tree->setCurrentIndex(m_model.indexOf(id));
}

void NamesPage::edit(const InterfaceId &id, const std::optional<NameEdit> &edit)
{
    NameEdits next = m_edits.get();
    next.erase(id);
    if (edit)
        next[id] = *edit;
    const bool typing = edit && edit->moment != NameEdit::Moment::RemoveRule;
    m_edits.edit(next, edit ? changeWords(m_state, id, *edit) : tr("Clear"), typing ? fieldOf(id) : -1);
}

std::optional<InterfaceId> NamesPage::selected() const
{
    return m_model.idAt(m_tree->currentIndex());
}

} // namespace rdma
