// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real rdma-managerctl against a mock helper.
#include "tests/client/ctlstage.h"

#include "model/json.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

MockReply json(const QJsonObject &object)
{
    return MockReply::text(QString::fromUtf8(canonical(object)));
}

Interface interface(const char *id, const QString &name, const NextName &next)
{
    Interface one;
    one.id = *InterfaceId::fromText(QString::fromLatin1(id));
    one.address = *IpoibAddress::fromText("80:00:02:08:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1");
    one.index = 4;
    one.name = name;
    one.operState = u"up"_s;
    one.rdmaDevice = u"mlx4_0"_s;
    one.port = 1;
    one.nextBoot = next;
    return one;
}

NamesLive twoPorts()
{
    NamesLive live;
    auto ib0 = interface("f4521403007bcba1:ffff", u"ib0"_s, {{}, NameSource::Kernel, {}, 0});
    auto ib1 = interface("f4521403007bcba2:ffff", u"mlx4_ib1"_s,
                         {u"mlx4_ib1"_s, NameSource::Rule, QString(ipoibRulesPath), 3});
    auto child = interface("f4521403007bcba1:8001", u"ib0.8001"_s, {u"ib0.8001"_s, NameSource::Creator, {}, 0});
    ib1.port = 2;
    child.parent = u"ib0"_s;
    for (const auto &one : {ib0, ib1, child})
        live.interfaces[one.id] = one;
    return live;
}

} // namespace

MockReply ctlRefusal(ErrorCode code, const QString &subject, const QString &detail)
{
    const Error error{code, subject, detail};
    return MockReply::error(u"org.rdmamanager.Error"_s, QString::fromUtf8(canonical(toJson(error))));
}

PlanView renamePlan()
{
    const QString rule = uR"(ACTION=="add", NAME="mlx4_ib0")"_s;
    PlanView plan;
    plan.id = u"plan-1"_s;
    plan.action = u"org.rdmamanager.names.rename"_s;
    plan.permission = Permission::Ask;
    plan.steps = {{u"write-file"_s,
                   QString(ipoibRulesPath),
                   {},
                   u"created"_s,
                   {u"--- /dev/null"_s, u"+++ "_s + ipoibRulesPath, u"@@ -0,0 +1 @@"_s, u'+' + rule},
                   {u"editor "_s + ipoibRulesPath},
                   {},
                   true},
                  {u"rename-interface"_s,
                   u"ib0"_s,
                   u"ib0"_s,
                   u"mlx4_ib0"_s,
                   {},
                   {u"ip link set dev ib0 name mlx4_ib0"_s},
                   {},
                   true}};
    plan.warnings = {{NoteCode::LosesAddresses, u"ib0"_s, {}}, {NoteCode::FileCreated, QString(ipoibRulesPath), {}}};
    return plan;
}

JobView renameJob(JobState state, StepState file, StepState rename)
{
    const PlanView plan = renamePlan();
    JobView job;
    job.feature = u"names"_s;
    job.action = plan.action;
    job.started = 1'000'000;
    job.finished = state == JobState::Running ? 0 : 1'001'000;
    job.state = state;
    job.undoable = state == JobState::Done;
    job.steps = {{plan.steps[0], file, {}}, {plan.steps[1], rename, {}}};
    return job;
}

CtlStage::CtlStage()
    : devices(bus.connect(bus.address()), u"devices"_s),
      names(bus.connect(bus.address()), u"names"_s),
      moduleService(bus.connect(bus.address()), u"modules"_s),
      targets(bus.connect(bus.address()), u"srp_target"_s),
      initiator(bus.connect(bus.address()), u"srp_initiator"_s),
      limits(bus.connect(bus.address()), u"limits"_s),
      ports(bus.connect(bus.address()), u"ports"_s),
      log(bus.connect(bus.address()), u"log"_s),
      jobs(bus.connect(bus.address()), u"jobs"_s),
      plan(renamePlan()),
      live(twoPorts())
{
    names.decide = [this](const QDBusMessage &call) { return answer(call); };
    jobs.decide = names.decide;
    devices.decide = names.decide;
    moduleService.decide = names.decide;
    targets.decide = names.decide;
    initiator.decide = names.decide;
    limits.decide = names.decide;
    ports.decide = names.decide;
    log.decide = names.decide;
    jobStates = {renameJob(JobState::Running, StepState::Running, StepState::Pending),
                 renameJob(JobState::Running, StepState::Done, StepState::Running),
                 renameJob(JobState::Done, StepState::Done, StepState::Done)};
    takeHelperName(bus.connect(bus.address()));
}

