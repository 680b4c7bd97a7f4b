// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "log": what the kernel said about RDMA, SRP and LIO since this boot, and the services around them. Read-only;
// lines of the kernel about anything else stay where they are.
#include "model/log.h"
#include "helper/features/features.h"
#include "model/logtopic.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using LogState = State<LogConfig, LogLive>;

Result<LogState> readLog(Machine &machine, const LogQuery &query)
{
    if (!query.after)
        return LogState{};
    return machine.journal.lines(*query.after, isAboutRdma).transform([](LogLive live) {
        return LogState{{}, std::move(live), {}};
    });
}

} // namespace

Feature logFeature()
{
    return makeReadOnlyFeature<LogConfig, LogLive, LogQuery>(u"log"_s, readLog, logQueryFromJson, logConfigFromJson);
}

} // namespace rdma
