// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A fake machine that exports disks: the demo host's cards and disks, and wishes of feature "srp_target" in short.
#pragma once

#include "helper/features/features.h"
#include "helper/features/srptarget.h"
#include "helper/steps.h"
#include "model/json.h"
#include "tests/srp/jobhost.h"

namespace rdma {

inline const auto firstTarget = QStringLiteral("0xfe80000000000000f4521403007bcba1");
inline const auto secondTarget = QStringLiteral("0xfe80000000000000f4521403007bcba2");
inline const auto firstInitiator = QStringLiteral("0x7edd770000751100001175000077d708");
inline const auto secondInitiator = QStringLiteral("0x7edd770000751100001175000077d709");
inline const auto freeDisk = QStringLiteral("/dev/disk/by-id/wwn-0x5000c500a1b2c302");
inline const auto savePath = QStringLiteral("/etc/rtslib-fb-target/saveconfig.json");

inline QJsonObject blockDisk(const QString &source, const QString &serial = QStringLiteral("608e5e69-d594"))
{
    return toJson(Backstore{.source = source, .serial = serial});
}

inline QJsonObject ramdisk(quint64 size, const QString &serial)
{
    return toJson(Backstore{.size = size, .serial = serial});
}

/// A target with its first LUN for one initiator.
inline QJsonObject exported(const QString &backstore, const QString &initiator = firstInitiator)
{
    SrpTarget target{.enabled = true, .luns = {{0, BackstoreId::fromText(backstore).value()}}, .acls = {}};
    target.acls[initiator].luns[0] = {0, false};
    return toJson(target);
}

inline QJsonObject backstores(const QString &id, const QJsonValue &value)
{
    return {{QStringLiteral("backstores"), QJsonObject{{id, value}}}};
}

inline QJsonObject targets(const QString &wwn, const QJsonValue &value)
{
    return {{QStringLiteral("targets"), QJsonObject{{wwn, value}}}};
}

inline QJsonObject now(const QJsonObject &tree)
{
    return {{QStringLiteral("now"), tree}};
}

inline QJsonObject nowAndAtBoot(const QJsonObject &tree)
{
    return {{QStringLiteral("now"), tree}, {QStringLiteral("atBoot"), tree}};
}

/// Beside each other; mergePatch() would take nulls out.
inline QJsonObject both(QJsonObject one, const QJsonObject &other)
{
    for (auto it = other.begin(); it != other.end(); ++it)
        one[it.key()] = *it;
    return one;
}

/// vol1 of a free disk, exported on the first port to one initiator, now and at boot.
inline QJsonObject firstExport()
{
    return nowAndAtBoot(both(backstores(QStringLiteral("block/vol1"), blockDisk(freeDisk)),
                             targets(firstTarget, exported(QStringLiteral("block/vol1")))));
}

struct ExportHost : JobHost {
    ExportHost() : JobHost(srpTargetFeature())
    {
        demo.plugInDisks();
        demo.files().makeDirectory(QStringLiteral("/etc/rtslib-fb-target"));
        demo.files().makeDirectory(QStringLiteral("/etc/rdma-manager"));
        demo.files().write(QStringLiteral("/proc/meminfo"), "MemTotal:       16316412 kB\n");
    }

    Job undo(const QString &id)
    {
        const QJsonObject none{{QStringLiteral("effect"), QStringLiteral("none")}};
        return run(jobsFeature().plan(machine, {{QStringLiteral("jobs"), QJsonObject{{id, none}}}}).value());
    }

    SrpTargetState state() { return readSrpTargets(machine).value(); }

    /// All that could be changed: configfs, our files and rtslib's.
    QMap<QString, QByteArray> snapshot()
    {
        return demo.files().snapshot(
            {QStringLiteral("/etc"), QStringLiteral("/sys/kernel/config"), QString(imagesPath)});
    }
};

} // namespace rdma
