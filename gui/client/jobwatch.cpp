// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Following a job by reading it again and again until it has ended.
#include "gui/client/jobwatch.h"

#include <QPointer>
#include <utility>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// One job out of the state of feature "jobs": the others may be hundreds, and are not decoded.
Result<JobView> viewOf(const QJsonObject &state, const QString &job)
{
    const QJsonValue view = state[u"live"_s][u"jobs"_s][job];
    if (!view.isObject())
        return fail(ErrorCode::NotFound, job);
    return jobViewFromJson(view.toObject());
}

} // namespace

JobWatch::JobWatch(const QDBusConnection &bus, QString job, QObject *parent, std::chrono::milliseconds patience)
    : QObject(parent), m_job(std::move(job)), m_jobs(bus, u"jobs"_s), m_patience(patience)
{
    connect(&m_jobs, &FeatureClient::changed, this, &JobWatch::read);
    connect(&m_tick, &QTimer::timeout, this, &JobWatch::read);
    m_sinceSeen.start();
    m_tick.start(1s);
    m_jobs.watch();
    read();
}

QString JobWatch::job() const
{
    return m_job;
}

void JobWatch::read()
{
    if (m_over)
        return m_tick.stop();
    if (m_reading) {
        m_readAgain = true;
        return;
    }
    m_reading = true;
    m_jobs.read({}, this, [this](const Result<QJsonObject> &state) { take(state); });
}

void JobWatch::take(const Result<QJsonObject> &state)
{
    m_reading = false;
    if (m_over)
        return;
    if (!state)
        return takeFailure(state.error());
    const auto view = viewOf(*state, m_job);
    if (view)
        takeView(*view);
    else
        lose(view.error());
}

void JobWatch::takeView(const JobView &view)
{
    m_sinceSeen.restart();
    m_over = view.state != JobState::Running;
    const QPointer<JobWatch> self(this);
    if (std::exchange(m_last, view) != view)
        emit updated(view);
    if (!self)
        return;
    if (m_over)
        emit finished(view);
    else if (std::exchange(m_readAgain, false))
        read();
}

void JobWatch::takeFailure(const Error &error)
{
    if (m_sinceSeen.durationElapsed() >= m_patience)
        lose(error); // else the next tick reads again
}

void JobWatch::lose(const Error &error)
{
    m_over = true;
    emit lost(error);
}

} // namespace rdma
