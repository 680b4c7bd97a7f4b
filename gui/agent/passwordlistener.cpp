// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// polkitd's questions to our agent.
#include "gui/agent/passwordlistener.h"

#include "gui/agent/passwordconversation.h"

#include <PolkitQt1/Details>
#include <QWidget>

namespace rdma {

using namespace Qt::StringLiterals;

PasswordListener::PasswordListener(QWidget *window) : m_window(window) {}

void PasswordListener::initiateAuthentication(const QString & /*action*/, const QString &message,
                                              const QString & /*icon*/, const PolkitQt1::Details & /*details*/,
                                              const QString &cookie, const PolkitQt1::Identity::List &identities,
                                              PolkitQt1::Agent::AsyncResult *result)
{
    std::unique_ptr<PolkitQt1::Agent::AsyncResult> owned(result);
    if (m_conversation || identities.isEmpty()) {
        owned->setError(u"already asking, or nobody to ask"_s);
        owned->setCompleted();
        return;
    }
    m_conversation = new PasswordConversation({message, cookie, identities}, std::move(owned), m_window, this);
    connect(m_conversation, &PasswordConversation::dismissed, this, &PasswordListener::dismissed);
    m_conversation->start();
}

bool PasswordListener::initiateAuthenticationFinish()
{
    return true;
}

void PasswordListener::cancelAuthentication()
{
    if (m_conversation)
        m_conversation->withdraw();
}

} // namespace rdma
