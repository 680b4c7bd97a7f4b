// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Events that a test makes happen.
#include "tests/fake/fakeevents.h"

namespace rdma {

void FakeEvents::listen()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_listening = true;
    }
    emit happened();
}

void FakeEvents::ignore()
{
    const QMutexLocker lock(&m_mutex);
    m_listening = false;
}

Result<void> FakeEvents::letGo()
{
    const QMutexLocker lock(&m_mutex);
    m_letGo = true;
    if (const auto failure = std::exchange(m_failure, std::nullopt))
        return std::unexpected(*failure);
    return {};
}

void FakeEvents::takeUp()
{
    const QMutexLocker lock(&m_mutex);
    m_letGo = false;
}

QStringList FakeEvents::reporting() const
{
    const QMutexLocker lock(&m_mutex);
    return m_listening && !m_letGo ? m_devices : QStringList();
}

void FakeEvents::happen()
{
    if (isListening())
        emit happened();
}

void FakeEvents::setReporting(const QStringList &devices)
{
    const QMutexLocker lock(&m_mutex);
    m_devices = devices;
}

void FakeEvents::failNextLetGo(const Error &error)
{
    const QMutexLocker lock(&m_mutex);
    m_failure = error;
}

bool FakeEvents::isListening() const
{
    const QMutexLocker lock(&m_mutex);
    return m_listening;
}

bool FakeEvents::holdsDevices() const
{
    return !reporting().isEmpty();
}

} // namespace rdma
