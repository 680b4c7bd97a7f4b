// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Registering our own polkit agent.
#include "gui/agent/passwordagent.h"

#include "gui/agent/passwordlistener.h"

#include <PolkitQt1/Subject>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

PasswordAgent::PasswordAgent(QWidget *window, QObject *parent)
    : QObject(parent), m_listener(std::make_unique<PasswordListener>(window))
{
    connect(m_listener.get(), &PasswordListener::dismissed, this, &PasswordAgent::dismissed);
}

PasswordAgent::~PasswordAgent() = default;

Result<void> PasswordAgent::registerForThisProcess()
{
    if (m_registered)
        return {};
    const PolkitQt1::UnixProcessSubject subject(getpid());
    m_registered = m_listener->registerListener(subject, u"/org/rdmamanager/PasswordAgent"_s);
    if (!m_registered)
        return fail(ErrorCode::NoPolkit, u"agent"_s);
    return {};
}

} // namespace rdma
