// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The helper as a whole on one bus connection.
#include "helper/service.h"

#include "helper/features/features.h"
#include "helper/portmemory.h"

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto drainTime = 200ms;
constexpr int maxDrainRounds = 10; // then open prompts and watchers are left behind

constexpr QLatin1StringView liveFeature{"devices"}; ///< whose watchers hear of it when the machine changes by itself

} // namespace

Service::Service(Machine machine, Events &events, const QDBusConnection &bus, ServiceOptions options)
    : m_machine(machine),
      m_bus(bus),
      m_store(m_machine.host),
      m_presence(options.patience),
      m_callers(bus),
      m_live(m_machine.host, events, m_reads, options.linger),
      m_reads(options.readDeadline),
      m_authorizer(bus),
      m_executor(m_machine, events, m_store)
{
    for (Feature &feature : allFeatures())
        m_objects.push_back(std::make_unique<FeatureObject>(
            std::move(feature), Desk{m_machine, m_callers, m_reads, m_authorizer, m_executor, m_presence}));
    connect(&m_callers, &Callers::left, &m_presence, &Presence::forget);
    connect(&m_callers, &Callers::left, &m_authorizer, &Authorizer::abandon);
    connect(&m_executor, &Executor::started, &m_presence, &Presence::callBegins);
    connect(&m_executor, &Executor::finished, &m_presence, &Presence::callEnds);
    connect(&m_executor, &Executor::progressed, &m_progress, &Pace::event);
    connect(&m_progress, &Pace::beat, this, [this] { announce(u"job"_s); });
    connect(&m_executor, &Executor::finished, this, [this] {
        for (const QString &topic : {u"config"_s, u"live"_s, u"job"_s})
            announce(topic);
    });
    connect(&m_executor, &Executor::finished, &events, &Events::takeUp);
    connect(&m_presence, &Presence::watchersChanged, &m_live,
            [this] { m_live.follow(m_presence.isWatched(liveFeature)); });
    connect(&m_live, &LiveWatch::changed, this, &Service::announceLive);
    connect(&m_presence, &Presence::deserted, this, &Service::terminate);
}

QStringList Service::roots() const
{
    QStringList all;
    for (const auto &object : m_objects)
        all += object->roots();
    return all;
}

Result<void> Service::start()
{
    if (auto prepared = m_store.prepare(roots()); !prepared)
        return prepared;
    for (const auto &object : m_objects)
        if (!m_bus.registerObject(object->path(), object.get(), QDBusConnection::ExportScriptableContents))
            return fail(ErrorCode::Internal, object->path(), m_bus.lastError().message());
    if (!m_bus.registerService(serviceName))
        return fail(ErrorCode::Internal, serviceName, m_bus.lastError().message());
    settlePorts();
    return {};
}

/// Somebody may look once after a boot and not again before the ports are something else. Cards can be stuck.
void Service::settlePorts()
{
    const auto settle = [&host = m_machine.host] {
        forgetSettledTypes(host);
        return Result<void>();
    };
    if (!readPortMemory(m_machine.host).empty())
        m_reads.run<void>(settle, [](const Result<void> &) {});
}

void Service::announce(const QString &topic)
{
    for (const auto &object : m_objects)
        emit object->Changed(topic);
}

void Service::announceLive()
{
    for (const auto &object : m_objects)
        if (object->path().endsWith(u'/' + liveFeature))
            emit object->Changed(u"live"_s);
}

void Service::terminate()
{
    if (!std::exchange(m_ending, true))
        end();
}

/// systemd sends SIGTERM as soon as the name is given back, so both ways meet here.
void Service::end()
{
    m_bus.unregisterService(serviceName);
    drain(maxDrainRounds);
}

/// A call may have reached us before the name was given back, and a job's caller must have its answer.
void Service::drain(int rounds)
{
    QTimer::singleShot(drainTime, this, [this, rounds] {
        const bool mayEnd = m_presence.isDeserted() || rounds == 0;
        mayEnd && !m_executor.isBusy() ? emit ended() : drain(std::max(rounds - 1, 0));
    });
}

} // namespace rdma
