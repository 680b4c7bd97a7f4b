// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// polkitd's questions to our agent: one conversation at a time.
#pragma once

#include <PolkitQt1/Agent/Listener>
#include <QPointer>

class QWidget;

namespace rdma {

class PasswordConversation;

class PasswordListener : public PolkitQt1::Agent::Listener {
    Q_OBJECT
public:
    explicit PasswordListener(QWidget *window);

    void initiateAuthentication(const QString &action, const QString &message, const QString &icon,
                                const PolkitQt1::Details &details, const QString &cookie,
                                const PolkitQt1::Identity::List &identities,
                                PolkitQt1::Agent::AsyncResult *result) override;
    bool initiateAuthenticationFinish() override;
    void cancelAuthentication() override;

signals:
    void dismissed();

private:
    QPointer<QWidget> m_window;
    QPointer<PasswordConversation> m_conversation;
};

} // namespace rdma
