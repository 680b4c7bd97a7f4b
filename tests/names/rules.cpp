// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rules for the first port of the demo host. In a file of their own: moc loses its way in raw strings.
#include "tests/names/rules.h"

namespace rdma {

QByteArray newRule()
{
    return R"(ACTION=="add", SUBSYSTEM=="net", DRIVERS=="?*", KERNEL!="*.*", ATTR{type}=="32", )"
           R"(ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1", NAME="mlx4_ib0")";
}

QByteArray looseRule()
{
    return R"(ACTION=="add", SUBSYSTEM=="net", ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1", NAME="loose")"
           "\n";
}

QByteArray ruleCalled(const QByteArray &name)
{
    QByteArray rule = R"(ACTION=="add",SUBSYSTEM=="net",  DRIVERS=="?*", ATTR{type}=="32",)"
                      R"(ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1",   NAME=")";
    return rule.append(name).append('"');
}

QByteArray kernelRule(const QByteArray &kernelName, const QByteArray &name)
{
    QByteArray rule = R"(SUBSYSTEM=="net", ACTION=="add", KERNEL==")";
    return rule.append(kernelName).append(R"(", NAME=")").append(name).append('"');
}

QByteArray parentRule(const QByteArray &vendor, const QByteArray &name)
{
    QByteArray rule = R"(SUBSYSTEM=="net", ACTION=="add", ATTR{dev_port}=="0", SUBSYSTEMS=="pci", ATTRS{vendor}==")";
    return rule.append(vendor).append(R"(", NAME=")").append(name).append('"');
}

QByteArray doubtfulRule(const QByteArray &name)
{
    return ruleCalled(name).replace(R"(ATTR{type})", R"(ENV{SITE}=="7", ATTR{type})");
}

QByteArray hostileRule()
{
    return R"(ATTR{address}=="*0*0*0*0*0*0*0*0*0*0*0*0*0*0*0*0*0*x", NAME="x")";
}

} // namespace rdma
