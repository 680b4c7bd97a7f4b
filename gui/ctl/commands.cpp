// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What each command does.
#include "gui/ctl/commands.h"

#include "gui/ctl/applying.h"
#include "gui/ctl/choice.h"
#include "gui/ctl/devicestext.h"
#include "gui/ctl/limitswish.h"
#include "gui/ctl/logtext.h"
#include "gui/ctl/modulestext.h"
#include "gui/ctl/printout.h"
#include "gui/ctl/sessionstext.h"
#include "gui/ctl/targetstext.h"
#include "gui/ctl/why.h"
#include "model/json.h"

#include <QDateTime>
#include <QTimer>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The feature whose state or wish the command is about.
QString featureOf(const Request &request)
{
    switch (request.verb) {
    case Verb::Devices:
    case Verb::ShowDevice:
        return u"devices"_s;
    case Verb::Names:
    case Verb::Rename:
        return u"names"_s;
    case Verb::Modules:
    case Verb::Services:
    case Verb::Gaps:
    case Verb::SetModule:
    case Verb::RunModule:
    case Verb::SwitchService:
        return u"modules"_s;
    case Verb::Targets:
    case Verb::Cards:
        return u"srp_target"_s;
    case Verb::Sessions:
    case Verb::Discover:
    case Verb::Connect:
    case Verb::Disconnect:
    case Verb::Why:
        return u"srp_initiator"_s;
    case Verb::Limits:
    case Verb::ExplainLimit:
    case Verb::RunningLimits:
    case Verb::SetLimit:
    case Verb::RemoveLimit:
    case Verb::SetUnitLimit:
    case Verb::RemoveUnitLimit:
        return u"limits"_s;
    case Verb::Ports:
    case Verb::InspectPorts:
    case Verb::SetPorts:
    case Verb::RepairPorts:
        return u"ports"_s;
    case Verb::Log:
        return u"log"_s;
    case Verb::Jobs:
    case Verb::UndoJob:
    case Verb::FinishJob:
    case Verb::Undo:
        return u"jobs"_s;
    default:
        return request.feature;
    }
}

} // namespace

Commands::Commands(const QDBusConnection &bus, Request request, QObject *parent)
    : QObject(parent), m_bus(bus), m_request(std::move(request)), m_feature(bus, featureOf(m_request))
{
}

void Commands::start()
{
    switch (m_request.verb) {
    case Verb::Read:
        return m_request.wish.isEmpty() ? read({}) : withWish(&Commands::read);
    case Verb::Preview:
        return withWish(&Commands::preview);
    case Verb::Apply:
        return withWish(&Commands::apply);
    case Verb::Watch:
        return watch();
    case Verb::Undo:
        return withState(&Commands::undoLatest);
    case Verb::Devices:
        return withState(&Commands::showDevices);
    case Verb::ShowDevice:
        return withState(&Commands::showDevice, toJson(DevicesQuery(OneDevice{m_request.device})));
    case Verb::Names:
        return withState(&Commands::showNames);
    case Verb::Modules:
    case Verb::Services:
    case Verb::Gaps:
        return withState(&Commands::showModules);
    case Verb::SetModule:
    case Verb::RunModule:
    case Verb::SwitchService:
        return applyWish(modulesWish(m_request));
    case Verb::Targets:
        return withState(&Commands::showTargets);
    case Verb::Cards:
        return withState(&Commands::showCards);
    case Verb::Sessions:
        return withState(&Commands::showSessions);
    case Verb::Discover:
        return m_feature.inspect({{u"discover"_s, m_request.port}}, this, orRefuse(&Commands::showFound));
    case Verb::Connect:
        return withState(&Commands::connectTo);
    case Verb::Disconnect:
        return withState(&Commands::disconnectFrom);
    case Verb::Limits:
        return withState(&Commands::showLimits);
    case Verb::ExplainLimit:
        return withState(&Commands::explainLimit);
    case Verb::RunningLimits:
        return m_feature.inspect(toJson(LimitsQuery{.running = true}), this, orRefuse(&Commands::showRunningLimits));
    case Verb::SetLimit:
    case Verb::RemoveLimit:
    case Verb::SetUnitLimit:
    case Verb::RemoveUnitLimit:
        return withState(&Commands::changeLimits);
    case Verb::Ports:
    case Verb::InspectPorts:
    case Verb::SetPorts:
    case Verb::RepairPorts:
        return startPorts();
    case Verb::Why:
        return withState(&Commands::showWhy);
    case Verb::Log:
        return m_feature.inspect(toJson(LogQuery{QString()}), this, orRefuse(&Commands::showLog));
    case Verb::Rename:
        return withState(&Commands::rename);
    case Verb::Jobs:
        return withState(&Commands::showJobs);
    case Verb::UndoJob:
        return withState(&Commands::undoOne);
    case Verb::FinishJob:
        return bring(m_request.job, u"all"_s);
    case Verb::Help:
    case Verb::Version:
        return emit ended(ExitDone);
    }
}

