// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real machine's events.
#include "helper/kernelevents.h"

#include "helper/listener.h"

#include <QSemaphore>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto closePatience = 10s;

} // namespace

KernelEvents::KernelEvents(const Host &host) : m_listener(std::make_unique<Listener>(host))
{
    m_listener->moveToThread(&m_thread);
    connect(m_listener.get(), &Listener::happened, this, &Events::happened);
}

KernelEvents::~KernelEvents()
{
    if (!m_thread.isRunning())
        return;
    QMetaObject::invokeMethod(m_listener.get(), [this] { // what was opened in a thread must be closed there
        m_listener->close();
        m_thread.quit();
    });
    m_thread.wait();
}

void KernelEvents::listen()
{
    m_thread.start();
    QMetaObject::invokeMethod(m_listener.get(), &Listener::open);
}

void KernelEvents::ignore()
{
    if (m_thread.isRunning())
        QMetaObject::invokeMethod(m_listener.get(), &Listener::close);
}

/// Forbidden first: a thread that starts right now opens none.
Result<void> KernelEvents::letGo()
{
    m_listener->forbidDevices(true);
    if (!m_thread.isRunning())
        return {};
    const auto closed = std::make_shared<QSemaphore>();
    QMetaObject::invokeMethod(m_listener.get(), [listener = m_listener.get(), closed] {
        listener->closeDevices();
        closed->release();
    });
    if (!closed->tryAcquire(1, closePatience))
        return fail(ErrorCode::Timeout, u"/dev/infiniband"_s, u"close"_s);
    return {};
}

void KernelEvents::takeUp()
{
    m_listener->forbidDevices(false);
    if (m_thread.isRunning())
        QMetaObject::invokeMethod(m_listener.get(), &Listener::followDevices);
}

QStringList KernelEvents::reporting() const
{
    return m_listener->reporting();
}

} // namespace rdma
