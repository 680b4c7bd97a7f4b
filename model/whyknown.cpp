// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The answers of the features that "why" reads.
#include "model/whyknown.h"

#include "model/log.h"

#include <QJsonObject>

namespace rdma {

using namespace Qt::StringLiterals;

void WhyKnown::takeExports(const Result<QJsonObject> &state)
{
    const QJsonObject object = state.value_or(QJsonObject());
    auto readConfig = srpTargetConfigFromJson(object[u"config"_s].toObject());
    auto readLive = srpTargetLiveFromJson(object[u"live"_s].toObject());
    if (!readConfig || !readLive)
        return;
    exports = *std::move(readConfig);
    exportsLive = *std::move(readLive);
}

void WhyKnown::takeLog(const Result<QJsonObject> &state)
{
    auto read = state.and_then([](const QJsonObject &object) { return logLiveFromJson(object[u"live"_s].toObject()); });
    if (!read) {
        logRefusal = read.error();
        return;
    }
    log = std::move(read->lines);
    logRefusal.reset();
}

ChainScene WhyKnown::scene() const
{
    return {.target = target,
            .config = config,
            .live = live,
            .log = log ? &*log : nullptr,
            .found = found ? &*found : nullptr,
            .exports = exports ? &exports->now : nullptr,
            .exportsLive = exportsLive ? &*exportsLive : nullptr};
}

} // namespace rdma
