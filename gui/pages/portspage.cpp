// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Port Types".
#include "gui/pages/portspage.h"

#include "gui/pages/portscard.h"
#include "gui/pages/portsfacts.h"
#include "gui/pages/portslines.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/placeholder.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/errorwords.h"
#include "gui/words/notewords.h"
#include "gui/words/portswords.h"

#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

enum Tab { Cards, Lines };

/// A bar that says the same is not said again to a screen reader.
void say(MessageBar *bar, MessageBar::Kind kind, const QStringList &sentences)
{
    if (sentences.isEmpty())
        bar->hide();
    else if (bar->isHidden() || bar->text() != listed(sentences))
        bar->showMessage(kind, listed(sentences));
}

} // namespace

PortsPage::PortsPage(QWidget *parent)
    : Page(parent),
      m_edits(undoStack(), [this] { showAll(); }),
      m_hindrances(new MessageBar(this)),
      m_failure(new MessageBar(this)),
      m_notes(new MessageBar(this)),
      m_reading(captionLabel({}, this)),
      m_progress(new QProgressBar(this)),
      m_read(new QPushButton(themeIcon(u"view-refresh"_s), tr("Read the Cards’ F&irmware"), this)),
      m_tabs(new QTabWidget(this)),
      m_none(new Placeholder(this)),
      m_view(new QTreeView(this)),
      m_card(new PortsCard(this)),
      m_lines(new PortsLines(this))
{
    m_none->setContent(u"network-card"_s, tr("No ConnectX card found"),
                       tr("Cards of Mellanox and NVIDIA whose ports can be InfiniBand or Ethernet are listed here."));
    m_tabs->addTab(makeCards(), tr("&Cards"));
    m_tabs->addTab(m_lines, {});
    m_tabs->setDocumentMode(true);
    auto *column = new QVBoxLayout(this);
    column->addLayout(makeReading());
    for (MessageBar *bar : {m_hindrances, m_failure, m_notes})
        column->addWidget(bar);
    column->addWidget(m_tabs, 1);
    m_hindrances->setDismissable(false);
    m_notes->setDismissable(false);
    connect(m_read, &QPushButton::clicked, this, &PortsPage::inspect);
    connect(m_card, &PortsCard::chosen, this, &PortsPage::choose);
    connect(m_card, &PortsCard::requested, this, &PortsPage::requested);
    connect(m_card, &PortsCard::rebuildChosen, this, &PortsPage::rebuildImage);
    connect(m_lines, &PortsLines::toggled, this, &PortsPage::toggleLine);
}

Result<void> PortsPage::showState(const QJsonObject &state)
{
    auto decoded = portsStateFrom(state);
    if (!decoded)
        return std::unexpected(decoded.error());
    m_state = *std::move(decoded);
    dropStale();
    return {};
}

QJsonObject PortsPage::pendingWish() const
{
    return wishFor(m_edits.get());
}

QList<Change> PortsPage::pendingChanges() const
{
    QList<Change> changes;
    for (const auto &[place, type] : m_edits.get().types) {
        const auto problem = problemAt(m_state, m_edits.get(), place);
        changes.append({changeWords(place, type), problem ? pairProblemWords(*problem) : QString()});
    }
    for (const auto &[line, text] : m_edits.get().removedLines)
        changes.append({removalWords(line), {}});
    if (m_edits.get().rebuildsImage)
        changes.append({rebuildWords(m_state), {}});
    return changes;
}

void PortsPage::dropChange(qsizetype which)
{
    PortsEdits fewer = m_edits.get();
    const auto types = std::ssize(fewer.types);
    if (which < types)
        fewer.types.erase(std::next(fewer.types.begin(), which));
    else if (which - types < std::ssize(fewer.removedLines))
        fewer.removedLines.erase(std::next(fewer.removedLines.begin(), which - types));
    else
        fewer.rebuildsImage = false;
    m_edits.edit(fewer, tr("Drop Change"));
}

void PortsPage::discardChanges()
{
    m_edits.edit({}, tr("Discard"));
}

void PortsPage::forgetChanges()
{
    m_edits.rebase({});
}

void PortsPage::revealChange(qsizetype which)
{
    const PortsEdits &edits = m_edits.get();
    const auto types = std::ssize(edits.types);
    if (which - types >= std::ssize(edits.removedLines))
        return revealLack();
    m_tabs->setCurrentIndex(which < types ? Cards : Lines);
    if (which >= types)
        return m_lines->select(std::next(edits.removedLines.begin(), which - types)->first);
    const PortPlace place = std::next(edits.types.begin(), which)->first;
    m_view->setCurrentIndex(m_table.indexOf({place.slot, place.port}));
    m_card->focusOn(place);
}

/// The first of the cards that wait for the image.
void PortsPage::revealLack()
{
    m_tabs->setCurrentIndex(Cards);
    const auto &cards = m_state.live.cards;
    const auto found =
        std::ranges::find_if(cards, [&](const auto &card) { return lacksCopy(m_state.live.image, card.second); });
    if (found != cards.end())
        m_view->setCurrentIndex(m_table.indexOf({found->first, 0}));
}

/// What a reading mends is offered there.
bool PortsPage::revealProblem(const Error &error)
{
    const bool isUnread = error.code == ErrorCode::NotSupported && error.detail == "imageNotRead"_L1;
    if (!isUnread || m_isReading)
        return false;
    m_failure->showMessage(MessageBar::Kind::Warning, errorText(error));
    connect(m_failure->addAction(tr("Read &Now")), &QPushButton::clicked, this, &PortsPage::inspect);
    return true;
}