void Commands::withState(Use use, const QJsonObject &query)
{
    m_feature.read(query, this, orRefuse(use));
}

Answer<QJsonObject> Commands::orRefuse(Use use)
{
    return [this, use](const Result<QJsonObject> &state) {
        if (state)
            (this->*use)(*state);
        else
            refuse(state.error());
    };
}

void Commands::withWish(Use use)
{
    const auto take = [this, use](const Result<QByteArray> &text) {
        const auto wish = text.and_then([](const QByteArray &bytes) { return parseObject(bytes, maxWishBytes); });
        if (wish)
            return (this->*use)(*wish);
        m_terminal.complain(wish.error(), m_request.json);
        emit ended(ExitUsage);
    };
    if (m_request.wish == "-"_L1)
        m_terminal.readAll(maxWishBytes, take);
    else
        take(m_request.wish.toUtf8());
}

/// Whoever types a query wants its answer, and may be asked for a password.
void Commands::read(const QJsonObject &query)
{
    m_feature.inspect(query, this, orRefuse(&Commands::showState));
}

void Commands::showState(const QJsonObject &state)
{
    tell(jsonText(state), ExitDone);
}

void Commands::preview(const QJsonObject &wish)
{
    m_feature.preview(wish, this, [this](const Result<PlanView> &plan) {
        if (plan)
            tell(m_request.json ? jsonText(toJson(*plan)) : planText(*plan), ExitDone);
        else
            refuse(plan.error());
    });
}

void Commands::apply(const QJsonObject &wish)
{
    auto *applying = new Applying(m_bus, m_terminal,
                                  {m_feature.feature(), wish, m_request.json, m_request.yes, m_request.consent}, this);
    connect(applying, &Applying::ended, this, &Commands::ended);
    connect(applying, &Applying::failed, this, &Commands::refuse);
    applying->start();
}

void Commands::watch()
{
    const auto tellTopic = [this](const QString &topic) {
        const QByteArray line = canonical({{u"changed"_s, topic}});
        m_terminal.print((m_request.json ? QString::fromUtf8(line) : tr("changed: %1").arg(topic)) + u'\n');
    };
    const auto begin = [this] {
        m_feature.read({}, this, [this](const Result<QJsonObject> &state) {
            if (!state)
                return refuse(state.error());
            m_feature.watch();
        });
    };
    connect(&m_feature, &FeatureClient::changed, this, tellTopic);
    connect(&m_feature, &FeatureClient::watchRefused, this, &Commands::refuse);
    connect(&m_feature, &FeatureClient::helperVanished, this, [this, begin] {
        m_terminal.complain(tr("The helper went away; starting it again.") + u'\n');
        QTimer::singleShot(1s, this, begin);
    });
    begin();
}

void Commands::showDevices(const QJsonObject &state)
{
    if (m_request.json)
        return tell(jsonText(state), ExitDone);
    const auto live = devicesLiveFromJson(state[u"live"_s].toObject());
    if (live)
        tell(devicesText(*live, notesFromJson(state[u"notes"_s].toArray())), ExitDone);
    else
        refuse({ErrorCode::Internal, u"answer"_s, live.error().subject});
}

void Commands::showDevice(const QJsonObject &state)
{
    if (m_request.json)
        return tell(jsonText(state), ExitDone);
    const auto live = devicesLiveFromJson(state[u"live"_s].toObject());
    if (!live || !live->devices.contains(m_request.device))
        return refuse({ErrorCode::Internal, u"answer"_s, live ? m_request.device : live.error().subject});
    tell(deviceText(m_request.device, live->devices.at(m_request.device)), ExitDone);
}

void Commands::showNames(const QJsonObject &state)
{
    if (m_request.json)
        return tell(jsonText(state), ExitDone);
    const auto live = namesLiveFromJson(state[u"live"_s].toObject());
    if (live)
        tell(namesText(*live, notesFromJson(state[u"notes"_s].toArray())), ExitDone);
    else
        refuse({ErrorCode::Internal, u"answer"_s, live.error().subject});
}

