// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A fake machine with people, a group for RDMA and some services, and wishes for it.
#pragma once

#include "helper/features/features.h"
#include "helper/features/limits.h"
#include "tests/fake/fakemachine.h"

namespace rdma {

inline const QString ownLimitsFile = rdmaLimitsFile;
inline const QString opensmDropIn = QStringLiteral("/etc/systemd/system/opensm.service.d/50-rdma-memlock.conf");

struct LimitsHost {
    LimitsHost() { furnish(fake.files()); }

    static void furnish(FakeHostRoot &files)
    {
        files.write(QStringLiteral("/etc/os-release"), "NAME=\"Debian GNU/Linux\"\nID=debian\n");
        files.write(QStringLiteral("/etc/passwd"),
                    "root:x:0:0::/root:/bin/bash\nalice:x:1000:1000::/home/alice:/bin/sh\n"
                    "bob:x:1001:100::/home/bob:/bin/sh\n");
        files.write(QStringLiteral("/etc/group"),
                    "root:x:0:\nalice:x:1000:\nusers:x:100:\nrdma:x:2000:alice\nhpc:x:2001:\n");
        files.write(QStringLiteral("/etc/security/limits.conf"), "# /etc/security/limits.conf\n");
        files.makeDirectory(QStringLiteral("/etc/security/limits.d"));
        files.makeDirectory(QStringLiteral("/etc/systemd/system"));
        const QByteArray unit = "[Service]\nExecStart=/bin/true\n";
        for (const char *name : {"opensm", "user@", "srp_daemon_port@"})
            files.write(QStringLiteral("/usr/lib/systemd/system/%1.service").arg(QLatin1StringView(name)), unit);
    }

    [[nodiscard]] LimitsState state() { return readLimits(machine).value(); }
    [[nodiscard]] Result<Plan> plan(const QJsonObject &wish) { return limitsFeature().plan(machine, wish); }
    [[nodiscard]] Result<QJsonObject> ask(const LimitsQuery &query)
    {
        return limitsFeature().read(machine, toJson(query));
    }
    [[nodiscard]] Result<LimitsLive> answer(const LimitsQuery &query)
    {
        return ask(query).and_then(
            [](const QJsonObject &state) { return limitsLiveFromJson(state[QStringLiteral("live")].toObject()); });
    }

    FakeMachine fake;
    Machine machine = fake.machine();
};

inline QJsonObject bothSides(const QString &amount)
{
    return {{QStringLiteral("soft"), amount}, {QStringLiteral("hard"), amount}};
}

inline QJsonObject userWish(const QString &holder, const QJsonValue &limit)
{
    return {{QStringLiteral("users"), QJsonObject{{holder, limit}}}};
}

inline QJsonObject unitWish(const QString &unit, const QJsonValue &limit)
{
    return {{QStringLiteral("units"), QJsonObject{{unit, limit}}}};
}

} // namespace rdma
