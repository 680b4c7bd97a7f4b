// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Our own polkit agent, for sessions that have none (ssh -X, bare window managers): asks for the password in a dialog.
#pragma once

#include "model/result.h"

#include <QObject>
#include <memory>

class QWidget;

namespace rdma {

class PasswordListener;

/// To be registered only after the helper answered NoAgent: a session's own agent always goes first.
class PasswordAgent : public QObject {
    Q_OBJECT
public:
    explicit PasswordAgent(QWidget *window, QObject *parent = nullptr);
    ~PasswordAgent() override;

    /// For this process only, with the polkit of the system bus. Calling it again once registered does nothing. Then
    /// call Apply again. Blocks for one answer of polkitd: polkit-qt offers nothing else. NoPolkit when polkitd
    /// refuses.
    [[nodiscard]] Result<void> registerForThisProcess();

signals:
    /// The person closed the dialog. polkit-qt cannot tell polkitd, so Apply will answer NotAuthorized, not Dismissed.
    void dismissed();

private:
    std::unique_ptr<PasswordListener> m_listener;
    bool m_registered = false;
};

} // namespace rdma