MockReply CtlStage::answer(const QDBusMessage &call)
{
    if (call.member() == "Preview"_L1)
        return json(toJson(plan));
    if (call.member() == "Apply"_L1 && applyRefusal)
        return *applyRefusal;
    if (call.member() == "Apply"_L1) {
        m_applied = true;
        return MockReply::text(jobId);
    }
    if (call.member() != "Read"_L1)
        return {};
    if (call.path().endsWith("/jobs"_L1))
        return readJobs();
    if (call.path().endsWith("/devices"_L1))
        return json({{u"config"_s, QJsonObject()}, {u"live"_s, toJson(hardware)}, {u"notes"_s, QJsonArray()}});
    if (call.path().endsWith("/log"_L1))
        return logRefusal.value_or(
            json({{u"config"_s, QJsonObject()}, {u"live"_s, toJson(messages)}, {u"notes"_s, QJsonArray()}}));
    if (call.path().endsWith("/modules"_L1))
        return json({{u"config"_s, toJson(ModulesConfig())}, {u"live"_s, toJson(modules)}, {u"notes"_s, QJsonArray()}});
    if (call.path().endsWith("/ports"_L1))
        return json({{u"config"_s, toJson(portsConfig)}, {u"live"_s, toJson(portsLive)}, {u"notes"_s, QJsonArray()}});
    if (call.path().endsWith("/limits"_L1))
        return readLimits(call);
    if (call.path().endsWith("/srp_initiator"_L1))
        return readSessions(call);
    if (call.path().endsWith("/srp_target"_L1))
        return json({{u"config"_s, toJson(exports)}, {u"live"_s, toJson(exporting)}, {u"notes"_s, QJsonArray()}});
    return json({{u"config"_s, QJsonObject{{u"interfaces"_s, QJsonObject()}}},
                 {u"live"_s, toJson(live)},
                 {u"notes"_s, QJsonArray()}});
}

MockReply CtlStage::readSessions(const QDBusMessage &call) const
{
    SrpInitiatorLive answered = attached;
    if (call.arguments().constFirst().toString().contains("discover"_L1)) {
        if (!call.isInteractiveAuthorizationAllowed())
            return ctlRefusal(ErrorCode::NoAgent, u"org.rdmamanager.inspect"_s);
        answered.found = found;
    }
    return json({{u"config"_s, toJson(sessions)}, {u"live"_s, toJson(answered)}, {u"notes"_s, QJsonArray()}});
}

MockReply CtlStage::readLimits(const QDBusMessage &call) const
{
    const auto query = parseObject(call.arguments().constFirst().toString().toUtf8(), maxWishBytes)
                           .and_then([](const QJsonObject &object) { return limitsQueryFromJson(object); });
    if (!query)
        return ctlRefusal(query.error().code, query.error().subject, query.error().detail);
    if ((query->pid || query->running) && !call.isInteractiveAuthorizationAllowed())
        return ctlRefusal(ErrorCode::NoAgent, u"org.rdmamanager.inspect"_s);
    if (query->user && !whose)
        return ctlRefusal(ErrorCode::NotFound, *query->user, u"user"_s);
    LimitsLive answered = *query == LimitsQuery() ? locked : LimitsLive();
    if (query->running)
        answered.running = holding;
    else if (*query != LimitsQuery())
        answered.answer = whose;
    return json({{u"config"_s, toJson(locking)}, {u"live"_s, toJson(answered)}, {u"notes"_s, QJsonArray()}});
}

MockReply CtlStage::readJobs()
{
    JobsLive seen = history;
    if (m_applied) {
        seen.jobs[jobId] = jobStates.front();
        if (jobStates.size() > 1)
            jobStates.erase(jobStates.begin());
        QMetaObject::invokeMethod(&jobs, [this] { jobs.emitChanged(u"job"_s); }, Qt::QueuedConnection);
    }
    return json({{u"config"_s, QJsonObject{{u"jobs"_s, QJsonObject()}}},
                 {u"live"_s, toJson(seen)},
                 {u"notes"_s, QJsonArray()}});
}

CtlOutcome CtlStage::finish(QProcess &process) const
{
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 20000))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

CtlOutcome CtlStage::run(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(QStringLiteral(CTL), arguments + QStringList{u"--bus"_s, bus.address()});
    process.write(input);
    process.closeWriteChannel();
    return finish(process);
}

CtlOutcome CtlStage::runOnTerminal(const QStringList &arguments,
                                   const QList<std::pair<QByteArray, QByteArray>> &dialogue)
{
    QStringList words{QStringLiteral(CTL)};
    for (const QString &argument : arguments + QStringList{u"--bus"_s, bus.address()})
        words.append(u'\'' + argument + u'\'');
    QProcess process;
    process.start(u"script"_s, {u"-qec"_s, words.join(u' '), u"/dev/null"_s});
    QByteArray seen;
    for (const auto &[question, typed] : dialogue) {
        const auto appeared = [&] {
            seen += process.readAllStandardOutput();
            return seen.contains(question);
        };
        if (!QTest::qWaitFor(appeared, 10000))
            qWarning("never asked: %s, but: %s", question.constData(), seen.constData());
        process.write(typed);
    }
    CtlOutcome outcome = finish(process);
    outcome.out.prepend(seen);
    outcome.out.replace("\r\n", "\n");
    return outcome;
}

QJsonObject CtlStage::lastWish() const
{
    QJsonObject wish;
    for (const MockHelper *helper : {&names, &moduleService, &targets, &initiator, &limits, &ports, &jobs})
        for (const QDBusMessage &call : helper->calls)
            if (call.member() == "Preview"_L1 || call.member() == "Apply"_L1)
                wish = parseObject(call.arguments().constLast().toString().toUtf8(), maxWishBytes).value();
    return wish;
}

} // namespace rdma
