// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// All sources of events of a real machine.
#include "helper/listener.h"

namespace rdma {

using namespace std::chrono_literals;

Listener::Listener(const Host &host, const EventSources &sources)
    : m_host(host), m_loadVerbs(sources.verbs), m_again(this)
{
    m_standing.push_back({sources.devices, &Listener::followDevices});
    m_standing.push_back({sources.links, &Listener::happened});
    m_again.setInterval(1s);
    connect(&m_again, &QTimer::timeout, this, &Listener::openMissing);
}

void Listener::open()
{
    if (std::exchange(m_listening, true))
        return;
    for (Standing &standing : m_standing)
        openStanding(standing);
    openDevices();
    emit happened();
}

void Listener::close()
{
    m_listening = false;
    m_again.stop();
    for (Standing &standing : m_standing)
        standing.attention.reset();
    closeDevices();
}

void Listener::openStanding(Standing &standing)
{
    auto opened = standing.open();
    if (!opened)
        return lose(standing, opened.error());
    standing.attention = std::make_unique<Attention>(*std::move(opened));
    connect(standing.attention.get(), &Attention::heard, this, standing.heard);
    connect(
        standing.attention.get(), &Attention::lost, this,
        [this, &standing](const Error &error) { lose(standing, error); }, Qt::QueuedConnection);
}

/// A loss may still be on its way when everything was closed.
void Listener::lose(Standing &standing, const Error &error)
{
    if (!m_listening)
        return;
    if (!std::exchange(standing.lost, true))
        qWarning("no events of %s: %s", qPrintable(error.subject), qPrintable(error.detail));
    standing.attention.reset();
    m_again.start();
    emit happened();
}

void Listener::openMissing()
{
    if (!m_listening)
        return;
    m_again.stop(); // who is still missing starts it again
    for (Standing &standing : m_standing)
        if (!standing.attention)
            openStanding(standing);
    followDevices();
}

/// A device that went and came again meanwhile is found here by what it is, and by its own last event.
void Listener::followDevices()
{
    openDevices();
    emit happened();
}

void Listener::openDevices()
{
    if (!m_listening || m_forbidden)
        return;
    const auto wanted = listenableDevices(m_host);
    std::erase_if(m_devices, [&](const auto &open) { return !std::ranges::contains(wanted, open.first); });
    std::erase_if(m_warned, [&](const auto &device) { return !std::ranges::contains(wanted, device); });
    for (const ListenableDevice &device : wanted)
        if (!m_forbidden && !m_devices.contains(device)) // each may take long, and somebody waits for the end
            openDevice(device);
    publish();
}

void Listener::openDevice(const ListenableDevice &device)
{
    if (!m_verbs)
        m_verbs = m_loadVerbs();
    auto opened = m_verbs->and_then([&](const Verbs &verbs) { return openVerbsEvents(verbs, device.name); });
    auto &attention = m_devices[device];
    if (!opened)
        return warnOnce(device, opened.error());
    attention = std::make_unique<Attention>(*std::move(opened));
    connect(attention.get(), &Attention::heard, this, &Listener::happened);
    connect(attention.get(), &Attention::lost, this, [this, device] { loseDevice(device); }, Qt::QueuedConnection);
}

void Listener::warnOnce(const ListenableDevice &device, const Error &error)
{
    if (m_warned.insert(device).second)
        qWarning("%s is looked at every second: %s %s", qPrintable(device.name), qPrintable(error.subject),
                 qPrintable(error.detail));
}

/// It was reset or removed. If it is still there in a second, it is opened again.
void Listener::loseDevice(const ListenableDevice &device)
{
    if (!m_listening)
        return;
    m_devices.erase(device);
    publish();
    m_again.start();
    emit happened();
}

void Listener::closeDevices()
{
    m_devices.clear();
    publish();
}

QStringList Listener::reporting() const
{
    const QMutexLocker lock(&m_mutex);
    return m_reporting;
}

void Listener::publish()
{
    QStringList names;
    for (const auto &[device, attention] : m_devices)
        if (attention)
            names.append(device.name);
    const QMutexLocker lock(&m_mutex);
    m_reporting = std::move(names);
}

} // namespace rdma
