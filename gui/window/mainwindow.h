// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window: the list of features at the left, the chosen one at the right.
#pragma once

#include "gui/window/featureview.h"

#include <QMainWindow>
#include <QPointer>

class QListWidget;
class QMessageBox;
class QStackedWidget;
class QUndoGroup;

namespace rdma {

/// Opens the bus, or gives the open one; called once the window is there, and whenever a view needs it.
using BusDoor = std::function<Result<QDBusConnection>()>;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(BusDoor bus, QWidget *parent = nullptr);

    void setAgent(AgentDoor agent); ///< before the event loop starts
    void showFeature(int which);
    [[nodiscard]] FeatureView *view(int which) const;

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void makeViews();
    [[nodiscard]] QWidget *makeNavigation();
    void makeMenuTitles();
    void fillMenus();
    void fillEditMenu();
    void fillGoMenu();
    void begin();
    void takeCurrent(int which);
    void enter();
    void connectView(FeatureView *view);
    void lead(const PageRequest &request);
    void showPendingCounts();
    void switchPane();
    void askToDiscard(const QStringList &changes);
    [[nodiscard]] QStringList pendingTexts() const;

    BusDoor m_bus;
    AgentDoor m_agent;
    QListWidget *m_navigation;
    QStackedWidget *m_views;
    QUndoGroup *m_undo;
    QMenu *m_file = nullptr;
    QMenu *m_edit = nullptr;
    QMenu *m_go = nullptr;
    QMenu *m_help = nullptr;
    QAction *m_review = nullptr;
    QAction *m_discard = nullptr;
    QPointer<QMessageBox> m_question; ///< deletes itself when closed
    bool m_painted = false;
    bool m_begun = false;
    bool m_closing = false;
};

} // namespace rdma
