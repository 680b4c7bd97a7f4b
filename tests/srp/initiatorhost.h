// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A fake machine that attaches disks: the demo host's cards, and two targets on the fabric.
#pragma once

#include "helper/features/features.h"
#include "helper/features/srpinitiator.h"
#include "helper/srplogintool.h"
#include "helper/steps.h"
#include "helper/stepview.h"
#include "model/json.h"
#include "tests/srp/jobhost.h"

namespace rdma {

/// The chapter's target, on InfiniBand: one disk.
inline const SrpTargetId ibTarget{{QStringLiteral("mlx4_0"), 1}, {0x001175000077dd7e}, {0x001175000077dd7e}};
inline const IbCmPath ibPath{QStringLiteral("fe80000000000000001175000077dd7e"), 0xffff, {0x001175000077dd7e}};
/// Another over RDMA/CM: two disks.
inline const SrpTargetId cmTarget{{QStringLiteral("rxe0"), 1}, {0x505400fffe000002}, {0x505400fffe000002}};
inline const RdmaCmPath cmPath{IpAddress::fromText(u"192.0.2.7").value(), 5555};

inline FakeDisk exportedDisk(const QByteArray &model, const QByteArray &wwn)
{
    return {.bytes = quint64{83} << 30, .vendor = "LIO-ORG", .model = model, .serial = "608e5e69-" + model, .wwn = wwn};
}

inline QJsonObject known(const SrpPath &path, bool connected, bool atBoot = false)
{
    SrpInitiatorConfig config;
    config.targets[ibTarget] = {.login = {path, {}}, .connected = connected, .atBoot = atBoot};
    return toJson(config)[QStringLiteral("targets")][ibTarget.text()].toObject();
}

inline QJsonObject targetWish(const SrpTargetId &id, const QJsonValue &value)
{
    return {{QStringLiteral("targets"), QJsonObject{{id.text(), value}}}};
}

inline const QJsonObject ibConnected = targetWish(ibTarget, known(ibPath, true));
inline const QJsonObject cmConnected = targetWish(cmTarget, known(cmPath, true));

inline QStringList kinds(const Plan &plan)
{
    QStringList all;
    for (const Step &step : plan.steps)
        all.append(kindOf(step));
    return all;
}

inline QJsonObject with(const SrpTargetId &id, const QString &key, const QJsonValue &value)
{
    return targetWish(id, QJsonObject{{key, value}});
}

struct InitiatorHost : JobHost {
    InitiatorHost() : JobHost(srpInitiatorFeature())
    {
        demo.plugInCards();
        demo.plugInDisks();
        demo.srp().addTarget({.idExt = ibTarget.idExt,
                              .iocGuid = ibTarget.iocGuid,
                              .path = ibPath,
                              .disks = {exportedDisk("vol1", "6001405608e5e69d594")}});
        demo.srp().addTarget({.idExt = cmTarget.idExt,
                              .iocGuid = cmTarget.iocGuid,
                              .path = cmPath,
                              .disks = {exportedDisk("soft0", "60014051111"), exportedDisk("soft1", "60014052222")}});
    }

    SrpInitiatorState state() { return readSrpInitiator(machine).value(); }

    QMap<QString, QByteArray> snapshot()
    {
        return demo.files().snapshot({QStringLiteral("/etc"), QStringLiteral("/sys/class/scsi_host"),
                                      QStringLiteral("/sys/class/srp_remote_ports"),
                                      QStringLiteral("/sys/class/scsi_device"), QStringLiteral("/sys/module/ib_srp")});
    }
};

} // namespace rdma
