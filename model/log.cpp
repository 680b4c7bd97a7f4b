// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The state of feature "log" in JSON, and its query: that strictly, the state leniently.
#include "model/log.h"

#include "model/journalcursor.h"
#include "model/jsonlist.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int lowestPriority = 7; // LOG_DEBUG, syslog(3)

QJsonObject toJson(const LogLine &line)
{
    QJsonObject object{{u"time"_s, line.time}, {u"priority"_s, line.priority}, {u"text"_s, line.text}};
    if (!line.origin.isEmpty())
        object[u"origin"_s] = line.origin;
    return object;
}

Result<LogLine> logLineFromJson(const QJsonObject &object)
{
    ObjectReader reader(object, u"lines"_s);
    LogLine line{.time = reader.integer(u"time"_s, 0),
                 .priority = static_cast<int>(reader.integer(u"priority"_s, 0, lowestPriority)),
                 .text = reader.text(u"text"_s),
                 .origin = reader.optionalText(u"origin"_s).value_or(QString())};
    return reader.finishLenient().transform([&] { return std::move(line); });
}

} // namespace

QJsonObject toJson(const LogConfig &)
{
    return {};
}

Result<LogConfig> logConfigFromJson(const QJsonObject &object)
{
    return ObjectReader(object).finish().transform([] { return LogConfig{}; });
}

QJsonObject toJson(const LogLive &live)
{
    QJsonArray lines;
    for (const LogLine &line : live.lines)
        lines.append(toJson(line));
    return {{u"lines"_s, lines}, {u"cursor"_s, live.cursor}, {u"older"_s, live.older}};
}

Result<LogLive> logLiveFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    const QJsonArray lines = reader.array(u"lines"_s);
    LogLive live{.lines = {}, .cursor = reader.text(u"cursor"_s), .older = reader.boolean(u"older"_s)};
    return reader.finishLenient()
        .and_then([&] { return listFromJson(lines, logLineFromJson); })
        .transform([&](std::vector<LogLine> decoded) {
            live.lines = std::move(decoded);
            return std::move(live);
        });
}

QJsonObject toJson(const LogQuery &query)
{
    return query.after ? QJsonObject{{u"kernel"_s, *query.after}} : QJsonObject();
}

Result<LogQuery> logQueryFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    LogQuery query{reader.optionalText(u"kernel"_s)};
    if (query.after && !query.after->isEmpty() && !isJournalCursor(*query.after))
        reader.reject(u"kernel"_s, u"no cursor"_s);
    return reader.finish().transform([&] { return std::move(query); });
}

} // namespace rdma
