// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Running the reactions.
#include "tests/kernel/configfsreactions.h"

namespace rdma {

using namespace Qt::StringLiterals;

std::vector<ConfigfsReaction> configfsReactions()
{
    auto all = backstoreReactions();
    for (const auto &more :
         {enableReactions(), targetReactions(), lunReactions(), accessReactions(), sessionReactions()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

QString checkConfigfsReaction(const ConfigfsReaction &reaction, ConfigfsPlayground &playground)
{
    ConfigfsScript script(playground);
    reaction.check(script, playground);
    playground.logOut();
    const QString cleared = clearConfigfs(playground);
    if (!script.complaint().isEmpty() || cleared.isEmpty())
        return script.complaint();
    return "clearing: "_L1 + cleared;
}

} // namespace rdma