void PortsPage::setUpView()
{
    m_view->setModel(&m_table);
    m_view->setAccessibleName(tr("Cards and their ports"));
    m_view->setAllColumnsShowFocus(true);
    m_view->setItemsExpandable(false);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setTabKeyNavigation(false);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setItemDelegate(new RoomyRows(m_view));
    m_view->header()->setDefaultSectionSize(m_view->header()->minimumSectionSize());
    m_view->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    m_view->setMinimumHeight(fontMetrics().lineSpacing() * 8);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &PortsPage::showSelected);
}

QWidget *PortsPage::makeCards()
{
    setUpView();
    auto *cards = new QWidget(this);
    auto *column = new QVBoxLayout(cards);
    column->addWidget(m_none, 1);
    column->addWidget(m_view);
    column->addWidget(m_card, 1);
    return cards;
}

QLayout *PortsPage::makeReading()
{
    m_progress->setRange(0, 0); // how long it takes, the cards decide
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Reading the firmware"));
    auto *words = new QVBoxLayout;
    words->addWidget(captionLabel(tr("What the ports of ConnectX cards are, InfiniBand or Ethernet: now, and after the "
                                     "next boot."),
                                  this));
    words->addWidget(m_reading);
    words->addWidget(m_progress);
    auto *row = new QHBoxLayout;
    row->addLayout(words, 1);
    row->addWidget(m_read, 0, Qt::AlignTop);
    return row;
}

void PortsPage::choose(const PortPlace &place, PortType type)
{
    m_edits.edit(withType(m_state, m_edits.get(), place, type), changeWords(place, type));
}

void PortsPage::toggleLine(int line)
{
    PortsEdits next = m_edits.get();
    if (next.removedLines.erase(line) == 0 && m_state.config.badLines.contains(line))
        next.removedLines[line] = m_state.config.badLines.at(line);
    m_edits.edit(next, removalWords(line));
}

void PortsPage::rebuildImage()
{
    PortsEdits next = m_edits.get();
    next.rebuildsImage = true;
    m_edits.edit(next, rebuildWords(m_state));
}

/// Cards are asked because somebody clicked, and only then. The page stays as it is meanwhile, and can be left.
void PortsPage::inspect()
{
    m_isReading = true;
    m_failure->hide();
    showReading();
    readOther(u"ports"_s, toJson(PortsQuery{.inspect = true}), this,
              [this](const Result<QJsonObject> &state) { takeInspected(state); });
}

void PortsPage::takeInspected(const Result<QJsonObject> &state)
{
    m_isReading = false;
    const auto shown = state.and_then([this](const QJsonObject &object) { return showState(object); });
    showReading();
    if (!shown)
        m_failure->showMessage(MessageBar::Kind::Warning, errorText(shown.error()));
}

/// What somebody else did meanwhile is not pending any more; what cannot be done any more is told.
void PortsPage::dropStale()
{
    const PortsEdits open = stillOpen(m_state, m_edits.get());
    for (const auto &[place, type] : m_edits.get().types)
        if (!open.types.contains(place) && typeAt(m_state, place) != type)
            emit notice(tr("This cannot be chosen any more. Dropped: %1.").arg(changeWords(place, type)));
    for (const auto &[line, text] : m_edits.get().removedLines)
        if (!open.removedLines.contains(line) && m_state.config.badLines.contains(line))
            emit notice(tr("The file has changed. Dropped: %1.").arg(removalWords(line)));
    if (open != m_edits.get())
        m_edits.rebase(open); // shows all
    else
        showAll();
}

void PortsPage::showAll()
{
    m_table.show(m_state, m_edits.get());
    m_view->expandAll();
    const bool hasCards = m_table.rowCount() > 0;
    m_none->setVisible(!hasCards);
    m_view->setVisible(hasCards);
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_table.index(0, 0));
    widenColumns();
    m_view->updateGeometry(); // as high as its rows
    showSelected();
    m_lines->show(m_state, m_edits.get());
    const auto lines = static_cast<int>(m_state.config.badLines.size());
    m_tabs->setTabVisible(Lines, lines > 0);
    m_tabs->setTabText(Lines, tr("&Lines to Repair (%1)").arg(lines));
    m_tabs->setTabIcon(Lines, themeIcon(u"dialog-warning"_s));
    showBars();
    showReading();
    emit pendingChanged();
}

void PortsPage::showSelected()
{
    const auto id = m_table.idAt(m_view->currentIndex());
    m_card->show(m_state, m_edits.get(), id ? id->slot : QString());
}

void PortsPage::showBars()
{
    say(m_hindrances, MessageBar::Kind::Information, hindranceWords(m_state.live));
    QStringList words;
    for (const NoteLine &line : noteLines(m_state.notes))
        words.append(line.words);
    say(m_notes, MessageBar::Kind::Warning, words);
}

void PortsPage::showReading()
{
    const bool can = canInspectPorts(m_state.live);
    m_read->setEnabled(can && !m_isReading);
    m_read->setToolTip(can || m_table.rowCount() == 0 ? QString() : tr("mstconfig is not installed."));
    m_read->setAccessibleDescription(m_read->toolTip());
    m_progress->setVisible(m_isReading);
    m_reading->setVisible(can);
    m_reading->setText(m_isReading ? tr("Reading the firmware of all cards, which takes up to a minute. You can go on "
                                        "meanwhile.")
                                   : readingWords(m_state.live));
}

void PortsPage::widenColumns()
{
    const QAbstractItemView *rows = m_view; // QTreeView hides the function
    for (int column = 0; column < PortsTable::Pending; ++column) {
        const int needed = std::max(rows->sizeHintForColumn(column), m_view->header()->sectionSizeHint(column));
        if (m_view->header()->sectionSize(column) < needed)
            m_view->header()->resizeSection(column, needed);
    }
}

} // namespace rdma
