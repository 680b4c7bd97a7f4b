// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whom to allow.
#include "gui/pages/srptargetlogin.h"

#include "gui/words/loginwords.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>
#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::Candidate)
};

} // namespace

LinkLayer linkLayerOf(const SrpTargetLive &live, const QString &wwn)
{
    for (const auto &[id, port] : live.ports)
        if (port.wwn == wwn)
            return port.linkLayer;
    return LinkLayer::Unknown;
}

QString idAt(const Candidate &initiator, const PortLayers::value_type &port)
{
    const auto *peer = std::get_if<PeerLogin>(&initiator);
    if (!peer)
        return std::get<QString>(initiator);
    for (const LoginId &login : loginIdsAt(peer->port, port.first, port.second))
        if (login.method == peer->method)
            return login.id.text();
    return {};
}

QString candidateWords(const Candidate &initiator, const PortLayers &ports)
{
    const auto *peer = std::get_if<PeerLogin>(&initiator);
    if (!peer)
        return std::get<QString>(initiator);
    std::set<QString> ids;
    for (const auto &port : ports)
        if (const QString id = idAt(initiator, port); !id.isEmpty())
            ids.insert(id);
    if (ids.size() == 1)
        return *ids.begin();
    return fill(Words::tr("%1 · %2"), peer->port.hex(), loginMethodName(peer->method));
}

} // namespace rdma
