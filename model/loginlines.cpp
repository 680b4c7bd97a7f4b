// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The wordings of srpt_cm_req_recv() of drivers/infiniband/ulp/srpt/ib_srpt.c, Linux 3.10 to 6.12.
#include "model/loginlines.h"

#include "model/linetext.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// What ib_srpt says, without who says it. Before that there may be the time that dmesg(1) prints.
std::optional<LineText> wordsOfSrpt(QStringView line)
{
    LineText text(line);
    text.skipTime();
    if (!text.skip("ib_srpt "_L1) && !text.skip("ib_srpt: "_L1))
        return std::nullopt;
    return text;
}

/// The port of "mlx5_0_1".
std::optional<int> portFrom(QStringView name)
{
    return numberFrom(name.sliced(name.lastIndexOf(u'_') + 1));
}

/// "0011:7500:0077:d708" as kernels since 5.0 name the port of an initiator over IB/CM.
std::optional<quint64> guidFrom(QStringView text)
{
    const auto id = InitiatorId::fromText(QString(u"0000:0000:0000:0000:"_s + text));
    return id ? std::optional(id->portGuid) : std::nullopt;
}

LoginRefusal reasonOf(QStringView returned)
{
    if (returned == "-13"_L1) // EACCES: core_tpg_check_initiator_node_acl() found none
        return LoginRefusal::NoAcl;
    return returned == "-12"_L1 ? LoginRefusal::NoResources : LoginRefusal::Other; // ENOMEM
}

/// Up to 4.15.
std::optional<LoginAnswer> withoutAcl(LineText text)
{
    if (!text.skip("Rejected login because no ACL has been configured yet for initiator "_L1))
        return std::nullopt;
    const auto id = InitiatorId::fromText(text.upTo("."_L1));
    return id ? std::optional(LoginAnswer{.reason = LoginRefusal::NoAcl, .initiator = *id}) : std::nullopt;
}

/// Since 4.16.
std::optional<LoginAnswer> withoutSession(LineText text)
{
    if (!text.skip("Rejected login for initiator "_L1))
        return std::nullopt;
    const QStringView name = text.upTo(": ret = "_L1);
    return LoginAnswer{.reason = reasonOf(text.upTo("."_L1)), .initiator = {}, .guid = guidFrom(name)};
}

std::optional<LoginAnswer> ofDisabledPort(LineText text)
{
    if (!text.rest().contains("has not yet been enabled"_L1) && !text.rest().contains("is not enabled"_L1))
        return std::nullopt;
    const bool isNamed = text.skip("target port "_L1) || text.skip("target "_L1);
    const QStringView name = text.upTo(" "_L1);
    return LoginAnswer{.reason = LoginRefusal::PortDisabled,
                       .initiator = {},
                       .guid = {},
                       .port = isNamed ? portFrom(name) : std::nullopt};
}

std::optional<LoginAnswer> ofBadLength(LineText text)
{
    if (!text.skip("its length ("_L1))
        return std::nullopt;
    return LoginAnswer{.reason = LoginRefusal::WrongLength,
                       .initiator = {},
                       .guid = {},
                       .port = {},
                       .length = numberFrom(text.upTo(" bytes)"_L1))};
}

std::optional<LoginAnswer> ofOther(LineText text)
{
    constexpr QLatin1StringView resources[] = {"out of memory"_L1, "no memory"_L1, "creating a new "_L1,
                                               "enabling RTR failed"_L1};
    LoginAnswer answer;
    if (text.skip("it has an invalid target port identifier"_L1))
        answer.reason = LoginRefusal::WrongTarget;
    for (const QLatin1StringView beginning : resources)
        if (text.skip(beginning))
            answer.reason = LoginRefusal::NoResources;
    return answer;
}

} // namespace

std::optional<LoginRequest> loginRequest(QStringView line)
{
    auto text = wordsOfSrpt(line);
    if (!text || !text->skip("Received SRP_LOGIN_REQ with i_port_id "_L1))
        return std::nullopt;
    const auto initiator = InitiatorId::fromText(text->upTo(", t_port_id "_L1));
    text->upTo(" and it_iu_len "_L1);
    const auto length = numberFrom(text->upTo(" on port "_L1));
    const auto port = numberFrom(text->upTo(" (guid="_L1));
    const auto gid = InitiatorId::fromText(text->upTo(")"_L1)); // written in the same way, and as long
    if (!initiator || !length || !port || !gid)
        return std::nullopt;
    return LoginRequest{*initiator, gid->text().sliced(2), *port, *length};
}

std::optional<LoginAnswer> loginAnswer(QStringView line)
{
    auto text = wordsOfSrpt(line);
    if (!text)
        return std::nullopt;
    if (text->skip("sending SRP_LOGIN_REQ response failed"_L1))
        return LoginAnswer{.reason = LoginRefusal::NoResources};
    if (text->skip("rejected SRP_LOGIN_REQ because "_L1))
        return ofDisabledPort(*text).or_else([&] { return ofBadLength(*text); }).or_else([&] {
            return ofOther(*text);
        });
    return withoutAcl(*text).or_else([&] { return withoutSession(*text); });
}

} // namespace rdma
