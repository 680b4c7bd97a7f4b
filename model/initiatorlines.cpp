// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The wordings of drivers/infiniband/ulp/srp/ib_srp.c and drivers/scsi/scsi_transport_srp.c, Linux 3.10 to 6.12.
#include "model/initiatorlines.h"

#include "model/initiatorwordings.h"
#include "model/ipaddress.h"
#include "model/linetext.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestAddress = 64;

/// "scsi host5: ", and where nothing names a host, none.
std::optional<int> hostBefore(LineText &text)
{
    LineText ahead = text;
    if (!ahead.skip("scsi host"_L1))
        return std::nullopt;
    const auto host = numberFrom(ahead.upTo(": "_L1));
    if (host)
        text = ahead;
    return host;
}

template <std::size_t N> std::optional<InitiatorLine> fixedLine(const FixedWording (&table)[N], QStringView rest)
{
    const auto *found =
        std::ranges::find_if(table, [rest](const FixedWording &one) { return rest.startsWith(one.words); });
    if (found == std::end(table))
        return std::nullopt;
    return InitiatorLine{.event = found->event, .reason = found->reason};
}

/// A GID over IB/CM, an address over RDMA/CM (%pI6, %pIS). An IPv6 address looks like a GID: only who knows which it is
/// can tell them apart.
void takePeer(InitiatorLine &line, QStringView peer, bool overRdmaCm)
{
    if (!overRdmaCm)
        line.to = gidDigits(peer);
    if (line.to.isEmpty())
        line.dest = peer.left(longestAddress).toString();
}

/// "SRP LOGIN from … to … REJECTED, reason 0x00010006"; old kernels, and RDMA/CM, tell no GIDs.
std::optional<InitiatorLine> rejectedLogin(LineText text)
{
    if (!text.skip("SRP LOGIN "_L1))
        return std::nullopt;
    InitiatorLine line{.event = InitiatorEvent::LoginRejected};
    if (text.skip("from "_L1)) {
        line.from = gidDigits(text.upTo(" to "_L1));
        line.to = gidDigits(text.upTo(" "_L1));
    }
    if (!text.skip("REJECTED, reason "_L1))
        return std::nullopt;
    const auto reason = hexFrom(text.rest(), 8);
    if (!reason)
        return std::nullopt;
    line.reason = static_cast<quint32>(*reason);
    return line;
}

/// "Connection 0/2 to fe80:… failed", and without "to …" before 5.x.
std::optional<InitiatorLine> failedConnection(LineText text)
{
    if (!text.skip("Connection "_L1))
        return std::nullopt;
    const auto channel = numberFrom(text.upTo("/"_L1));
    const auto channels = numberFrom(text.upTo(" "_L1));
    InitiatorLine line{.event = InitiatorEvent::ConnectionFailed};
    if (text.skip("to "_L1))
        takePeer(line, text.upTo(" "_L1), false);
    if (!channel || !channels || text.rest() != "failed"_L1)
        return std::nullopt;
    line.channel = *channel;
    line.channels = *channels;
    return line;
}

/// "Path record query failed: sgid …, dgid …, pkey 0xffff, service_id 0x…"
std::optional<InitiatorLine> failedPathQuery(LineText text)
{
    if (!text.skip("Path record query failed"_L1))
        return std::nullopt;
    InitiatorLine line{.event = InitiatorEvent::PathQueryFailed};
    if (text.skip(": sgid "_L1)) {
        line.from = gidDigits(text.upTo(", dgid "_L1));
        line.to = gidDigits(text.upTo(", "_L1));
    }
    return line;
}

std::optional<InitiatorLine> newTarget(LineText text)
{
    if (!text.skip("new target: id_ext "_L1))
        return std::nullopt;
    InitiatorLine line{.event = InitiatorEvent::NewTarget};
    line.idExt = hexFrom(text.upTo(" ioc_guid "_L1));
    line.iocGuid = hexFrom(text.upTo(" "_L1));
    text.upTo("sgid "_L1);
    line.from = gidDigits(text.upTo(" "_L1));
    const bool overRdmaCm = text.skip("dest "_L1);
    if (!line.idExt || !line.iocGuid || (!overRdmaCm && !text.skip("dgid "_L1)))
        return std::nullopt;
    takePeer(line, text.rest(), overRdmaCm);
    return line;
}

std::optional<InitiatorLine> connectedBefore(LineText text)
{
    if (!text.skip("Already connected to target port with id_ext="_L1))
        return std::nullopt;
    InitiatorLine line{.event = InitiatorEvent::AlreadyConnected};
    line.idExt = hexFrom(text.upTo(";ioc_guid="_L1));
    line.iocGuid = hexFrom(text.upTo(";"_L1));
    if (text.skip("dest="_L1))
        takePeer(line, text.rest(), true);
    return line.idExt && line.iocGuid ? std::optional(line) : std::nullopt;
}