void Commands::showTargets(const QJsonObject &state)
{
    if (m_request.json)
        return tell(jsonText(state), ExitDone);
    const auto config = srpTargetConfigFromJson(state[u"config"_s].toObject());
    const auto live = srpTargetLiveFromJson(state[u"live"_s].toObject());
    if (config && live)
        tell(targetsText(*config, *live, notesFromJson(state[u"notes"_s].toArray())), ExitDone);
    else
        refuse({ErrorCode::Internal, u"answer"_s, config ? live.error().subject : config.error().subject});
}

void Commands::showCards(const QJsonObject &state)
{
    const auto config = srpTargetConfigFromJson(state[u"config"_s].toObject());
    const auto live = srpTargetLiveFromJson(state[u"live"_s].toObject());
    if (!config || !live)
        return refuse({ErrorCode::Internal, u"answer"_s, config ? live.error().subject : config.error().subject});
    tell(m_request.json ? jsonText(cardsJson(config->now, *live)) : cardsText(config->now, *live), ExitDone);
}

void Commands::showSessions(const QJsonObject &state)
{
    if (m_request.json)
        return tell(jsonText(state), ExitDone);
    const auto config = srpInitiatorConfigFromJson(state[u"config"_s].toObject());
    const auto live = srpInitiatorLiveFromJson(state[u"live"_s].toObject());
    if (config && live)
        tell(sessionsText(*config, *live, notesFromJson(state[u"notes"_s].toArray())), ExitDone);
    else
        refuse({ErrorCode::Internal, u"answer"_s, config ? live.error().subject : config.error().subject});
}

void Commands::showFound(const QJsonObject &state)
{
    if (m_request.json)
        return tell(jsonText(state), ExitDone);
    const auto live = srpInitiatorLiveFromJson(state[u"live"_s].toObject());
    if (live)
        tell(foundText(live->found), ExitDone);
    else
        refuse({ErrorCode::Internal, u"answer"_s, live.error().subject});
}

void Commands::connectTo(const QJsonObject &state)
{
    applyWish(connectWish(state, m_request.port, m_request.login, m_request.atBoot));
}

void Commands::disconnectFrom(const QJsonObject &state)
{
    applyWish(disconnectWish(state, m_request.target));
}

void Commands::showWhy(const QJsonObject &state)
{
    auto known = m_request.login.isEmpty() ? whyOfTarget(state, m_request.target)
                                           : whyOfLogin(state, m_request.port, m_request.login);
    if (!known)
        return refuse(known.error());
    auto *why = new Why(m_bus, m_terminal, *std::move(known), m_request.json, this);
    connect(why, &Why::ended, this, &Commands::ended);
    why->start();
}

void Commands::showLog(const QJsonObject &state)
{
    const auto live = logLiveFromJson(state[u"live"_s].toObject());
    if (!live)
        return refuse({ErrorCode::Internal, u"answer"_s, live.error().subject});
    if (m_request.json)
        return tell(jsonText(m_request.refused ? refusedJson(*live) : state), ExitDone);
    tell(m_request.refused ? refusedText(*live) : logText(*live), ExitDone);
}

void Commands::showJobs(const QJsonObject &state)
{
    if (m_request.json)
        return tell(jsonText(state), ExitDone);
    const auto live = jobsLiveFromJson(state[u"live"_s].toObject());
    if (!live)
        return refuse({ErrorCode::Internal, u"answer"_s, live.error().subject});
    tell(jobsText(*live, QDateTime::currentMSecsSinceEpoch()), ExitDone);
}

void Commands::rename(const QJsonObject &state)
{
    applyWish(renameWish(state, m_request.interface, m_request.newName, m_request.atBootOnly));
}

void Commands::applyWish(const Result<QJsonObject> &wish)
{
    if (!wish)
        return refuse(wish.error());
    apply(*wish);
}

void Commands::undoOne(const QJsonObject &state)
{
    bring(judgedJob(state, m_request.job), u"none"_s);
}

void Commands::undoLatest(const QJsonObject &state)
{
    bring(latestJob(state, m_request.feature), u"none"_s);
}

void Commands::bring(const Result<QString> &job, const QString &effect)
{
    if (!job)
        return refuse(job.error());
    apply({{u"jobs"_s, QJsonObject{{*job, QJsonObject{{u"effect"_s, effect}}}}}});
}

void Commands::refuse(const Error &error)
{
    m_terminal.complain(error, m_request.json);
    emit ended(exitCodeFor(error.code));
}

void Commands::tell(const QString &text, int exitCode)
{
    m_terminal.print(text);
    emit ended(exitCode);
}

} // namespace rdma
