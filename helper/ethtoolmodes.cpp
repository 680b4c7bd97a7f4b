// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Modes come by name ("100000baseKR4/Full"), so that new ones need no table here.
#include "helper/ethtoolmodes.h"

#include "helper/errnoerror.h"
#include "helper/netlinkexchange.h"

#include <algorithm>
#include <linux/ethtool_netlink.h>
#include <linux/genetlink.h>

namespace rdma {

namespace {

constexpr quint32 mostMegabits = 100'000'000; ///< more is no speed: the kernel's SPEED_UNKNOWN is 0xffffffff
constexpr quint32 mellanoxOnly = 56'000;      ///< 56GbE: no other maker's switch has it, so 40GbE is no slow link

quint32 speedOr0(quint32 megabits)
{
    return megabits <= mostMegabits ? megabits : 0;
}

/// "100000baseKR4/Full"; 0 for "Autoneg", "FIBRE" and the like.
quint32 megabitsOf(QByteArrayView mode)
{
    const qsizetype end = mode.indexOf("base");
    const auto isDigit = [](char letter) { return letter >= '0' && letter <= '9'; };
    if (end < 1 || !std::ranges::all_of(mode.first(end), isDigit))
        return 0;
    const quint32 megabits = speedOr0(mode.first(end).toUInt());
    return megabits == mellanoxOnly ? 0 : megabits;
}

int readBit(const nlattr *attribute, void *data)
{
    if (mnl_attr_get_type(attribute) != ETHTOOL_A_BITSET_BIT_NAME ||
        mnl_attr_validate(attribute, MNL_TYPE_NUL_STRING) == -1)
        return MNL_CB_OK;
    auto *fastest = static_cast<quint32 *>(data);
    *fastest = std::max(*fastest, megabitsOf(QByteArrayView(mnl_attr_get_str(attribute))));
    return MNL_CB_OK;
}

int readBits(const nlattr *attribute, void *data)
{
    if (mnl_attr_get_type(attribute) == ETHTOOL_A_BITSET_BITS_BIT)
        return mnl_attr_parse_nested(attribute, readBit, data);
    return MNL_CB_OK;
}

struct Bitset {
    quint32 fastest = 0;
    bool isMasked = true;
};

/// In a bitset with a mask the bits listed are the mask: what is supported. Without one they are what is advertised.
int readBitset(const nlattr *attribute, void *data)
{
    auto *bitset = static_cast<Bitset *>(data);
    if (mnl_attr_get_type(attribute) == ETHTOOL_A_BITSET_NOMASK)
        bitset->isMasked = false;
    if (mnl_attr_get_type(attribute) == ETHTOOL_A_BITSET_BITS)
        return mnl_attr_parse_nested(attribute, readBits, &bitset->fastest);
    return MNL_CB_OK;
}

int readModes(const nlattr *attribute, void *data)
{
    auto *modes = static_cast<LinkModes *>(data);
    const int type = mnl_attr_get_type(attribute);
    if (type == ETHTOOL_A_LINKMODES_SPEED && mnl_attr_validate(attribute, MNL_TYPE_U32) == 0)
        modes->speed = speedOr0(mnl_attr_get_u32(attribute));
    if (type != ETHTOOL_A_LINKMODES_OURS)
        return MNL_CB_OK;
    Bitset bitset;
    const int result = mnl_attr_parse_nested(attribute, readBitset, &bitset);
    modes->fastest = bitset.isMasked ? bitset.fastest : 0;
    return result;
}

int readReply(const nlmsghdr *message, void *data)
{
    if (mnl_nlmsg_get_payload_len(message) >= sizeof(genlmsghdr))
        *static_cast<LinkModes *>(data) =
            linkModesFrom({static_cast<const char *>(mnl_nlmsg_get_payload_offset(message, sizeof(genlmsghdr))),
                           static_cast<qsizetype>(mnl_nlmsg_get_payload_len(message) - sizeof(genlmsghdr))});
    return MNL_CB_OK;
}

int readFamilyAttribute(const nlattr *attribute, void *data)
{
    if (mnl_attr_get_type(attribute) == CTRL_ATTR_FAMILY_ID && mnl_attr_validate(attribute, MNL_TYPE_U16) == 0)
        *static_cast<quint16 *>(data) = mnl_attr_get_u16(attribute);
    return MNL_CB_OK;
}

int readFamily(const nlmsghdr *message, void *data)
{
    return mnl_attr_parse(message, sizeof(genlmsghdr), readFamilyAttribute, data);
}

nlmsghdr *putGeneric(NetlinkBuffer &buffer, quint16 family, quint8 command, quint8 version)
{
    nlmsghdr *request = mnl_nlmsg_put_header(buffer.data());
    request->nlmsg_type = family;
    request->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
    auto *header = static_cast<genlmsghdr *>(mnl_nlmsg_put_extra_header(request, sizeof(genlmsghdr)));
    header->cmd = command;
    header->version = version;
    return request;
}

/// Families have numbers that differ from boot to boot.
Result<quint16> ethtoolFamily()
{
    NetlinkBuffer buffer;
    quint16 family = 0;
    nlmsghdr *request = putGeneric(buffer, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 1);
    mnl_attr_put_strz(request, CTRL_ATTR_FAMILY_NAME, ETHTOOL_GENL_NAME);
    return exchange(NETLINK_GENERIC, request, QStringLiteral(ETHTOOL_GENL_NAME), readFamily, &family).transform([&] {
        return family;
    });
}

} // namespace

LinkModes linkModesFrom(QByteArrayView attributes)
{
    LinkModes modes;
    const auto size = static_cast<size_t>(attributes.size());
    if (mnl_attr_parse_payload(attributes.data(), size, readModes, &modes) == MNL_CB_ERROR)
        return {};
    return modes;
}

Result<LinkModes> askLinkModes(const QString &name)
{
    const auto family = ethtoolFamily();
    if (!family)
        return std::unexpected(family.error());
    const QByteArray bytes = name.toUtf8();
    NetlinkBuffer buffer;
    nlmsghdr *request = putGeneric(buffer, *family, ETHTOOL_MSG_LINKMODES_GET, ETHTOOL_GENL_VERSION);
    nlattr *header = mnl_attr_nest_start(request, ETHTOOL_A_LINKMODES_HEADER);
    if (!mnl_attr_put_strz_check(request, 4096, ETHTOOL_A_HEADER_DEV_NAME, bytes.constData()))
        return kernelFailure(ERANGE, name);
    mnl_attr_nest_end(request, header);
    LinkModes modes;
    return exchange(NETLINK_GENERIC, request, name, readReply, &modes).transform([&] { return modes; });
}

} // namespace rdma
