// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads the kernel's log: the first time because somebody clicked, then what came since, while somebody looks.
#include "gui/pages/logreader.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// After an answer. An answer has up to 1,000 lines (LogPage): a log that grows by so many a second is kept up with.
constexpr std::chrono::milliseconds pause{500};

Result<LogLive> liveOf(const Result<QJsonObject> &state)
{
    return state.and_then([](const QJsonObject &object) { return logLiveFromJson(object[u"live"_s].toObject()); });
}

/// The journal is read for one at a time: the next try may have it.
bool passes(const Error &error)
{
    return error.code == ErrorCode::Busy || error.code == ErrorCode::TooMany;
}

} // namespace

LogReader::LogReader(Page *page) : QObject(page), m_page(page)
{
    m_clock.setSingleShot(true);
    m_clock.setInterval(pause);
    connect(&m_clock, &QTimer::timeout, this, &LogReader::ask);
}

void LogReader::start()
{
    if (std::exchange(m_asking, true))
        return;
    m_clock.stop();
    m_page->readOther(u"log"_s, toJson(LogQuery{m_cursor}), this,
                      [this](const Result<QJsonObject> &state) { takeStart(state); });
}

void LogReader::setSeen(bool seen)
{
    m_seen = seen;
    if (!m_seen)
        m_clock.stop();
    else if (m_following && !m_asking)
        ask();
}

/// Nobody is asked for a password again because time went by: it would come out of nowhere.
void LogReader::ask()
{
    m_asking = true;
    m_page->read(toJson(LogQuery{m_cursor}), this, [this](const Result<QJsonObject> &state) { takeMore(state); });
}

void LogReader::takeStart(const Result<QJsonObject> &state)
{
    m_asking = false;
    const auto live = liveOf(state);
    if (!live)
        return emit failed(live.error());
    m_following = true;
    emit started();
    take(*live);
}

void LogReader::takeMore(const Result<QJsonObject> &state)
{
    m_asking = false;
    const auto live = liveOf(state);
    if (live)
        return take(*live);
    if (passes(live.error()))
        return follow();
    m_following = false;
    emit failed(live.error());
}

void LogReader::take(const LogLive &live)
{
    m_cursor = live.cursor;
    const bool hasGap = std::exchange(m_begun, true) && live.older;
    if (!live.lines.empty())
        emit read(live.lines, hasGap);
    follow();
}

void LogReader::follow()
{
    if (m_seen)
        m_clock.start();
}

} // namespace rdma
