// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// RTM_NEWLINK, RTM_DELLINK, RTM_NEWLINKPROP and RTM_DELLINKPROP.
#include "tests/kernel/testlinks.h"

#include "helper/errnoerror.h"

#include <array>
#include <cerrno>
#include <libmnl/libmnl.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <memory>
#include <net/if.h>

namespace rdma {

namespace {

using Buffer = std::array<char, 8192>;

nlmsghdr *putRequest(Buffer &buffer, quint16 type, int flags, int index)
{
    nlmsghdr *request = mnl_nlmsg_put_header(buffer.data());
    request->nlmsg_type = type;
    request->nlmsg_flags = static_cast<quint16>(NLM_F_REQUEST | NLM_F_ACK | flags);
    request->nlmsg_seq = 1;
    static_cast<ifinfomsg *>(mnl_nlmsg_put_extra_header(request, sizeof(ifinfomsg)))->ifi_index = index;
    return request;
}

Result<void> send(const nlmsghdr *request, const QString &subject)
{
    const std::unique_ptr<mnl_socket, decltype(&mnl_socket_close)> socket(mnl_socket_open(NETLINK_ROUTE),
                                                                          &mnl_socket_close);
    Buffer answer;
    if (!socket || mnl_socket_bind(socket.get(), 0, MNL_SOCKET_AUTOPID) == -1 ||
        mnl_socket_sendto(socket.get(), request, request->nlmsg_len) == -1)
        return kernelFailure(errno, subject);
    const auto size = mnl_socket_recvfrom(socket.get(), answer.data(), answer.size());
    const unsigned port = mnl_socket_get_portid(socket.get());
    if (size == -1 || mnl_cb_run(answer.data(), size_t(size), 1, port, nullptr, nullptr) == MNL_CB_ERROR)
        return kernelFailure(errno, subject);
    return {};
}

Result<void> addLinkOfKind(const char *kind, const QByteArray &name)
{
    Buffer buffer;
    nlmsghdr *request = putRequest(buffer, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, 0);
    mnl_attr_put_strz(request, IFLA_IFNAME, name.constData());
    nlattr *info = mnl_attr_nest_start(request, IFLA_LINKINFO);
    mnl_attr_put_strz(request, IFLA_INFO_KIND, kind);
    mnl_attr_nest_end(request, info);
    return send(request, QString::fromUtf8(name));
}

} // namespace

Result<int> addTestLink(const QString &name)
{
    const QByteArray bytes = name.toUtf8();
    auto added = addLinkOfKind("dummy", bytes)
                     .or_else([&](const Error &) { return addLinkOfKind("veth", bytes); })
                     .or_else([&](const Error &) { return addLinkOfKind("bridge", bytes); });
    return added.transform([&] { return static_cast<int>(::if_nametoindex(bytes.constData())); });
}

Result<void> removeTestLink(int index)
{
    Buffer buffer;
    return send(putRequest(buffer, RTM_DELLINK, 0, index), QString::number(index));
}

Result<void> changeAltname(int index, const QString &altname, bool add)
{
    Buffer buffer;
    nlmsghdr *request = putRequest(buffer, add ? RTM_NEWLINKPROP : RTM_DELLINKPROP,
                                   add ? NLM_F_CREATE | NLM_F_EXCL | NLM_F_APPEND : 0, index);
    nlattr *list = mnl_attr_nest_start(request, IFLA_PROP_LIST | NLA_F_NESTED);
    mnl_attr_put_strz(request, IFLA_ALT_IFNAME, altname.toUtf8().constData());
    mnl_attr_nest_end(request, list);
    return send(request, altname);
}

} // namespace rdma
