// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A socket that waits for an answer for five seconds at most. The kernel may hold up the sending itself for longer: it
// does the work in sendto(2), and waits there for whoever has the RTNL lock.
#include "helper/netlinkexchange.h"

#include "helper/descriptor.h"
#include "helper/errnoerror.h"

#include <memory>
#include <sys/time.h>

namespace rdma {

namespace {

struct SocketCloser {
    void operator()(mnl_socket *socket) const { mnl_socket_close(socket); }
};
using Socket = std::unique_ptr<mnl_socket, SocketCloser>;

Result<Socket> openSocket(int bus, const QString &subject)
{
    Socket socket(mnl_socket_open2(bus, SOCK_CLOEXEC));
    if (!socket || mnl_socket_bind(socket.get(), 0, MNL_SOCKET_AUTOPID) == -1)
        return kernelFailure(errno, subject);
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    if (::setsockopt(mnl_socket_get_fd(socket.get()), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == -1)
        return kernelFailure(errno, subject);
    return socket;
}

} // namespace

Result<void> exchange(int bus, nlmsghdr *request, const QString &subject, mnl_cb_t callback, void *data)
{
    const auto socket = openSocket(bus, subject);
    if (!socket)
        return std::unexpected(socket.error());
    constexpr unsigned sequence = 1;
    request->nlmsg_seq = sequence;
    if (mnl_socket_sendto(socket->get(), request, request->nlmsg_len) == -1)
        return kernelFailure(errno, subject);
    NetlinkBuffer buffer;
    for (int more = MNL_CB_OK; more == MNL_CB_OK;) {
        const auto size = retried([&] { return mnl_socket_recvfrom(socket->get(), buffer.data(), buffer.size()); });
        if (size == -1)
            return kernelFailure(errno, subject);
        const unsigned port = mnl_socket_get_portid(socket->get());
        more = mnl_cb_run(buffer.data(), static_cast<size_t>(size), sequence, port, callback, data);
        if (more == MNL_CB_ERROR)
            return kernelFailure(errno, subject);
    }
    return {};
}

} // namespace rdma
