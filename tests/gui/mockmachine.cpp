// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A helper on a bus of its own, over a machine with two ports, one rule and one P_Key child; the test decides what it
// says.
#include "tests/gui/mockmachine.h"

#include "model/json.h"
#include "tests/gui/manyinterfaces.h"
#include "tests/gui/mockdevices.h"
#include "tests/gui/mockexports.h"
#include "tests/gui/mockmodules.h"
#include "tests/gui/mocksessions.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString text(const QJsonObject &object)
{
    return QString::fromUtf8(canonical(object));
}

MockReply refusal(const Error &error)
{
    return MockReply::error(u"org.rdmamanager.Error"_s, text(toJson(error)));
}

} // namespace

MockMachine::MockMachine()
    : names(twoPorts()),
      devices(demoDevices()),
      modules(mockModules()),
      exports(twoExports()),
      sessions(twoSessions()),
      ports(somePorts()),
      limits(someLimits()),
      plan(renamePlan()),
      jobLooks{doneJob()},
      m_connection(bus.connect(u"mock machine "_s % bus.address())),
      m_devicesObject(m_connection, u"devices"_s),
      m_namesObject(m_connection, u"names"_s),
      m_modulesObject(m_connection, u"modules"_s),
      m_exportsObject(m_connection, u"srp_target"_s),
      m_sessionsObject(m_connection, u"srp_initiator"_s),
      m_limitsObject(m_connection, u"limits"_s),
      m_portsObject(m_connection, u"ports"_s),
      m_logObject(m_connection, u"log"_s),
      m_jobsObject(m_connection, u"jobs"_s)
{
    const auto decide = [this](const QDBusMessage &call) { return answer(call); };
    m_devicesObject.decide = decide;
    m_namesObject.decide = decide;
    m_modulesObject.decide = decide;
    m_exportsObject.decide = decide;
    m_sessionsObject.decide = decide;
    m_limitsObject.decide = decide;
    m_portsObject.decide = decide;
    m_logObject.decide = decide;
    m_jobsObject.decide = decide;
    takeHelperName(m_connection);
}

void MockMachine::tellChanged(const QString &topic)
{
    m_devicesObject.emitChanged(topic);
    m_namesObject.emitChanged(topic);
    m_modulesObject.emitChanged(topic);
    m_exportsObject.emitChanged(topic);
    m_sessionsObject.emitChanged(topic);
    m_limitsObject.emitChanged(topic);
    m_portsObject.emitChanged(topic);
    m_jobsObject.emitChanged(topic);
}

int MockMachine::count(const QString &method) const
{
    return m_namesObject.countOf(method) + m_jobsObject.countOf(method);
}

void MockMachine::die()
{
    const QString name = m_connection.name();
    m_connection = QDBusConnection(QString()); // a connection lives as long as anybody holds it
    QDBusConnection::disconnectFromBus(name);
}

int MockMachine::countOnDevices(const QString &method) const
{
    return m_devicesObject.countOf(method);
}

int MockMachine::countOnExports(const QString &method) const
{
    return m_exportsObject.countOf(method);
}

int MockMachine::countOnLimits(const QString &method) const
{
    return m_limitsObject.countOf(method);
}

int MockMachine::countOnPorts(const QString &method) const
{
    return m_portsObject.countOf(method);
}

int MockMachine::countOnLog(const QString &method) const
{
    return m_logObject.countOf(method);
}

int MockMachine::countDeviceReads(const QString &key) const
{
    return static_cast<int>(std::ranges::count_if(m_devicesObject.calls, [&key](const QDBusMessage &call) {
        const QString query = call.arguments().value(0).toString();
        return call.member() == "Read"_L1 && (key.isEmpty() ? query == "{}"_L1 : query.contains(key));
    }));
}

