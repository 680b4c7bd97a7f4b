// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A machine with more interfaces than fit a window.
#include "tests/gui/manyinterfaces.h"

#include <QJsonArray>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 firstGuid = 0xf452140300000000;

Interface portInterface(int number)
{
    Interface port;
    port.id = {{firstGuid + quint64(number)}, 0xffff};
    port.index = 10 + 2 * number;
    const QByteArray address = "80:00:02:08:fe:80:00:00:00:00:00:00:" + port.id.portGuid.colonBytes();
    port.address = IpoibAddress::fromText(address).value();
    port.name = u"net%1p%2"_s.arg(number / 2).arg(number % 2 + 1);
    port.rdmaDevice = u"mlx5_%1"_s.arg(number / 2);
    port.port = number % 2 + 1;
    port.operState = u"up"_s;
    port.up = true;
    port.mode = u"datagram"_s;
    port.mtu = 2044;
    port.children = {port.name + u".8002"_s};
    port.nextBoot = {port.name, NameSource::Rule, ipoibRulesPath, number + 1};
    return port;
}

Interface childOf(const Interface &port)
{
    Interface child = port;
    child.id.pkey = 0x8002;
    child.index = port.index + 1;
    child.name = port.children.constFirst();
    child.parent = port.name;
    child.children.clear();
    child.nextBoot = {child.name, NameSource::Creator, {}, 0};
    return child;
}

} // namespace

NamesState manyInterfaces(int count)
{
    NamesState state;
    state.live.kernelRelease = u"6.12.0"_s;
    state.live.renamesWhileUp = true;
    for (int number = 0; number < count / 2; ++number) {
        const Interface port = portInterface(number);
        const Interface child = childOf(port);
        state.config.interfaces[port.id] = {port.name, port.name};
        state.live.interfaces[port.id] = port;
        state.live.interfaces[child.id] = child;
    }
    return state;
}

QJsonObject stateJson(const NamesState &state)
{
    return {{u"config"_s, toJson(state.config)}, {u"live"_s, toJson(state.live)}, {u"notes"_s, toJson(state.notes)}};
}

} // namespace rdma
