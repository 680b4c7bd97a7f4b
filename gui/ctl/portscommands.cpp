// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the commands about port types do.
#include "gui/ctl/commands.h"
#include "gui/ctl/exitcode.h"
#include "gui/ctl/portstext.h"
#include "gui/ctl/portswish.h"
#include "gui/ctl/printout.h"

namespace rdma {

using namespace Qt::StringLiterals;

void Commands::startPorts()
{
    if (m_request.verb == Verb::InspectPorts)
        return m_feature.inspect(toJson(PortsQuery{.inspect = true}), this, orRefuse(&Commands::showPorts));
    withState(m_request.verb == Verb::Ports ? &Commands::showPorts : &Commands::changePorts);
}

void Commands::showPorts(const QJsonObject &state)
{
    if (m_request.json)
        return tell(jsonText(state), ExitDone);
    const auto config = portsConfigFromJson(state[u"config"_s].toObject());
    const auto live = portsLiveFromJson(state[u"live"_s].toObject());
    if (config && live)
        tell(portsText(*config, *live, notesFromJson(state[u"notes"_s].toArray())), ExitDone);
    else
        refuse({ErrorCode::Internal, u"answer"_s, config ? live.error().subject : config.error().subject});
}

void Commands::changePorts(const QJsonObject &state)
{
    applyWish(portsWish(state, m_request));
}

} // namespace rdma
