// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A fake machine with rdma-core's lists as Debian ships them, and what a test asks of its modules.
#pragma once

#include "helper/features/features.h"
#include "helper/features/modules.h"
#include "tests/model/fixtures.h"
#include "tests/srp/jobhost.h"

namespace rdma {

inline QJsonObject protocolWish(Protocol protocol, const QJsonObject &choice)
{
    return {{QStringLiteral("protocols"), QJsonObject{{nameOf(protocolNames, protocol), choice}}}};
}

inline QJsonObject atBoot(Protocol protocol, bool on)
{
    return protocolWish(protocol, {{QStringLiteral("atBoot"), on}});
}

inline QJsonObject loaded(Protocol protocol, bool on)
{
    return protocolWish(protocol, {{QStringLiteral("loaded"), on}});
}

inline QJsonObject serviceWish(const QString &unit, const QJsonObject &choice)
{
    return {{QStringLiteral("services"), QJsonObject{{unit, choice}}}};
}

struct ModulesHost : JobHost {
    ModulesHost() : JobHost(modulesFeature())
    {
        for (const auto &[list, path] : bootListPaths) {
            const QString name = QString(path).section(u'/', -1);
            const bool isFirst = list == BootList::Rdma;
            demo.files().write(
                path, fixture(QStringLiteral("moduleslist/") + (isFirst ? QStringLiteral("upstream-") + name : name)));
        }
        demo.files().makeDirectory(QStringLiteral("/etc/modules-load.d"));
        demo.units().install(QStringLiteral("rdma-load-modules@.service"));
        demo.units().install(QStringLiteral("rdma-hw.target"));
    }

    void becomeRhel7(const QByteArray &conf)
    {
        demo.files().remove(QStringLiteral("/etc/rdma/modules"));
        demo.files().remove(QStringLiteral("/usr/lib/systemd/system/rdma-load-modules@.service"));
        demo.files().write(rdmaConfPath, conf);
        demo.files().write(QStringLiteral("/usr/libexec/rdma-init-kernel"), "#!/bin/bash\n", 0755);
        demo.units().install(QStringLiteral("rdma.service"));
    }

    ModulesState state() { return readModules(machine).value(); }
    ProtocolLive live(Protocol protocol) { return state().live.protocols.at(protocol); }

    QMap<QString, QByteArray> snapshot()
    {
        return demo.files().snapshot(
            {QStringLiteral("/etc"), QStringLiteral("/sys/module"), QStringLiteral("/proc/modules")});
    }
};

} // namespace rdma
