// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One question of polkitd: who proves to be whom, with at most three passwords, through PAM.
#pragma once

#include "gui/agent/passworddialog.h"

#include <PolkitQt1/Agent/Session>
#include <PolkitQt1/Identity>
#include <QPointer>
#include <memory>

namespace rdma {

class PasswordConversation : public QObject {
    Q_OBJECT
public:
    struct Question {
        QString message;
        QString cookie;
        PolkitQt1::Identity::List identities; ///< at least one
    };

    PasswordConversation(Question question, std::unique_ptr<PolkitQt1::Agent::AsyncResult> result, QWidget *window,
                         QObject *parent);
    ~PasswordConversation() override;

    void start();
    void withdraw(); ///< polkitd no longer wants to know

signals:
    void dismissed();

private:
    void beginSession();
    void dropSession();
    void takeRequest(const QString &prompt, bool echo);
    void takeAnswer(const QString &answer);
    void takeCompleted(bool gained);
    void end(const QString &problem = {});

    Question m_question;
    std::unique_ptr<PolkitQt1::Agent::AsyncResult> m_result;
    QPointer<PasswordDialog> m_dialog; ///< a child of the window, which may go first
    PolkitQt1::Agent::Session *m_session = nullptr;
    int m_tries = 0;
    bool m_answered = false;
};

} // namespace rdma
