// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The grammar of mstconfig's command line, and how a setting ends.
#include "model/mstconfig.h"

#include "model/msttable.h"
#include "model/pciaddress.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxPorts = 8; // LINK_TYPE_P1 to P8 in the tool's table

/// The number, which all versions take and none translates.
std::optional<QString> mstValueOf(PortType type, AutoType autoType)
{
    switch (type) {
    case PortType::InfiniBand:
        return u"1"_s;
    case PortType::Ethernet:
        return u"2"_s;
    case PortType::Auto:
        return autoType == AutoType::Allowed ? std::optional(u"3"_s) : std::nullopt;
    case PortType::Unknown:
        break;
    }
    return std::nullopt;
}

Result<QStringList> assignmentsOf(const PortTypes &wanted, AutoType autoType)
{
    QStringList assignments;
    for (const auto &[port, type] : wanted) {
        const auto value = mstValueOf(type, autoType);
        if (port < 1 || port > maxPorts || !value)
            return fail(ErrorCode::InvalidWish, u"ports/%1"_s.arg(port), nameOf(portTypeNames, type));
        assignments << u"LINK_TYPE_P%1=%2"_s.arg(port).arg(*value);
    }
    if (assignments.isEmpty())
        return fail(ErrorCode::InvalidWish, u"ports"_s);
    return assignments;
}

MstRestart restartFrom(QByteArrayView line)
{
    if (line.contains("power cycle"))
        return MstRestart::PowerCycle;
    if (line.contains("Skipped reset preparation"))
        return MstRestart::PreparationSkipped;
    return line.contains("reboot") ? MstRestart::Reboot : MstRestart::Unsaid;
}

/// The most that is asked for.
MstRestart restartIn(const QByteArrayList &lines)
{
    MstRestart most = MstRestart::Unsaid;
    for (const QByteArray &line : lines)
        if (line.startsWith("-I- "))
            most = std::max(most, restartFrom(line));
    return most;
}

bool isTooLong(const MstAnswer &answer)
{
    return answer.out.size() > maxMstOutput;
}

} // namespace

QStringList mstVersionArguments()
{
    return {u"-v"_s};
}

Result<QStringList> mstQueryArguments(const QString &address)
{
    return pciAddressFrom(address, u"device"_s).transform([](const QString &device) {
        return QStringList{u"-d"_s, device, u"-e"_s, u"q"_s};
    });
}

Result<QStringList> mstSetArguments(const QString &address, const PortTypes &wanted, AutoType autoType)
{
    const auto device = pciAddressFrom(address, u"device"_s);
    if (!device)
        return std::unexpected(device.error());
    // One -y answers the tool's question. A second one, which 4.36 knows, lets it reset the card and reboot.
    return assignmentsOf(wanted, autoType).transform([&](const QStringList &assignments) {
        return QStringList{u"-d"_s, *device, u"-y"_s, u"set"_s} + assignments;
    });
}

MstResult<MstCard> mstCardFrom(const MstAnswer &answer)
{
    if (answer.exitCode != 0 || isTooLong(answer))
        return std::unexpected(mstFailureIn(answer));
    std::vector<MstCard> cards = mstCardsIn(answer.out);
    // Without any row we did not understand the table: to believe that all ports are of a fixed type would be wrong.
    if (cards.size() != 1 || cards.front().parameters.empty())
        return std::unexpected(mstFailureIn(answer));
    return std::move(cards.front());
}

MstResult<MstRestart> mstSetOutcome(const MstAnswer &answer)
{
    const QByteArrayList lines = answer.out.left(maxMstOutput).split('\n');
    const bool isDone =
        std::ranges::any_of(lines, [](const QByteArray &line) { return line.trimmed().endsWith("Applying... Done!"); });
    if (answer.exitCode != 0 || isTooLong(answer) || !isDone)
        return std::unexpected(mstFailureIn(answer));
    return restartIn(lines);
}

} // namespace rdma