MockReply MockMachine::answer(const QDBusMessage &call)
{
    if (call.member() == "Preview"_L1 || call.member() == "Apply"_L1)
        lastWish = parseObject(call.arguments().constLast().toString().toUtf8(), maxWishBytes).value_or(QJsonObject());
    if (call.member() == "Watch"_L1 && watchRefusal)
        return refusal(*watchRefusal);
    if (call.member() == "Read"_L1 && call.path().endsWith("/devices"_L1))
        return readDevices(call.arguments().constFirst().toString());
    if (call.member() == "Read"_L1 && call.path().endsWith("/modules"_L1))
        return MockReply::text(text(stateJson(modules)));
    if (call.member() == "Read"_L1 && call.path().endsWith("/srp_target"_L1))
        return readExports();
    if (call.member() == "Read"_L1 && call.path().endsWith("/srp_initiator"_L1))
        return readSessions(call);
    if (call.member() == "Read"_L1 && call.path().endsWith("/limits"_L1))
        return readLimits(call);
    if (call.member() == "Read"_L1 && call.path().endsWith("/ports"_L1))
        return readPorts(call);
    if (call.member() == "Read"_L1 && call.path().endsWith("/log"_L1))
        return readLog(call);
    if (call.member() == "Read"_L1)
        return call.path().endsWith("/names"_L1) ? readNames() : readJobs();
    if (call.member() == "Preview"_L1 && !previewRefusals.empty()) {
        const Error error = previewRefusals.front();
        previewRefusals.erase(previewRefusals.begin());
        return refusal(error);
    }
    if (call.member() == "Preview"_L1)
        return MockReply::text(text(toJson(plan)));
    if (call.member() == "Apply"_L1)
        return apply();
    return {};
}

MockReply MockMachine::readNames() const
{
    if (readFailure)
        return refusal(*readFailure);
    MockReply state = MockReply::text(text(stateJson(names)));
    state.delay = readDelay;
    return state;
}

MockReply MockMachine::readDevices(const QString &query)
{
    if (readFailure)
        return refusal(*readFailure);
    const auto decoded = parseObject(query.toUtf8(), maxWishBytes).and_then(devicesQueryFromJson);
    if (!decoded)
        return refusal(decoded.error());
    if (const auto *sample = std::get_if<CounterSample>(&*decoded); sample && countersHang)
        return MockReply::text(text({{u"config"_s, QJsonObject()},
                                     {u"live"_s, toJson(DevicesLive())},
                                     {u"notes"_s, toJson({{NoteCode::DeviceSilent, sample->ports[0].text(), {}}})}}));
    auto answered = answerTo(*decoded, &devices);
    if (!answered)
        return refusal(answered.error());
    const bool isDetail = std::holds_alternative<OneDevice>(*decoded);
    if (isDetail && detailFailure)
        return refusal(*detailFailure);
    std::vector<Note> notes = deviceNotes;
    if (const QString silent = isDetail ? silentDetail : silentSummary; answered->devices.contains(silent)) {
        answered->devices[silent] = {};
        notes.push_back({NoteCode::DeviceSilent, silent, {}});
    }
    if (countersUnknown)
        for (auto &[port, counters] : answered->counters)
            counters = {.microseconds = counters.microseconds};
    MockReply state = MockReply::text(
        text({{u"config"_s, QJsonObject()}, {u"live"_s, toJson(*answered)}, {u"notes"_s, toJson(notes)}}));
    if (isDetail)
        state.delay = detailDelay;
    return state;
}

MockReply MockMachine::readExports() const
{
    if (readFailure)
        return refusal(*readFailure);
    return MockReply::text(text(stateJson(exports)));
}

MockReply MockMachine::logReply(const LogLive &live)
{
    return MockReply::text(text({{u"config"_s, QJsonObject()}, {u"live"_s, toJson(live)}, {u"notes"_s, QJsonArray()}}));
}

