// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading what "why" tells.
#include "gui/ctl/why.h"

#include "gui/ctl/printout.h"

namespace rdma {

using namespace Qt::StringLiterals;

Why::Why(const QDBusConnection &bus, Terminal &terminal, WhyKnown known, bool json, QObject *parent)
    : QObject(parent),
      m_terminal(terminal),
      m_known(std::move(known)),
      m_json(json),
      m_exports(bus, u"srp_target"_s),
      m_log(bus, u"log"_s)
{
}

void Why::start()
{
    m_exports.read({}, this, [this](const Result<QJsonObject> &state) { takeExports(state); });
}

/// Where the target is this very computer, its side is known exactly. Nobody is asked for a password for a log that
/// could add nothing.
void Why::takeExports(const Result<QJsonObject> &state)
{
    const QJsonObject object = state.value_or(QJsonObject());
    auto config = srpTargetConfigFromJson(object[u"config"_s].toObject());
    auto live = srpTargetLiveFromJson(object[u"live"_s].toObject());
    if (config && live) {
        m_known.exports = *std::move(config);
        m_known.exportsLive = *std::move(live);
    }
    if (!logMayTell(srpChain(m_known.scene())))
        return tell();
    m_log.inspect(toJson(LogQuery{QString()}), this, [this](const Result<QJsonObject> &answer) { takeLog(answer); });
}

void Why::takeLog(const Result<QJsonObject> &state)
{
    auto live = state.and_then([](const QJsonObject &object) { return logLiveFromJson(object[u"live"_s].toObject()); });
    if (live)
        m_known.log = std::move(live->lines);
    else
        m_known.logRefusal = live.error();
    tell();
}

void Why::tell()
{
    m_terminal.print(m_json ? jsonText(whyJson(m_known)) : whyText(m_known));
    emit ended(whyExitCode(m_known));
}

} // namespace rdma
