// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// inet_ntop(3) with room.
#include "helper/inettext.h"

#include <arpa/inet.h>
#include <array>

namespace rdma {

QString inetText(QByteArray bytes)
{
    static const QByteArray mapped = QByteArray(10, '\0') + QByteArray(2, '\xff');
    if (bytes.size() == qsizetype(sizeof(in6_addr)) && bytes.startsWith(mapped))
        bytes = bytes.sliced(mapped.size());
    if (bytes.size() != qsizetype(sizeof(in_addr)) && bytes.size() != qsizetype(sizeof(in6_addr)))
        return {};
    std::array<char, INET6_ADDRSTRLEN> text{};
    const int family = bytes.size() == qsizetype(sizeof(in_addr)) ? AF_INET : AF_INET6;
    return QString::fromLatin1(
        ::inet_ntop(family, bytes.constData(), text.data(), static_cast<socklen_t>(text.size())));
}

} // namespace rdma
