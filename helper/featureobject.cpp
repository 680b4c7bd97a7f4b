// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The only exported D-Bus class.
#include "helper/featureobject.h"

#include "helper/stepview.h"
#include "model/json.h"

#include <systemd/sd-journal.h>

namespace rdma {

using namespace Qt::StringLiterals;

/// One call being answered later. While a copy lives, the helper stays; it answers at most once.
class FeatureObject::Reply {
public:
    Reply(QDBusMessage call, QDBusConnection bus, Presence &presence)
        : m_state(std::make_shared<State>(std::move(call), std::move(bus), presence))
    {
    }

    [[nodiscard]] QString sender() const { return m_state->call.service(); }
    [[nodiscard]] uint uid() const { return m_state->ticket.value().uid(); }
    void hold(const Callers::Ticket &ticket) const { m_state->ticket = ticket; }
    [[nodiscard]] bool mayPrompt() const { return m_state->call.isInteractiveAuthorizationAllowed(); }

    void with(const QJsonObject &object) const
    {
        const QByteArray text = canonical(object);
        if (text.size() > maxStateBytes)
            return refuse({ErrorCode::Internal, {}, u"answer too large"_s});
        m_state->send(m_state->call.createReply(QString::fromUtf8(text)));
    }
    void withText(const QString &text) const { m_state->send(m_state->call.createReply(text)); }
    void empty() const { m_state->send(m_state->call.createReply()); }
    void refuse(const Error &error) const
    {
        m_state->send(m_state->call.createErrorReply(errorName, QString::fromUtf8(canonical(toJson(error)))));
    }

private:
    struct State {
        State(QDBusMessage message, QDBusConnection connection, Presence &who)
            : call(std::move(message)), bus(std::move(connection)), presence(who)
        {
            presence.callBegins();
        }
        ~State()
        {
            // The last copy may die in a thread that worked for it.
            QMetaObject::invokeMethod(&presence, [who = &presence] { who->callEnds(); });
        }
        Q_DISABLE_COPY_MOVE(State)
        void send(const QDBusMessage &message)
        {
            if (!std::exchange(answered, true) && call.isReplyRequired())
                bus.send(message);
        }

