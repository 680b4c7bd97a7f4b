// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the commands about protocols and services show.
#include "gui/ctl/commands.h"
#include "gui/ctl/exitcode.h"
#include "gui/ctl/modulestext.h"
#include "gui/ctl/printout.h"

namespace rdma {

using namespace Qt::StringLiterals;

void Commands::showModules(const QJsonObject &state)
{
    const auto config = modulesConfigFromJson(state[u"config"_s].toObject());
    const auto live = modulesLiveFromJson(state[u"live"_s].toObject());
    if (!config || !live)
        return refuse({ErrorCode::Internal, u"answer"_s, config ? live.error().subject : config.error().subject});
    const bool onlyGaps = m_request.verb == Verb::Gaps;
    const int exitCode = onlyGaps && !bootBringsTheSame(*live) ? ExitBroken : ExitDone;
    if (m_request.json)
        return tell(jsonText(onlyGaps ? gapsJson(*live) : state), exitCode);
    if (onlyGaps)
        return tell(gapsText(*live), exitCode);
    tell(m_request.verb == Verb::Modules ? modulesText(*live, notesFromJson(state[u"notes"_s].toArray()))
                                         : servicesText(*live),
         exitCode);
}

} // namespace rdma
