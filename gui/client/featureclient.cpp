// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The calls of org.rdmamanager.Feature1 as typed, asynchronous functions.
#include "gui/client/featureclient.h"

#include "gui/client/bus.h"
#include "gui/client/buscall.h"
#include "gui/client/helpergate.h"
#include "model/json.h"

#include <QPointer>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype maxJobIdLength = 64;

QString interfaceName()
{
    return u"org.rdmamanager.Feature1"_s;
}

/// Whatever is wrong with an answer is no fault of the wish.
std::unexpected<Error> badAnswer(const Error &error)
{
    const QString problem = error.subject + u' ' + error.detail;
    return fail(ErrorCode::Internal, u"answer"_s, problem.trimmed().left(500));
}

Result<QString> textOf(const Result<QDBusMessage> &reply)
{
    if (!reply)
        return std::unexpected(reply.error());
    if (reply->signature() != "s"_L1)
        return fail(ErrorCode::Internal, u"answer"_s, u"signature "_s + reply->signature().left(20));
    return reply->arguments().constFirst().toString();
}

Result<QJsonObject> objectOf(const Result<QDBusMessage> &reply)
{
    const auto text = textOf(reply);
    if (!text)
        return std::unexpected(text.error());
    if (text->size() > maxStateBytes)
        return fail(ErrorCode::Internal, u"answer"_s, u"larger than %1 bytes"_s.arg(maxStateBytes));
    const auto object = parseObject(text->toUtf8(), maxStateBytes);
    if (!object)
        return badAnswer(object.error());
    return *object;
}

Result<PlanView> planOf(const Result<QDBusMessage> &reply)
{
    const auto object = objectOf(reply);
    if (!object)
        return std::unexpected(object.error());
    auto plan = planViewFromJson(*object);
    if (!plan)
        return badAnswer(plan.error());
    return plan;
}

Result<QString> jobIdOf(const Result<QDBusMessage> &reply)
{
    auto id = textOf(reply);
    if (id && (id->isEmpty() || id->size() > maxJobIdLength))
        return fail(ErrorCode::Internal, u"answer"_s, u"job id"_s);
    return id;
}

Result<void> nothingOf(const Result<QDBusMessage> &reply)
{
    if (!reply)
        return std::unexpected(reply.error());
    return {};
}

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(canonical(object));
}

} // namespace

std::chrono::milliseconds patienceFor(Asks asks)
{
    return asks == Asks::Person ? std::chrono::milliseconds(10min) : 30s;
}

FeatureClient::FeatureClient(const QDBusConnection &bus, QString feature, QObject *parent)
    : QObject(parent),
      m_bus(bus),
      m_feature(std::move(feature)),
      m_gate(new HelperGate(bus, path(), helperOwners(bus), this))
{
    connect(m_gate, &HelperGate::vanished, this, &FeatureClient::helperVanished);
    connect(m_gate, &HelperGate::appeared, this, &FeatureClient::renewWatch);
}

QString FeatureClient::feature() const
{
    return m_feature;
}

QString FeatureClient::path() const
{
    return u"/org/rdmamanager/Helper1/"_s + m_feature;
}

void FeatureClient::read(const QJsonObject &query, QObject *context, Answer<QJsonObject> answer)
{
    readAs(Asks::Nobody, query, context, std::move(answer));
}

void FeatureClient::inspect(const QJsonObject &query, QObject *context, Answer<QJsonObject> answer)
{
    readAs(Asks::Person, query, context, std::move(answer));
}

void FeatureClient::readAs(Asks asks, const QJsonObject &query, QObject *context, Answer<QJsonObject> answer)
{
    send({u"Read"_s, {jsonText(query)}, asks}, context,
         [answer = std::move(answer)](const Result<QDBusMessage> &reply) { answer(objectOf(reply)); });
}

void FeatureClient::preview(const QJsonObject &wish, QObject *context, Answer<PlanView> answer)
{
    send({u"Preview"_s, {jsonText(wish)}}, context,
         [answer = std::move(answer)](const Result<QDBusMessage> &reply) { answer(planOf(reply)); });
}

