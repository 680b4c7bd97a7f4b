// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Attach Disks": the SRP targets that this host knows or is connected to, and their disks.
#pragma once

#include "gui/pages/page.h"
#include "gui/pages/pendingvalue.h"
#include "gui/pages/srpinitiatortree.h"

#include <QPointer>
#include <QTimer>

class QLabel;
class QStackedWidget;
class QTreeView;

namespace rdma {

class AttachActions;
class AttachDetail;
class ConnectDialog;
class MessageBar;
class WhyDialog;
enum class LoginCure;

class SrpInitiatorPage : public Page {
    Q_OBJECT
public:
    explicit SrpInitiatorPage(QWidget *parent = nullptr);

    [[nodiscard]] Result<void> showState(const QJsonObject &state) override;
    [[nodiscard]] QJsonObject pendingWish() const override;
    [[nodiscard]] QList<Change> pendingChanges() const override;
    void dropChange(qsizetype which) override;
    void discardChanges() override;
    void forgetChanges() override;
    void revealChange(qsizetype which) override;

private:
    [[nodiscard]] QWidget *makeContent();
    [[nodiscard]] QWidget *makeView();
    [[nodiscard]] QWidget *makeEmpty();
    void connectActions();
    void edit(const AttachEdit &edit);
    void openLook();
    ConnectDialog *openConnect(const std::optional<PortId> &port);
    void openDaemon();
    void openTimeouts();
    void openWhy(const SrpTargetId &id);
    void cure(const SrpTargetId &id, LoginCure cure, const AllowRequest &whom);
    void correctLogin(const SrpTargetId &id);
    void connectAgain(const SrpTargetId &id);
    void withTarget(const std::function<void(const SrpTargetId &id)> &use);
    [[nodiscard]] std::optional<AttachRow> selected() const;
    void select(const AttachRow &row);
    void sample();
    void showAll();
    void showSelected();
    void showNotes();
    void widenColumns();

    AttachState m_state;
    QJsonObject m_shown; ///< the state as it was read
    QTimer m_sampling;
    bool m_isAsking = false;
    PendingValue<AttachEdits> m_edits;
    AttachTree m_tree;
    std::map<PortId, std::vector<FoundTarget>> m_found; ///< the last time that somebody looked
    QPointer<WhyDialog> m_why;
    QStackedWidget *m_stack;
    MessageBar *m_notes;
    AttachActions *m_actions;
    QTreeView *m_view;
    AttachDetail *m_detail;
    QLabel *m_byItself;
};

} // namespace rdma
