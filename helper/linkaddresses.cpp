// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A dump of RTM_GETADDR (rtnetlink(7)).
#include "helper/linkaddresses.h"

#include "helper/inettext.h"
#include "helper/netlinkexchange.h"

#include <linux/if_addr.h>
#include <linux/rtnetlink.h>

namespace rdma {

namespace {

struct Taken {
    QByteArray local;   ///< IFA_LOCAL
    QByteArray address; ///< IFA_ADDRESS: of a point-to-point link the other end's, where there is a local one
};

int takeAttribute(const nlattr *attribute, void *data)
{
    auto *taken = static_cast<Taken *>(data);
    const auto bytes = [&] {
        return QByteArray(static_cast<const char *>(mnl_attr_get_payload(attribute)),
                          mnl_attr_get_payload_len(attribute));
    };
    if (mnl_attr_get_type(attribute) == IFA_LOCAL)
        taken->local = bytes();
    if (mnl_attr_get_type(attribute) == IFA_ADDRESS)
        taken->address = bytes();
    return MNL_CB_OK;
}

int readAddress(const nlmsghdr *message, void *data)
{
    const auto *info = static_cast<const ifaddrmsg *>(mnl_nlmsg_get_payload(message));
    Taken taken;
    if (mnl_attr_parse(message, sizeof *info, takeAttribute, &taken) == MNL_CB_ERROR)
        return MNL_CB_ERROR;
    const QString text = inetText(taken.local.isEmpty() ? taken.address : taken.local);
    if (!text.isEmpty())
        static_cast<std::vector<LinkAddress> *>(data)->push_back({static_cast<int>(info->ifa_index), text});
    return MNL_CB_OK;
}

} // namespace

Result<std::vector<LinkAddress>> askAddresses()
{
    NetlinkBuffer buffer;
    nlmsghdr *request = mnl_nlmsg_put_header(buffer.data());
    request->nlmsg_type = RTM_GETADDR;
    request->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    *static_cast<ifaddrmsg *>(mnl_nlmsg_put_extra_header(request, sizeof(ifaddrmsg))) = ifaddrmsg{};
    std::vector<LinkAddress> addresses;
    return exchange(NETLINK_ROUTE, request, QStringLiteral("addresses"), readAddress, &addresses).transform([&] {
        return std::move(addresses);
    });
}

} // namespace rdma