MockReply MockMachine::readSessions(const QDBusMessage &call) const
{
    const auto query = parseObject(call.arguments().constFirst().toString().toUtf8(), maxWishBytes)
                           .and_then([](const QJsonObject &object) { return srpInitiatorQueryFromJson(object); });
    if (readFailure || !query)
        return refusal(readFailure.value_or(query ? Error() : query.error()));
    if (!query->discover)
        return MockReply::text(text(stateJson(sessions)));
    if (!found || !call.isInteractiveAuthorizationAllowed())
        return refusal(found ? Error{ErrorCode::NoAgent, u"org.rdmamanager.inspect"_s, {}} : found.error());
    AttachState answered;
    answered.live.found = *found;
    MockReply reply = MockReply::text(text(stateJson(answered)));
    reply.delay = searchDelay;
    return reply;
}

MockReply MockMachine::readLimits(const QDBusMessage &call) const
{
    const auto query = parseObject(call.arguments().constFirst().toString().toUtf8(), maxWishBytes)
                           .and_then([](const QJsonObject &object) { return limitsQueryFromJson(object); });
    if (readFailure || !query)
        return refusal(readFailure.value_or(query ? Error() : query.error()));
    if ((query->pid || query->running) && !call.isInteractiveAuthorizationAllowed())
        return refusal({ErrorCode::NoAgent, u"org.rdmamanager.inspect"_s, {}});
    const auto answered = limits.answerTo(*query);
    return answered ? MockReply::text(text(stateJson(*answered))) : refusal(answered.error());
}

MockReply MockMachine::readPorts(const QDBusMessage &call) const
{
    const auto query = parseObject(call.arguments().constFirst().toString().toUtf8(), maxWishBytes)
                           .and_then([](const QJsonObject &object) { return portsQueryFromJson(object); });
    if (readFailure || !query)
        return refusal(readFailure.value_or(query ? Error() : query.error()));
    if (!query->inspect)
        return MockReply::text(text(stateJson(ports)));
    if (!inspected || !call.isInteractiveAuthorizationAllowed())
        return refusal(inspected ? Error{ErrorCode::NoAgent, u"org.rdmamanager.inspect"_s, {}} : inspected.error());
    MockReply reply = MockReply::text(text(stateJson(*inspected)));
    reply.delay = searchDelay;
    return reply;
}

MockReply MockMachine::readLog(const QDBusMessage &call)
{
    const auto query = parseObject(call.arguments().constFirst().toString().toUtf8(), maxWishBytes)
                           .and_then([](const QJsonObject &object) { return logQueryFromJson(object); });
    if (!query)
        return refusal({ErrorCode::InvalidWish, u"query"_s, {}});
    if (!query->after)
        return logReply({});
    const bool isAsked = call.isInteractiveAuthorizationAllowed();
    if (!isAsked && (!m_mayReadLog || std::exchange(logRightEnds, false)))
        return refusal({ErrorCode::NoAgent, u"org.rdmamanager.inspect"_s, {}});
    if (!logRefusals.empty()) {
        const Error error = logRefusals.front();
        logRefusals.erase(logRefusals.begin());
        return refusal(error);
    }
    m_mayReadLog = true;
    if (query->after->isEmpty())
        return logReply(kernelLog);
    return logReply({std::exchange(laterLines, {}), kernelLog.cursor, false});
}

MockReply MockMachine::readJobs()
{
    JobsLive live = history;
    if (m_applied) {
        live.jobs[jobId] = jobLooks.front();
        if (jobLooks.size() > 1)
            jobLooks.erase(jobLooks.begin());
    }
    return MockReply::text(text({{u"config"_s, QJsonObject{{u"jobs"_s, QJsonObject()}}},
                                 {u"live"_s, toJson(live)},
                                 {u"notes"_s, QJsonArray()}}));
}

MockReply MockMachine::apply()
{
    if (!refusals.empty()) {
        const Error error = refusals.front();
        refusals.erase(refusals.begin());
        return refusal(error);
    }
    m_applied = true;
    if (onApplied)
        onApplied();
    return MockReply::text(jobId);
}

} // namespace rdma
