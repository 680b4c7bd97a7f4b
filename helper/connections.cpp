// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// /proc/net/tcp and tcp6 (proc_pid_net(5), get_tcp4_sock() in net/ipv4/tcp_ipv4.c).
#include "helper/connections.h"

#include "helper/inettext.h"
#include "helper/proctable.h"

#include <netinet/tcp.h>
#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Socket {
    QString local;
    QString remote;
    quint16 localPort = 0;
    quint16 remotePort = 0;
    int state = 0;
    quint32 uid = 0;
};

/// Words of 32 bits as memory has them, in hexadecimal.
QByteArray bytesOf(const QByteArray &words)
{
    QByteArray bytes;
    for (qsizetype i = 0; i + 8 <= words.size(); i += 8) {
        const quint32 word = words.sliced(i, 8).toUInt(nullptr, 16);
        bytes.append(reinterpret_cast<const char *>(&word), sizeof word);
    }
    return bytes;
}

/// sl local_address rem_address st queues timer retransmissions uid …
std::optional<Socket> socketFrom(const QByteArray &line)
{
    const QByteArrayList fields = line.simplified().split(' ');
    const QByteArrayList local = fields.value(1).split(':');
    const QByteArrayList remote = fields.value(2).split(':');
    if (fields.size() < 4 || local.size() != 2 || remote.size() != 2)
        return std::nullopt;
    return Socket{inetText(bytesOf(local[0])),     inetText(bytesOf(remote[0])), local[1].toUShort(nullptr, 16),
                  remote[1].toUShort(nullptr, 16), fields[3].toInt(nullptr, 16), fields.value(7).toUInt()};
}

TcpConnection connectionOf(Socket socket, bool isIncoming)
{
    return {std::move(socket.local), std::move(socket.remote), isIncoming ? socket.localPort : socket.remotePort,
            isIncoming ? Direction::Incoming : Direction::Outgoing, socket.uid};
}

} // namespace

Result<std::vector<TcpConnection>> readTcpConnections(const Host &host)
{
    std::set<quint16> listening;
    std::vector<Socket> established;
    for (const auto path : {"/proc/self/net/tcp"_L1, "/proc/self/net/tcp6"_L1}) {
        const auto read = forEachLine(host, path, [&](const QByteArray &line) {
            const auto socket = socketFrom(line);
            if (socket && socket->state == TCP_LISTEN)
                listening.insert(socket->localPort);
            if (socket && socket->state == TCP_ESTABLISHED)
                established.push_back(*socket);
        });
        if (!read)
            return std::unexpected(read.error());
    }
    std::vector<TcpConnection> connections;
    for (Socket &socket : established) {
        const bool isIncoming = listening.contains(socket.localPort);
        connections.push_back(connectionOf(std::move(socket), isIncoming));
    }
    return connections;
}

} // namespace rdma
