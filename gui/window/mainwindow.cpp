// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window: the list of features at the left, the chosen one at the right.
#include "gui/window/mainwindow.h"

#include "gui/widgets/icons.h"
#include "gui/window/about.h"
#include "gui/window/windowstate.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <QTimer>
#include <QUndoGroup>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(BusDoor bus, QWidget *parent)
    : QMainWindow(parent),
      m_bus(std::move(bus)),
      m_navigation(new QListWidget(this)),
      m_views(new QStackedWidget(this)),
      m_undo(new QUndoGroup(this))
{
    setWindowTitle(tr("RDMA Manager"));
    makeViews();
    makeMenuTitles();
    auto *central = new QWidget(this);
    auto *row = new QHBoxLayout(central);
    row->addWidget(makeNavigation());
    row->addWidget(m_views, 1);
    setCentralWidget(central);
    connect(m_navigation, &QListWidget::currentRowChanged, this, &MainWindow::takeCurrent);
    m_navigation->setCurrentRow(0);
    restoreWindow(this);
}

void MainWindow::setAgent(AgentDoor agent)
{
    m_agent = std::move(agent);
}

void MainWindow::showFeature(int which)
{
    m_navigation->setCurrentRow(which);
    view(which)->focusFirst();
}

FeatureView *MainWindow::view(int which) const
{
    return static_cast<FeatureView *>(m_views->widget(which));
}

bool MainWindow::event(QEvent *event)
{
    const bool handled = QMainWindow::event(event);
    if (event->type() == QEvent::Paint && !std::exchange(m_painted, true))
        QTimer::singleShot(0, this, &MainWindow::begin);
    return handled;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const QStringList changes = pendingTexts();
    if (!changes.isEmpty() && !m_closing) {
        event->ignore();
        return askToDiscard(changes);
    }
    saveWindow(*this);
    event->accept();
}

/// The list has room for its icons from the start: to find and draw them takes as long as all the rest.
void MainWindow::makeViews()
{
    const int side = style()->pixelMetric(QStyle::PM_ListViewIconSize, nullptr, m_navigation);
    QPixmap room(side, side);
    room.fill(Qt::transparent);
    for (const FeatureEntry &entry : allFeatures()) {
        auto *view = new FeatureView(entry, m_views);
        m_views->addWidget(view);
        new QListWidgetItem(QIcon(room), titleOf(entry), m_navigation);
        connect(view, &FeatureView::pendingChanged, this, &MainWindow::showPendingCounts);
        connect(view, &FeatureView::retryRequested, this, &MainWindow::enter);
        connect(view, &FeatureView::requested, this, &MainWindow::lead);
    }
}

QWidget *MainWindow::makeNavigation()
{
    m_navigation->setAccessibleName(tr("Features"));
    m_navigation->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const int line = fontMetrics().lineSpacing();
    m_navigation->setSpacing(line / 8);
    m_navigation->setFixedWidth(m_navigation->sizeHintForColumn(0) + 2 * m_navigation->frameWidth() + 2 * line);
    return m_navigation;
}

/// What the first paint needs of the menus; they are filled after it.
void MainWindow::makeMenuTitles()
{
    m_file = menuBar()->addMenu(tr("&File"));
    m_edit = menuBar()->addMenu(tr("&Edit"));
    m_go = menuBar()->addMenu(tr("&Go"));
    m_help = menuBar()->addMenu(tr("&Help"));
}

