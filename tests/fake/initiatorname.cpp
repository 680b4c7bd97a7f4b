// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// srpt_parse_guid(), srpt_parse_i_port_id() and inet_pton_with_scope().
#include "tests/fake/initiatorname.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>

namespace rdma {

namespace {

bool isHex(const QByteArray &text)
{
    return std::ranges::all_of(text, [](char byte) { return std::isxdigit(static_cast<unsigned char>(byte)) != 0; });
}

/// sscanf() with %hx four times: short groups will do.
bool isGuid(const QByteArray &name)
{
    const auto groups = name.split(':');
    return groups.size() == 4 && std::ranges::all_of(groups, [](const QByteArray &group) {
               return !group.isEmpty() && group.size() <= 4 && isHex(group);
           });
}

/// Pairs of digits, even none; what comes after the 32nd is not looked at.
bool isPortId(const QByteArray &name)
{
    const QByteArray digits = name.toLower().startsWith("0x") ? name.sliced(2) : name;
    return digits.size() % 2 == 0 && isHex(digits.first(std::min<qsizetype>(digits.size(), 32)));
}

bool isAddress(const QByteArray &name)
{
    in6_addr address{};
    return ::inet_pton(AF_INET, name.constData(), &address) == 1 ||
           ::inet_pton(AF_INET6, name.constData(), &address) == 1;
}

} // namespace

bool isInitiatorName(const QByteArray &name)
{
    return isGuid(name) || isPortId(name) || isAddress(name);
}

} // namespace rdma
