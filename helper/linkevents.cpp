// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// rtnetlink(7), multicast groups of links and of addresses: a RoCE port's GIDs are made of the latter.
#include "helper/linkevents.h"

#include "helper/descriptor.h"
#include "helper/errnoerror.h"

#include <array>
#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR;

struct SocketCloser {
    void operator()(mnl_socket *socket) const { mnl_socket_close(socket); }
};
using Socket = std::unique_ptr<mnl_socket, SocketCloser>;

class LinkEvents final : public EventSource {
public:
    explicit LinkEvents(Socket socket) : m_socket(std::move(socket)) {}

    int descriptor() const override { return mnl_socket_get_fd(m_socket.get()); }

    Result<bool> drain() override
    {
        bool any = false;
        std::array<char, 64> start; // that there is a message says enough: its rest may be cut off
        for (int taken = 0; taken < maxDrained; ++taken) {
            const auto size = retried([&] { return ::recv(descriptor(), start.data(), start.size(), 0); });
            if (size == -1 && errno == EAGAIN)
                break;
            if (size == 0 || (size == -1 && errno != ENOBUFS)) // ENOBUFS: more than the socket could hold
                return kernelFailure(size == 0 ? EPIPE : errno, u"rtnetlink"_s);
            any = true;
        }
        return any;
    }

private:
    Socket m_socket;
};

} // namespace

OpenedSource openLinkEvents()
{
    Socket socket(mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!socket || mnl_socket_bind(socket.get(), groups, MNL_SOCKET_AUTOPID) == -1)
        return kernelFailure(errno, u"rtnetlink"_s);
    return std::make_unique<LinkEvents>(std::move(socket));
}

} // namespace rdma
