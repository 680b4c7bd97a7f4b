// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How much memory may be locked on the demo host: the chapter's file for a group, a site's file with a line that does
// nothing, a service with a drop-in, and sessions.
#include "tests/fake/demohost.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto passwd = R"(root:x:0:0:root:/root:/bin/bash
alice:x:1000:1000:Alice:/home/alice:/bin/bash
bob:x:1001:1001:Bob:/home/bob:/bin/bash
)";

constexpr auto group = R"(root:x:0:
alice:x:1000:
bob:x:1001:
rdma:x:984:alice
)";

constexpr auto limitsConf = R"(# /etc/security/limits.conf
#
#<domain>      <type>  <item>         <value>
#
*               soft    core            0
*               -       memlock         65536
bob             hard    memlock         262144
)";

constexpr auto rdmaConf = R"(# configuration for rdma tuning
@rdma           soft    memlock         unlimited
@rdma           hard    memlock         unlimited
# rdma tuning end
)";

constexpr auto siteConf = R"(# Users of the cluster
@hpc            -       nofile          65536
@hpc            -       memlok          unlimited
)";

constexpr auto broker = R"([Unit]
Description=Broker of MPI jobs

[Service]
ExecStart=/usr/sbin/mpi-broker
LimitMEMLOCK=64M
)";

constexpr auto limits = R"(Limit                     Soft Limit           Hard Limit           Units
Max locked memory         8388608              8388608              bytes
)";

constexpr quint64 mebibyte = quint64{1} << 20;
constexpr quint32 alice = 1000;
constexpr quint32 bob = 1001;

MemoryLimit both(MemoryAmount amount)
{
    return {amount, amount};
}

/// Alice's first session is older than her membership in the group.
RunningProcesses running()
{
    const MemoryAmount usual{64 * mebibyte};
    return {{{812, u"opensm"_s, 0, u"opensm.service"_s, both({8 * mebibyte})},
             {845, u"mpi-broker"_s, 0, u"mpi-broker.service"_s, both(unlimitedMemory)},
             {1410, u"sshd"_s, alice, u"session-2.scope"_s, both(usual)},
             {1388, u"systemd"_s, alice, u"user@1000.service"_s, both(usual)},
             {2210, u"sshd"_s, alice, u"session-7.scope"_s, both(unlimitedMemory)},
             {2304, u"bash"_s, bob, u"session-9.scope"_s, both(usual)}},
            0};
}

} // namespace

void DemoHost::limitMemory()
{
    files().write(u"/etc/os-release"_s, "NAME=\"Debian GNU/Linux\"\nID=debian\n");
    files().write(u"/etc/passwd"_s, passwd);
    files().write(u"/etc/group"_s, group);
    files().write(u"/etc/security/limits.conf"_s, limitsConf);
    files().write(u"/etc/security/limits.d/90-site.conf"_s, siteConf);
    files().write(u"/etc/security/limits.d/rdma.conf"_s, rdmaConf);
    files().write(u"/proc/self/limits"_s, limits);
    files().write(u"/usr/lib/systemd/system/mpi-broker.service"_s, broker);
    files().write(u"/etc/systemd/system/mpi-broker.service.d/50-rdma-memlock.conf"_s,
                  "[Service]\nLimitMEMLOCK=infinity\n");
    for (const QString &service : {u"opensm.service"_s, u"ibacm.service"_s, u"user@.service"_s})
        files().write(u"/usr/lib/systemd/system/"_s + service, "[Service]\nExecStart=/bin/true\n");
    for (const QString &service : {u"opensm.service"_s, u"mpi-broker.service"_s})
        units().setActive(service, true);
    tools().setRunning(running());
}

} // namespace rdma