std::optional<InitiatorLine> badParameter(QStringView rest)
{
    const auto begins = [rest](QLatin1StringView beginning) { return rest.startsWith(beginning); };
    if (!std::ranges::any_of(parameterProblems, begins))
        return std::nullopt;
    return InitiatorLine{.event = InitiatorEvent::BadParameter, .words = rest.toString()};
}

/// "192.0.2.1:5555", "[2001:db8::1%2]:5555" (%pISpsc), and without a port in older kernels (%pIS).
std::optional<IpAddress> endpointAddress(QStringView endpoint)
{
    LineText text(endpoint);
    const bool isIpv6 = text.skip("["_L1) || endpoint.count(u':') > 1;
    return IpAddress::fromText(isIpv6 ? LineText(text.upTo("]"_L1)).upTo("%"_L1) : text.upTo(":"_L1));
}

/// "Resolving address 192.0.2.1:5555 failed (-6)" where nobody has that address, "No route available from (einval) to
/// 192.0.2.1:5555 (-101)" where no way leads there (srp_new_rdma_cm_id()): pr_err(), which names no host. No other line
/// follows: the login ends before there is a connection that could fail.
std::optional<InitiatorLine> unknownAddress(LineText text)
{
    const bool isRoute = text.skip("No route available from "_L1);
    if (isRoute)
        text.upTo(" to "_L1);
    else if (!text.skip("Resolving address "_L1))
        return std::nullopt;
    const auto address = endpointAddress(text.upTo(isRoute ? " (-"_L1 : " failed (-"_L1));
    if (!address || !numberFrom(text.upTo(")"_L1)))
        return std::nullopt;
    InitiatorLine line{.event = InitiatorEvent::AddressFailed};
    (address->isIpv6() ? line.to : line.dest) =
        address->isIpv6() ? QString::fromLatin1(address->bytes.toHex()) : address->text();
    return line;
}

std::optional<InitiatorLine> saidByDriver(const LineText &text, bool ofHost)
{
    if (!ofHost)
        return badParameter(text.rest()).or_else([&] { return unknownAddress(text); });
    return fixedLine(afterDriver, text.rest())
        .or_else([&] { return rejectedLogin(text); })
        .or_else([&] { return failedConnection(text); })
        .or_else([&] { return failedPathQuery(text); })
        .or_else([&] { return newTarget(text); })
        .or_else([&] { return connectedBefore(text); });
}

/// "  REJ reason 0x8"
std::optional<InitiatorLine> cmRejection(LineText text)
{
    text.skipBlanks();
    if (const auto fixed = fixedLine(afterHost, text.rest()))
        return fixed;
    if (!text.skip("REJ reason "_L1))
        return std::nullopt;
    const auto reason = hexFrom(text.rest(), 4);
    if (!reason)
        return std::nullopt;
    return InitiatorLine{.event = InitiatorEvent::CmRejected, .reason = static_cast<quint32>(*reason)};
}

/// "reconnect attempt 1 failed (-104)"
std::optional<InitiatorLine> failedReconnect(LineText text)
{
    if (!text.skip("reconnect attempt "_L1))
        return std::nullopt;
    const auto attempt = numberFrom(text.upTo(" failed (-"_L1));
    const auto error = numberFrom(text.upTo(")"_L1));
    if (!attempt || !error)
        return std::nullopt;
    return InitiatorLine{
        .event = InitiatorEvent::ReconnectFailed, .reason = static_cast<quint32>(*error), .channel = *attempt};
}

/// "dev_loss_tmo expired for SRP port-7:1 / host7."
std::optional<InitiatorLine> expiredTimeout(LineText text)
{
    const bool isLoss = text.skip("dev_loss_tmo expired for SRP "_L1);
    if (!isLoss && !text.skip("fast_io_fail_tmo expired for SRP "_L1))
        return std::nullopt;
    text.upTo(" / host"_L1);
    const auto host = numberFrom(text.upTo("."_L1));
    if (!host)
        return std::nullopt;
    return InitiatorLine{.event = isLoss ? InitiatorEvent::DevLossExpired : InitiatorEvent::FastIoFailExpired,
                         .host = host};
}

} // namespace

std::optional<InitiatorLine> initiatorLine(QStringView line)
{
    LineText text(line);
    text.skipTime();
    const auto host = hostBefore(text);
    auto read = text.skip("ib_srp: "_L1)
                    ? saidByDriver(text, host.has_value())
                    : (host ? cmRejection(text).or_else([&] { return failedReconnect(text); }) : expiredTimeout(text));
    if (read && host)
        read->host = host;
    return read;
}

} // namespace rdma