void MainWindow::fillMenus()
{
    auto *quit =
        m_file->addAction(themeIcon(u"application-exit"_s), tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
    quit->setMenuRole(QAction::QuitRole);
    fillEditMenu();
    fillGoMenu();
    auto *about = m_help->addAction(applicationIcon(), tr("&About RDMA Manager"), this, [this] { showAbout(this); });
    about->setMenuRole(QAction::AboutRole);
}

void MainWindow::fillEditMenu()
{
    auto *undo = m_undo->createUndoAction(this, tr("&Undo"));
    undo->setIcon(themeIcon(u"edit-undo"_s));
    undo->setShortcut(QKeySequence::Undo);
    auto *redo = m_undo->createRedoAction(this, tr("&Redo"));
    redo->setIcon(themeIcon(u"edit-redo"_s));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    m_edit->addActions({undo, redo});
    m_edit->addSeparator();
    const auto current = [this] { return view(m_views->currentIndex()); };
    m_review = m_edit->addAction(themeIcon(u"dialog-ok-apply"_s), tr("Re&view Changes…"), Qt::CTRL | Qt::Key_Return,
                                 this, [current] { current()->review(); });
    m_discard = m_edit->addAction(themeIcon(u"edit-clear-all"_s), tr("&Discard Changes"),
                                  Qt::CTRL | Qt::SHIFT | Qt::Key_Delete, this, [current] { current()->discard(); });
}

void MainWindow::fillGoMenu()
{
    const auto features = allFeatures();
    for (int which = 0; which < std::ssize(features); ++which) {
        const FeatureEntry &entry = features[static_cast<std::size_t>(which)];
        const auto digit = static_cast<Qt::Key>(Qt::Key_1 + which);
        const QString label = titleOf(entry).replace(u'&', u"&&"_s);
        auto *show = m_go->addAction(themeIcon(entry.iconName), label, this, [this, which] { showFeature(which); });
        if (digit <= Qt::Key_9)
            show->setShortcut(Qt::CTRL | digit);
    }
    m_go->addSeparator();
    m_go->addAction(tr("Switch &Pane"), Qt::Key_F6, this, &MainWindow::switchPane);
}

/// After the first paint: what nobody sees before, and greeting the bus, which takes as long as the bus takes.
void MainWindow::begin()
{
    m_begun = true;
    setWindowIcon(applicationIcon());
    const auto features = allFeatures();
    for (int which = 0; which < m_navigation->count(); ++which)
        m_navigation->item(which)->setIcon(themeIcon(features[static_cast<std::size_t>(which)].iconName));
    fillMenus();
    enter();
}

void MainWindow::takeCurrent(int which)
{
    m_views->setCurrentIndex(which);
    if (m_begun)
        enter();
}

/// A view asks the helper for nothing before a person looks at it.
void MainWindow::enter()
{
    FeatureView *current = view(m_views->currentIndex());
    if (!current->page())
        connectView(current);
    m_undo->setActiveStack(current->page() ? current->page()->undoStack() : nullptr);
    showPendingCounts();
}

void MainWindow::connectView(FeatureView *view)
{
    const auto bus = m_bus();
    if (!bus)
        return view->showUnreachable(bus.error());
    view->connectTo(*bus, m_agent);
    m_undo->addStack(view->page()->undoStack());
}

void MainWindow::lead(const PageRequest &request)
{
    const auto features = allFeatures();
    const auto found = std::ranges::find(features, request.feature, &FeatureEntry::feature);
    if (found == features.end())
        return;
    const auto which = static_cast<int>(found - features.begin());
    showFeature(which);
    view(which)->takeRequest(request);
}

void MainWindow::showPendingCounts()
{
    const auto features = allFeatures();
    for (int which = 0; which < m_views->count(); ++which) {
        const auto count = view(which)->pendingChanges().size();
        const QString title = titleOf(features[static_cast<std::size_t>(which)]);
        //: A feature and the number of its changes that are not applied yet
        m_navigation->item(which)->setText(count > 0 ? tr("%1 (%2)").arg(title, QString::number(count)) : title);
    }
    const bool pending = !view(m_views->currentIndex())->pendingChanges().isEmpty();
    m_review->setEnabled(pending);
    m_discard->setEnabled(pending);
}

void MainWindow::switchPane()
{
    if (m_navigation->hasFocus())
        view(m_views->currentIndex())->focusFirst();
    else
        m_navigation->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::askToDiscard(const QStringList &changes)
{
    if (m_question)
        return m_question->raise();
    m_question = new QMessageBox(QMessageBox::Question, windowTitle(),
                                 tr("Discard %n change(s) and quit?", nullptr, static_cast<int>(changes.size())),
                                 QMessageBox::NoButton, this);
    constexpr qsizetype listed = 10;
    QString list = changes.first(std::min(changes.size(), listed)).join(u'\n');
    if (changes.size() > listed)
        list += u'\n' % tr("… and %n more", nullptr, static_cast<int>(changes.size() - listed));
    m_question->setTextFormat(Qt::PlainText);
    m_question->setInformativeText(list);
    const auto *discard = m_question->addButton(tr("&Discard and Quit"), QMessageBox::DestructiveRole);
    m_question->setDefaultButton(m_question->addButton(tr("&Keep Editing"), QMessageBox::RejectRole));
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    connect(discard, &QPushButton::clicked, this, [this] {
        m_closing = true;
        close();
    });
    m_question->open();
}

QStringList MainWindow::pendingTexts() const
{
    QStringList texts;
    for (int which = 0; which < m_views->count(); ++which)
        for (const Change &change : view(which)->pendingChanges())
            texts.append(change.text);
    return texts;
}

} // namespace rdma
