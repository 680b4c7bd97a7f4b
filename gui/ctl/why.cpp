// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading what "why" tells.
#include "gui/ctl/why.h"

#include "gui/ctl/printout.h"
#include "model/log.h"

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

/// Nobody is asked for a password for a log that could add nothing.
void Why::takeExports(const Result<QJsonObject> &state)
{
    m_known.takeExports(state);
    if (!logMayTell(srpChain(m_known.scene())))
        return tell();
    m_log.inspect(toJson(LogQuery{QString()}), this, [this](const Result<QJsonObject> &answer) { takeLog(answer); });
}

void Why::takeLog(const Result<QJsonObject> &state)
{
    m_known.takeLog(state);
    tell();
}

void Why::tell()
{
    m_terminal.print(m_json ? jsonText(whyJson(m_known)) : whyText(m_known));
    emit ended(whyExitCode(m_known));
}

} // namespace rdma
