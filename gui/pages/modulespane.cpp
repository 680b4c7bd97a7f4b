// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Protocols, or services: their rows, and the selected one in full.
#include "gui/pages/modulespane.h"

#include "gui/pages/srptargetactions.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"

#include <QAction>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Where nothing can be chosen the cell looks like that, and its row can still be selected to see why.
class BootCells : public RoomyRows {
public:
    using RoomyRows::RoomyRows;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        RoomyRows::initStyleOption(option, index);
        // Fusion frames a box in a darker shade of the window's colour, which nobody sees where that is dark already.
        option->palette.setBrush(QPalette::Window, option->palette.brush(QPalette::Disabled, QPalette::Text));
        if (index.column() == BootTable::AtBoot && !index.flags().testFlag(Qt::ItemIsUserCheckable))
            option->state &= ~QStyle::State_Enabled;
    }
};

constexpr int nowWidth = 36; // of characters: a path is shown in full below, and must leave room for what it is for

/// Cannot be done: it stays to be seen, with the reason.
void offer(QAction *action, const RunChoice &choice)
{
    action->setText(choice.label);
    action->setVisible(!choice.label.isEmpty());
    action->setEnabled(!choice.label.isEmpty() && choice.bar.isEmpty());
    action->setToolTip(choice.bar);
}

} // namespace

BootPane::BootPane(BootTable::Kind kind, const QString &name, QWidget *parent)
    : QWidget(parent),
      m_table(kind),
      m_view(new QTreeView(this)),
      m_none(bodyLabel(
          tr("No service around RDMA is installed. Most of them come with rdma-core, opensm and srptools."), this)),
      m_detail(new QWidget(this)),
      m_title(sectionLabel({}, this)),
      m_purpose(captionLabel({}, this)),
      m_facts(new FactsView({}, this)),
      m_atBoot(new QAction(tr("At &Boot"), this)),
      m_start(new QAction(themeIcon(u"media-playback-start"_s), {}, this)),
      m_stop(new QAction(themeIcon(u"process-stop"_s), {}, this)),
      m_messages(new QAction(themeIcon(u"dialog-messages"_s), tr("Show &Messages"), this)),
      m_elsewhere(new QAction(themeIcon(u"go-next"_s), {}, this))
{
    setUpView(name);
    setUpActions();
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_view);
    column->addWidget(m_none);
    column->addLayout(makeHead());
    column->addWidget(makeDetail(), 1);
}

void BootPane::show(const ModulesState &state, const ModulesEdits &edits)
{
    const auto chosen = selected();
    m_state = state;
    m_table.show(state, edits);
    if (chosen && chosen != selected() && has(*chosen))
        select(*chosen);
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_table.index(0, 0));
    widenColumns();
    m_view->setVisible(m_table.rowCount() > 0);
    m_none->setVisible(m_table.rowCount() == 0);
    m_view->updateGeometry(); // as high as its rows
    showSelected();
}

void BootPane::select(const BootSubject &subject)
{
    m_view->setCurrentIndex(m_table.indexOf(subject));
}

void BootPane::focusRows()
{
    m_view->setFocus();
}

/// The buttons stay in sight however much there is to tell.
QLayout *BootPane::makeHead()
{
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    for (QAction *action : {m_start, m_stop, m_messages, m_elsewhere})
        head->addWidget(addButton(action));
    return head;
}

QWidget *BootPane::makeDetail()
{
    auto *column = new QVBoxLayout(m_detail);
    column->setContentsMargins({});
    column->addWidget(m_purpose);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(m_facts);
    column->addStretch();
    auto *area = new QScrollArea(this);
    area->setWidget(m_detail);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setMinimumHeight(fontMetrics().lineSpacing() * 9);
    return area;
}

void BootPane::setUpView(const QString &name)
{
    m_view->setModel(&m_table);
    m_view->setAccessibleName(name);
    m_view->setAllColumnsShowFocus(true);
    m_view->setRootIsDecorated(false);
    m_view->setItemsExpandable(false);
    m_view->setUniformRowHeights(true);
    m_view->setTabKeyNavigation(false);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->header()->setStretchLastSection(true);
    m_view->header()->setDefaultSectionSize(m_view->header()->minimumSectionSize());
    m_view->setTextElideMode(Qt::ElideMiddle); // paths differ at their end
    m_view->setItemDelegate(new BootCells(m_view));
    m_view->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    m_view->setMinimumHeight(fontMetrics().lineSpacing() * 8);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &BootPane::showSelected);
    connect(&m_table, &BootTable::toggled, this, &BootPane::toggled);
}

void BootPane::setUpActions()
{
    m_atBoot->setShortcut(Qt::Key_Space);
    m_atBoot->setCheckable(true);
    for (QAction *action : {m_atBoot, m_start, m_stop, m_messages, m_elsewhere}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_view->addAction(action);
    }
    const auto when = [this](QAction *action, const std::function<void(const BootSubject &)> &use) {
        connect(action, &QAction::triggered, this, [this, use] {
            if (const auto subject = selected())
                use(*subject);
        });
    };
    when(m_atBoot, [this](const BootSubject &subject) { m_table.toggle(subject); });
    when(m_start, [this](const BootSubject &subject) { emit runRequested(subject, true); });
    when(m_stop, [this](const BootSubject &subject) { emit runRequested(subject, false); });
    when(m_messages, [this](const BootSubject &subject) { emit requested(messagesOf(subject)); });
    when(m_elsewhere, [this](const BootSubject &) { emit requested({m_elsewhereFeature, {}}); });
}

/// A button that cannot be pressed says why.
QPushButton *BootPane::addButton(QAction *action)
{
    auto *button = buttonFor(action, this);
    const auto explain = [action, button] {
        button->setToolTip(action->isEnabled() ? QString() : action->toolTip());
        button->setAccessibleDescription(button->toolTip());
    };
    connect(action, &QAction::changed, button, explain);
    return button;
}

void BootPane::showSelected()
{
    const auto subject = selected();
    const BootRow *row = subject ? m_table.row(*subject) : nullptr;
    m_detail->setVisible(row);
    m_title->setVisible(row);
    if (!row)
        return;
    m_atBoot->setChecked(row->atBoot);
    m_atBoot->setEnabled(row->bar.isEmpty());
    showDetail(std::visit([this](const auto &one) { return detailOf(m_state, one); }, *subject));
}

void BootPane::showDetail(const BootDetail &detail)
{
    m_title->setText(detail.title);
    m_purpose->setText(detail.purpose);
    m_facts->showFacts(detail.facts);
    offer(m_start, detail.start);
    offer(m_stop, detail.stop);
    m_messages->setVisible(detail.hasMessages);
    m_elsewhereFeature = detail.elsewhere;
    m_elsewhere->setVisible(!detail.elsewhere.isEmpty());
    m_elsewhere->setText(detail.elsewhere == "srp_initiator"_L1 ? tr("Attach Dis&ks") : tr("E&xport Disks"));
}

void BootPane::widenColumns()
{
    const QAbstractItemView *rows = m_view; // QTreeView hides the function
    for (int column = 0; column < BootTable::About; ++column) {
        const int most = fontMetrics().averageCharWidth() * nowWidth;
        const int needed = std::clamp(rows->sizeHintForColumn(column), m_view->header()->sectionSizeHint(column), most);
        if (m_view->header()->sectionSize(column) < needed)
            m_view->header()->resizeSection(column, needed);
    }
}

std::optional<BootSubject> BootPane::selected() const
{
    return m_table.idAt(m_view->currentIndex());
}

} // namespace rdma
