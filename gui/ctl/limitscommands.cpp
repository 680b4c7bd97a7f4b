// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the commands about locked memory do.
#include "gui/ctl/commands.h"
#include "gui/ctl/exitcode.h"
#include "gui/ctl/limitstext.h"
#include "gui/ctl/limitswish.h"
#include "gui/ctl/printout.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Result<LimitsLive> limitsLiveOf(const QJsonObject &state)
{
    return limitsLiveFromJson(state[u"live"_s].toObject()).transform_error([](const Error &error) {
        return Error{ErrorCode::Internal, u"answer"_s, error.subject};
    });
}

} // namespace

void Commands::showLimits(const QJsonObject &state)
{
    if (m_request.json)
        return tell(jsonText(state), ExitDone);
    const auto live = limitsLiveOf(state);
    if (live)
        tell(limitsText(*live, notesFromJson(state[u"notes"_s].toArray())), ExitDone);
    else
        refuse(live.error());
}

/// What services get by default is in the whole state only.
void Commands::explainLimit(const QJsonObject &state)
{
    const auto whole = limitsLiveOf(state);
    if (!whole)
        return refuse(whole.error());
    const LimitsQuery query = limitsQueryOf(m_request);
    const auto show = [this, query, whole](const Result<QJsonObject> &answered) {
        if (!answered)
            return refuse(answered.error());
        if (m_request.json)
            return tell(jsonText(*answered), ExitDone);
        const auto live = limitsLiveOf(*answered);
        if (live && live->answer)
            tell(limitAnswerText(query, *live->answer, *whole), ExitDone);
        else
            refuse(live ? Error{ErrorCode::Internal, u"answer"_s, {}} : live.error());
    };
    if (query.pid)
        m_feature.inspect(toJson(query), this, show);
    else
        m_feature.read(toJson(query), this, show);
}

void Commands::showRunningLimits(const QJsonObject &state)
{
    if (m_request.json)
        return tell(jsonText(state), ExitDone);
    const auto live = limitsLiveOf(state);
    if (live)
        tell(runningLimitsText(live->running, notesFromJson(state[u"notes"_s].toArray())), ExitDone);
    else
        refuse(live.error());
}

void Commands::changeLimits(const QJsonObject &state)
{
    applyWish(limitsWish(state, m_request));
}

} // namespace rdma
