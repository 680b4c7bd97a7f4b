// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The boot files that the distributions ship.
#pragma once

#include "fixtures.h"
#include "model/bootchoice.h"

namespace rdma {

/// rdma-core with its lists: what Debian, Ubuntu and SUSE ship, srp_daemon included.
inline BootFiles upstreamHost()
{
    BootFiles files;
    files.live = liveDialects({.bootLists = true, .loadModulesUnit = true});
    for (const auto &[list, path] : bootListPaths) {
        const QString name = QString(path).section(u'/', -1);
        files.lists[list] = fixture(u"moduleslist/" + (list == BootList::Rdma ? u"upstream-" + name : name));
    }
    return files;
}

/// RHEL 9, Fedora.
inline BootFiles redHatHost()
{
    BootFiles files = upstreamHost();
    files.packager = Packager::RedHat;
    files.lists[BootList::Rdma] = fixture(QStringLiteral("moduleslist/redhat-rdma.conf"));
    return files;
}

inline BootFiles rhel7Host()
{
    BootFiles files;
    files.packager = Packager::RedHat;
    files.live = liveDialects({.rdmaConf = true, .rdmaInitKernel = true, .rdmaService = true});
    files.rdmaConf = fixture(QStringLiteral("rdmaconf/rhel7.conf"));
    return files;
}

inline BootFiles rhel6Host()
{
    BootFiles files = rhel7Host();
    files.live = liveDialects({.rdmaConf = true, .rdmaInitScript = true});
    files.rdmaConf = fixture(QStringLiteral("rdmaconf/rhel6.conf"));
    return files;
}

/// RHEL 8.0 to 8.3: rdma-core's lists and Red Hat's old service beside each other.
inline BootFiles rhel8Host()
{
    BootFiles files = upstreamHost();
    files.packager = Packager::RedHat;
    files.live = liveDialects(
        {.rdmaConf = true, .rdmaInitKernel = true, .rdmaService = true, .bootLists = true, .loadModulesUnit = true});
    files.rdmaConf = fixture(QStringLiteral("rdmaconf/rhel8.conf"));
    return files;
}

inline BootFiles ofedHost()
{
    BootFiles files;
    files.live = liveDialects({.openibConf = true, .openibd = true});
    files.openibConf = fixture(QStringLiteral("rdmaconf/openib.conf"));
    return files;
}

} // namespace rdma
