// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Listening to one source of events.
#include "helper/attention.h"

namespace rdma {

Attention::Attention(std::unique_ptr<EventSource> source)
    : m_source(std::move(source)), m_notifier(m_source->descriptor(), QSocketNotifier::Read)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(rest);
    connect(&m_notifier, &QSocketNotifier::activated, this, &Attention::look);
    connect(&m_rest, &QTimer::timeout, this, [this] { m_notifier.setEnabled(true); });
}

void Attention::look()
{
    m_notifier.setEnabled(false);
    const auto any = m_source->drain();
    if (!any) {
        emit lost(any.error());
        return;
    }
    m_rest.start();
    if (*any)
        emit heard();
}

} // namespace rdma