        QDBusMessage call;
        QDBusConnection bus;
        Presence &presence;
        std::optional<Callers::Ticket> ticket;
        bool answered = false;
    };
    std::shared_ptr<State> m_state;
};

namespace {

Result<QJsonObject> parseWish(const QString &text)
{
    return parseObject(text.toUtf8(), maxWishBytes);
}

/// Why somebody may not, and what. Ask means that polkit would have asked a person and found none to ask.
Error refusalOf(const Result<Permission> &verdict, const QString &action)
{
    if (!verdict && verdict.error().code == ErrorCode::Dismissed)
        return {ErrorCode::Dismissed, action, {}};
    if (!verdict)
        return verdict.error();
    return {*verdict == Permission::Ask ? ErrorCode::NoAgent : ErrorCode::NotAuthorized, action, {}};
}

/// The audit line: who, what, which job.
void logApply(const Job &job, const QString &subject)
{
    sd_journal_send("MESSAGE=uid %u applies %s: %s (job %s)", job.uid, qPrintable(job.plan.feature),
                    qPrintable(subject), qPrintable(job.id), "PRIORITY=5", "RDMA_JOB=%s", qPrintable(job.id),
                    "RDMA_FEATURE=%s", qPrintable(job.plan.feature), "RDMA_SUBJECT=%s", qPrintable(subject),
                    "RDMA_UID=%u", job.uid, nullptr);
}

} // namespace

FeatureObject::FeatureObject(Feature feature, Desk desk) : m_feature(std::move(feature)), m_desk(desk) {}

QString FeatureObject::version() const
{
    return u"1.1"_s;
}

QStringList FeatureObject::roots() const
{
    return m_feature.roots;
}

QString FeatureObject::path() const
{
    return "/org/rdmamanager/Helper1/"_L1 + m_feature.name;
}

/// Nothing is done for a call before it has a place among those of its user.
void FeatureObject::admit(qsizetype bytes, std::function<void(const Reply &)> next)
{
    setDelayedReply(true);
    const Reply reply(message(), connection(), m_desk.presence);
    if (bytes > maxWishBytes) // before toUtf8() makes a copy of it
        return reply.refuse({ErrorCode::InvalidWish, {}, u"larger than %1 bytes"_s.arg(maxWishBytes)});
    m_desk.callers.admit(reply.sender(), bytes, [reply, next = std::move(next)](const Result<Callers::Ticket> &ticket) {
        if (!ticket)
            return reply.refuse(ticket.error());
        reply.hold(*ticket);
        next(reply);
    });
}

/// Asks polkit for this very call; any answer but yes ends it.
void FeatureObject::whenAllowed(const Right &right, const Reply &reply, std::function<void()> next)
{
    m_desk.authorizer.ask({reply.sender(), reply.uid(), right.action, right.details, reply.mayPrompt()},
                          [action = right.action, reply, next = std::move(next)](const Result<Permission> &verdict) {
                              if (verdict == Permission::Yes)
                                  return next();
                              reply.refuse(refusalOf(verdict, action));
                          });
}

/// Nothing is read before the answer.
QString FeatureObject::Read(const QString &query)
{
    admit(query.size(), [this, query](const Reply &reply) {
        const auto asked = parseWish(query);
        if (!asked)
            return reply.refuse(asked.error());
        if (const auto understood = m_feature.understands(*asked); !understood)
            return reply.refuse(understood.error());
        if (const auto right = rightToRead(m_feature.name, *asked))
            return whenAllowed(*right, reply, [this, asked = *asked, reply] { read(asked, reply); });
        read(*asked, reply);
    });
    return {};
}

/// What takes minutes ends when nobody waits for it any more.
void FeatureObject::readLong(const QJsonObject &query, std::chrono::milliseconds deadline, const Reply &reply)
{
    const auto unwanted = std::make_shared<std::atomic<bool>>(false);
    auto *watch = new QObject(this);
    connect(&m_desk.callers, &Callers::left, watch, [unwanted, sender = reply.sender()](const QString &name) {
        if (name == sender)
            *unwanted = true;
    });
    m_desk.reads.run<QJsonObject>(
        [this, query, unwanted, asker = reply.uid()] {
            Machine machine = m_desk.machine;
            machine.cancelled = unwanted.get();
            machine.asker = asker;
            return m_feature.read(machine, query);
        },
        [reply, unwanted, watch](const Result<QJsonObject> &state) {
            *unwanted = true; // it may be late, and still at work
            watch->deleteLater();
            state ? reply.with(*state) : reply.refuse(state.error());
        },
        deadline);
}

void FeatureObject::read(const QJsonObject &query, const Reply &reply)
{
    if (const auto deadline = m_feature.deadline(query))
        return readLong(query, *deadline, reply);
    m_desk.reads.run<QJsonObject>(
        [this, query, asker = reply.uid()] {
            Machine machine = m_desk.machine;
            machine.asker = asker;
            return m_feature.read(machine, query);
        },
        [reply](const Result<QJsonObject> &state) { state ? reply.with(*state) : reply.refuse(state.error()); });
}

/// A plan and, for a preview, what a client sees of it: both are found out where the machine may be touched.
struct FeatureObject::Prospect {
    Plan plan;
    std::vector<StepView> views;
};

void FeatureObject::plan(const QString &wish, Purpose purpose, const Reply &reply,
                         std::function<void(const Prospect &)> next)
{
    const auto wanted = parseWish(wish);
    if (!wanted)
        return reply.refuse(wanted.error());
    m_desk.reads.run<Prospect>(
        [this, purpose, wanted = *wanted] {
            return m_feature.plan(m_desk.machine, wanted).transform([this, purpose](Plan plan) {
                auto views = purpose == Purpose::Preview ? viewsOf(plan, m_desk.machine.host) : std::vector<StepView>();
                return Prospect{std::move(plan), std::move(views)};
            });
        },
        [reply, next = std::move(next)](const Result<Prospect> &prospect) {
            prospect ? next(*prospect) : reply.refuse(prospect.error());
        });
}

QString FeatureObject::Preview(const QString &wish)
{
    admit(wish.size(), [this, wish](const Reply &reply) {
        plan(wish, Purpose::Preview, reply, [this, reply](const Prospect &prospect) { previewPlan(prospect, reply); });
    });
    return {};
}

void FeatureObject::previewPlan(const Prospect &prospect, const Reply &reply)
{
    const Plan &plan = prospect.plan;
    PlanView view{.id = planId(plan),
                  .action = {},
                  .permission = Permission::Yes,
                  .steps = prospect.views,
                  .warnings = plan.warnings};
    if (plan.steps.empty())
        return reply.with(toJson(view));
    const auto action = actionFor(plan);
    if (!action)
        return reply.refuse(action.error());
    view.action = *action;
    m_desk.authorizer.ask({reply.sender(), reply.uid(), *action, detailsFor(plan), false},
                          [reply, view](const Result<Permission> &verdict) mutable {
                              view.permission = verdict.value_or(Permission::No);
                              reply.with(toJson(view));
                          });
}

QString FeatureObject::Apply(const QString &plan_id, const QString &wish)
{
    admit(plan_id.size() + wish.size(), [this, plan_id, wish](const Reply &reply) {
        plan(wish, Purpose::Apply, reply, [this, reply, plan_id](const Prospect &prospect) {
            const Plan &plan = prospect.plan;
            if (planId(plan) != plan_id)
                return reply.refuse({ErrorCode::Stale, m_feature.name, {}});
            if (plan.steps.empty())
                return reply.refuse({ErrorCode::NothingToDo, m_feature.name, {}});
            applyPlan(plan, reply);
        });
    });
    return {};
}

/// The plan is a value: what polkit is asked about is what will run, whatever the caller sends meanwhile.
void FeatureObject::applyPlan(const Plan &plan, const Reply &reply)
{
    const auto action = actionFor(plan);
    if (!action)
        return reply.refuse(action.error());
    whenAllowed({*action, detailsFor(plan)}, reply,
                [this, plan, action = *action, reply] { runPlan(plan, action, reply); });
}

void FeatureObject::runPlan(const Plan &plan, const QString &action, const Reply &reply)
{
    const Job job = newJob(plan, action, reply.uid());
    m_desk.executor.start(job, [reply, job](const Result<QString> &id) {
        if (!id)
            return reply.refuse(id.error());
        logApply(job, detailsFor(job.plan).value(u"subject"_s));
        reply.withText(*id);
    });
}

void FeatureObject::Cancel(const QString &job)
{
    admit(job.size(), [this, job](const Reply &reply) { cancelJob(job, reply); });
}

void FeatureObject::cancelJob(const QString &job, const Reply &reply)
{
    const auto &running = m_desk.executor.running();
    if (!running || running->id != job)
        return reply.refuse({ErrorCode::NotFound, job.left(64), u"job"_s});
    const auto stop = [this, job, reply] {
        if (const auto &still = m_desk.executor.running(); still && still->id == job)
            m_desk.executor.cancel();
        reply.empty();
    };
    if (reply.uid() == running->uid)
        return stop();
    whenAllowed({cancelAction, detailsFor(running->plan)}, reply, stop);
}

void FeatureObject::Watch()
{
    admit(0, [this](const Reply &reply) {
        const auto watching = m_desk.presence.watch(reply.sender(), reply.uid(), m_feature.name);
        watching ? reply.empty() : reply.refuse(watching.error());
    });
}

void FeatureObject::Unwatch()
{
    admit(0, [this](const Reply &reply) {
        m_desk.presence.unwatch(reply.sender(), m_feature.name);
        reply.empty();
    });
}

} // namespace rdma