void FeatureClient::apply(const QString &planId, const QJsonObject &wish, QObject *context, Answer<QString> answer)
{
    send({u"Apply"_s, {planId, jsonText(wish)}, Asks::Person}, context,
         [answer = std::move(answer)](const Result<QDBusMessage> &reply) { answer(jobIdOf(reply)); });
}

void FeatureClient::cancel(const QString &job, QObject *context, Answer<void> answer)
{
    send({u"Cancel"_s, {job}, Asks::Person}, context,
         [answer = std::move(answer)](const Result<QDBusMessage> &reply) { answer(nothingOf(reply)); });
}

void FeatureClient::send(const Call &call, QObject *context, const Answer<QDBusMessage> &answer)
{
    m_gate->pass(context, [this, call, context, answer](const Result<QString> &owner) {
        if (!owner)
            return answer(std::unexpected(owner.error()));
        sendTo(*owner, call, context, answer);
    });
}

void FeatureClient::sendTo(const QString &owner, const Call &call, QObject *context, const Answer<QDBusMessage> &answer)
{
    auto message = QDBusMessage::createMethodCall(owner, path(), interfaceName(), call.method);
    message.setArguments(call.arguments);
    message.setInteractiveAuthorizationAllowed(call.asks == Asks::Person);
    QPointer<FeatureClient> self(this);
    callBus(m_bus, message, patienceFor(call.asks), context,
            [self, owner, call, context, answer](const QDBusMessage &reply) {
                if (reply.type() == QDBusMessage::ReplyMessage)
                    return answer(reply);
                FeatureClient *client = self.data();
                if (client == nullptr || call.retried || !reachedNobody(reply))
                    return answer(std::unexpected(errorOf(reply)));
                client->m_gate->forget(owner); // it exited when idle, between the check and the call
                client->send({call.method, call.arguments, call.asks, true}, context, answer);
            });
}

void FeatureClient::watch()
{
    m_watching = true;
    if (std::exchange(m_watchRefused, false))
        ceaseToHear();
    renewWatch();
}

void FeatureClient::renewWatch()
{
    if (!m_watching)
        return;
    m_gate->pass(this, [this](const Result<QString> &owner) {
        if (owner && m_watching && *owner != m_watchedOwner)
            watchAt(*owner);
    });
}

void FeatureClient::watchAt(const QString &owner)
{
    ceaseToHear();
    m_watchedOwner = owner;
    m_bus.connect(owner, path(), interfaceName(), u"Changed"_s, this, SLOT(takeChanged(QString)));
    const auto message = QDBusMessage::createMethodCall(owner, path(), interfaceName(), u"Watch"_s);
    callBus(m_bus, message, patienceFor(Asks::Nobody), this,
            [this](const QDBusMessage &reply) { takeWatchAnswer(reply); });
    if (std::exchange(m_watchedBefore, true)) // what the helper said while it was away is lost
        for (const auto topic : {"config"_L1, "live"_L1, "job"_L1})
            emit changed(topic);
}

/// A helper that is gone meanwhile has refused nothing: its successor is asked.
void FeatureClient::takeWatchAnswer(const QDBusMessage &reply)
{
    if (!m_watching || reachedNobody(reply))
        return;
    m_watchRefused = reply.type() == QDBusMessage::ErrorMessage;
    if (m_watchRefused)
        emit watchRefused(errorOf(reply));
    else
        emit watchGranted();
}

/// Sent to the process that is watched and to no other: a later one knows nothing of us.
void FeatureClient::unwatch()
{
    m_watching = m_watchedBefore = m_watchRefused = false;
    if (m_watchedOwner.isEmpty())
        return;
    const auto message = QDBusMessage::createMethodCall(m_watchedOwner, path(), interfaceName(), u"Unwatch"_s);
    callBus(m_bus, message, patienceFor(Asks::Nobody), this, [](const QDBusMessage &) {});
    ceaseToHear();
}

void FeatureClient::ceaseToHear()
{
    if (!m_watchedOwner.isEmpty())
        m_bus.disconnect(m_watchedOwner, path(), interfaceName(), u"Changed"_s, this, SLOT(takeChanged(QString)));
    m_watchedOwner.clear();
}

void FeatureClient::takeChanged(const QString &topic)
{
    if (topic == "config"_L1 || topic == "live"_L1 || topic == "job"_L1)
        emit changed(topic);
}

} // namespace rdma
