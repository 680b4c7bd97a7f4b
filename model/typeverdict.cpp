// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the read-back says decides; the kernel's message alone says little (it is written for each attempt that a later
// one makes good).
#include "model/typeverdict.h"

namespace rdma {

namespace {

PortType typeIn(const PortTypes &types, int port)
{
    const auto found = types.find(port);
    return found == types.end() ? PortType::Unknown : found->second;
}

/// Auto shows as what it has found.
bool isMet(PortType wanted, PortType now)
{
    return now != PortType::Unknown && (wanted == PortType::Auto || wanted == now);
}

TypeVerdict verdictOf(int port, PortType wanted, const TypeChange &change)
{
    const PortType now = typeIn(change.now, port);
    const bool isRefused = change.refused.contains(port);
    if (isMet(wanted, now))
        return isRefused ? TypeVerdict::HarmlessMessage : TypeVerdict::AsWanted;
    if (isRefused && now != PortType::Unknown)
        return TypeVerdict::NotSupported;
    if (!change.isNewBoot)
        return change.asksPowerCycle ? TypeVerdict::PendingPowerCycle : TypeVerdict::PendingReboot;
    return now == PortType::Unknown ? TypeVerdict::CannotTell : TypeVerdict::DidNotTake;
}

} // namespace

std::map<int, TypeVerdict> typeVerdicts(const TypeChange &change)
{
    std::map<int, TypeVerdict> verdicts;
    for (const auto &[port, wanted] : change.wanted)
        verdicts[port] = verdictOf(port, wanted, change);
    return verdicts;
}

std::set<int> refusedPorts(const std::vector<LogLine> &lines, const QString &slot, bool isOnlyCard)
{
    std::set<int> ports;
    for (const LogLine &line : lines) {
        const auto refusal = portTypeRefusal(line.kernelText());
        if (refusal && (refusal->slot == slot || (refusal->slot.isEmpty() && isOnlyCard)))
            ports.insert(refusal->port);
    }
    return ports;
}

} // namespace rdma
