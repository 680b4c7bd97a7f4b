// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Before ibsrpdm: whether the port can be asked. After it: what its complaints mean.
#include "helper/srpdiscovery.h"

#include "helper/umad.h"
#include "model/devicetext.h"
#include "model/scanproblem.h"

#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> refuse(ScanProblem problem, const PortId &port)
{
    return fail(ErrorCode::NotSupported, port.text(), nameOf(problem));
}

/// What ibsrpdm would find out as well, and say less clearly.
Result<void> expectReady(const PortId &port, const Host &host)
{
    const QString directory = u"/sys/class/infiniband/%1/ports/%2/"_s.arg(port.device, QString::number(port.port));
    const auto layer = host.attribute(directory + "link_layer"_L1);
    if (!layer)
        return fail(ErrorCode::NotFound, port.text());
    if (linkLayerFrom(*layer) != LinkLayer::InfiniBand)
        return refuse(ScanProblem::NotInfiniBand, port);
    if (portStateFrom(host.attribute(directory + "state"_L1).value_or("")) != PortState::Active)
        return refuse(ScanProblem::NotActive, port);
    if (const auto lid = host.attribute(directory + "sm_lid"_L1); lid && lid->toUInt(nullptr, 0) == 0)
        return refuse(ScanProblem::NoSubnetManager, port);
    return umadOf(port, host) ? Result<void>() : refuse(ScanProblem::NoUmad, port);
}

struct Complaint {
    QLatin1StringView words; ///< of pr_err() in srp_daemon.c
    ScanProblem meaning;
};

/// From the cause to what follows from it: the first that is there decides.
constexpr std::array<Complaint, 7> complaints{{
    {"Unsupported link layer"_L1, ScanProblem::NotInfiniBand},
    {"SM LID is 0"_L1, ScanProblem::NoSubnetManager},
    {"Couldn't read SM LID"_L1, ScanProblem::NoSubnetManager},
    {"umad_open_port failed"_L1, ScanProblem::NoUmad},
    {"Couldn't read ibdev attribute"_L1, ScanProblem::NoUmad},
    {"Failed to get default CA"_L1, ScanProblem::NoUmad},
    {"Querying SRP targets failed"_L1, ScanProblem::Unanswered},
}};

Error meaningOf(const Error &error, const PortId &port)
{
    if (error.code == ErrorCode::ToolMissing)
        return error;
    if (error.code == ErrorCode::Timeout)
        return {ErrorCode::Timeout, port.text(), {}};
    if (error.code == ErrorCode::NotFound) // it went away meanwhile
        return refuse(ScanProblem::NoUmad, port).error();
    for (const Complaint &complaint : complaints)
        if (error.code == ErrorCode::ToolFailed && error.detail.contains(complaint.words))
            return refuse(complaint.meaning, port).error();
    return {error.code, port.text(), error.code == ErrorCode::ToolFailed ? u"ibsrpdm"_s : error.detail};
}

/// Vendors and names are a help and no more: targets can be logged in to without.
QByteArray wordsOn(const PortId &port, Tools &tools, const std::atomic<bool> &cancelled)
{
    return tools.run({Tool::DescribeTargets, port.text()}, cancelled).value_or(ToolOutcome{}).output;
}

} // namespace

Result<std::vector<FoundTarget>> discoverTargets(Machine &machine, const PortId &port)
{
    if (const auto ready = expectReady(port, machine.host); !ready)
        return std::unexpected(ready.error());
    const std::atomic<bool> never = false;
    const auto &cancelled = machine.cancelled ? *machine.cancelled : never;
    const auto lines = machine.tools.run({Tool::FindTargets, port.text()}, cancelled);
    if (!lines)
        return std::unexpected(meaningOf(lines.error(), port));
    if (lines->truncated)
        return fail(ErrorCode::ToolFailed, port.text(), u"too many targets"_s);
    if (lines->output.isEmpty())
        return std::vector<FoundTarget>();
    return foundTargets(lines->output, wordsOn(port, machine.tools, cancelled));
}

} // namespace rdma
