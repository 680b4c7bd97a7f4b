// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ports of a running mlx4 card that become InfiniBand or Ethernet.
#include "helper/ipoibuses.h"
#include "helper/mellanoxcards.h"
#include "helper/moduleuses.h"
#include "helper/portsteps.h"

#include <QElapsedTimer>
#include <QThread>
#include <algorithm>
#include <ranges>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestWait = 5'000; // ms; the store itself waits for the driver
constexpr unsigned long betweenLooks = 50;

QByteArray wordOf(PortType type)
{
    if (type == PortType::Auto)
        return "auto\n";
    return type == PortType::Ethernet ? "eth\n" : "ib\n";
}

Result<PortTypes> readStored(const Host &host, const RetypePorts &step)
{
    const auto card = readMlx4Card(host, step.slot);
    if (!card || !card->canStore)
        return fail(ErrorCode::NotFound, step.slot, u"mlx4_port1"_s);
    if (!isSameCard(card->identity, step.card))
        return fail(ErrorCode::Conflict, step.slot, u"another card"_s);
    return storedTypes(*card);
}

/// Another card in the slot, or a driver that is not done with this one, shows others.
bool samePorts(const PortTypes &stored, const PortTypes &planned)
{
    return std::ranges::equal(stored | std::views::keys, planned | std::views::keys);
}

Standing standingOf(const RetypePorts &step, const PortTypes &stored)
{
    if (stored == step.after)
        return Standing::After;
    if (stored == step.before)
        return Standing::Before;
    if (!samePorts(stored, step.after))
        return Standing::Neither;
    const bool isBetween = std::ranges::all_of(stored, [&](const auto &entry) {
        const auto is = [&](const PortTypes &types) {
            const auto found = types.find(entry.first);
            return found != types.end() && found->second == entry.second;
        };
        return is(step.before) || is(step.after);
    });
    return isBetween ? Standing::Partly : Standing::Neither;
}

/// mlx4_check_port_params() of older kernels, and mlx4-setup.sh of all: port 1 is Ethernet only where port 2 is.
std::vector<int> orderOf(const PortTypes &stored, const PortTypes &after)
{
    std::vector<int> ports;
    for (const auto &[port, type] : after)
        if (stored.at(port) != type)
            ports.push_back(port);
    if (ports.size() == 2 && after.at(1) == PortType::Ethernet)
        std::ranges::reverse(ports);
    return ports;
}

/// A card without types of its own for each port refuses the first of two and remembers it: with the second, both
/// change (tmp_type in __set_port_type()).
bool mayComeWithTheOther(const Error &error)
{
    return error.code == ErrorCode::NotSupported || error.code == ErrorCode::InvalidWish;
}

Result<void> storeAll(const RetypePorts &step, Machine &machine)
{
    const auto stored = readStored(machine.host, step);
    if (!stored)
        return std::unexpected(stored.error());
    if (!samePorts(*stored, step.after))
        return fail(ErrorCode::Conflict, step.slot, u"not as planned"_s);
    const std::vector<int> ports = orderOf(*stored, step.after);
    Result<void> last;
    for (const int port : ports) {
        last = machine.kernel.storePortType(portTypePath(step.slot, port), wordOf(step.after.at(port)));
        if (!last && (!mayComeWithTheOther(last.error()) || port == ports.back()))
            return last;
    }
    return last;
}

/// What the kernel took may show a little later.
bool comesTrue(const RetypePorts &step, const Host &host)
{
    QElapsedTimer waiting;
    waiting.start();
    for (;;) {
        const auto stored = readStored(host, step);
        if (stored && standingOf(step, *stored) == Standing::After)
            return true;
        if (waiting.elapsed() >= longestWait)
            return false;
        QThread::msleep(betweenLooks);
    }
}

/// A port may be refused and be what it shall be all the same: the read-back decides.
Result<void> expectEffect(const RetypePorts &step, const Result<void> &stored, const Host &host)
{
    const auto now = readStored(host, step);
    if (!stored && (!now || standingOf(step, *now) != Standing::After))
        return stored;
    return comesTrue(step, host) ? Result<void>() : fail(ErrorCode::Conflict, step.slot, u"not as written"_s);
}

std::vector<ModuleUse> usesOf(Machine &machine, const QString &slot)
{
    return readUsesOf(machine, [&] { return interfacesOf(readMlx4Card(machine.host, slot).value_or(FoundCard{})); });
}

/// What nobody was asked about.
Result<void> expectCutsKnown(const RetypePorts &step, Machine &machine)
{
    for (const QString &cut : cutsOf(usesOf(machine, step.slot)))
        if (!step.cuts.contains(cut))
            return fail(ErrorCode::Conflict, step.slot, cut);
    return {};
}

bool mayBePartly(const Machine &machine)
{
    return !machine.plan || !machine.plan->finishes.isEmpty() || !machine.plan->undoes.isEmpty();
}

Result<void> expectAsPlanned(const RetypePorts &step, Machine &machine)
{
    return standing(step, machine).and_then([&](Standing now) -> Result<void> {
        if (now == Standing::Before || (now == Standing::Partly && mayBePartly(machine)))
            return {};
        return fail(ErrorCode::Conflict, step.slot, u"not as planned"_s);
    });
}

} // namespace

Result<Standing> standing(const RetypePorts &step, Machine &machine)
{
    const auto stored = readStored(machine.host, step);
    if (!stored && stored.error().code == ErrorCode::NotFound)
        return Standing::Before; // unplugged, or its driver is gone: nothing of the step is left
    if (!stored && stored.error().code == ErrorCode::Conflict)
        return Standing::Neither;
    return stored.transform([&](const PortTypes &types) { return standingOf(step, types); });
}

Result<void> carryOut(const RetypePorts &step, Machine &machine)
{
    return readStored(machine.host, step)
        .and_then([&](const PortTypes &) { return expectAsPlanned(step, machine); })
        .and_then([&] { return expectCutsKnown(step, machine); })
        .and_then([&] { return expectEffect(step, storeAll(step, machine), machine.host); });
}

void nameCuts(RetypePorts &step, Machine &machine)
{
    step.cuts = cutsOf(usesOf(machine, step.slot));
}

} // namespace rdma
