// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which object of a state a person means.
#include "gui/ctl/choice.h"

#include "model/job.h"
#include "model/names.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const Interface *interfaceCalled(const NamesLive &live, const QString &name)
{
    for (const auto &[id, interface] : live.interfaces)
        if (interface.name == name || interface.altnames.contains(name))
            return &interface;
    return nullptr;
}

} // namespace

Result<QJsonObject> renameWish(const QJsonObject &namesState, const QString &present, const QString &wanted,
                               bool atBootOnly)
{
    const auto live = namesLiveFromJson(namesState[u"live"_s].toObject());
    if (!live)
        return fail(ErrorCode::Internal, u"answer"_s, live.error().subject);
    const Interface *interface = interfaceCalled(*live, present);
    if (!interface)
        return fail(ErrorCode::NotFound, present);
    if (!interface->parent.isEmpty())
        return fail(ErrorCode::NotSupported, present, u"P_Key child"_s);
    QJsonObject names{{u"ruleName"_s, wanted}};
    if (!atBootOnly)
        names[u"name"_s] = wanted;
    return QJsonObject{{u"interfaces"_s, QJsonObject{{interface->id.text(), names}}}};
}

Result<QString> latestJob(const QJsonObject &jobsState, const QString &feature)
{
    const auto live = jobsLiveFromJson(jobsState[u"live"_s].toObject());
    if (!live)
        return fail(ErrorCode::Internal, u"answer"_s, live.error().subject);
    QString latest;
    qint64 started = -1;
    for (const auto &[id, job] : live->jobs)
        if (job.feature == feature && job.undoable && job.undoes.isEmpty() && job.started > started) {
            latest = id;
            started = job.started;
        }
    if (latest.isEmpty())
        return fail(ErrorCode::NotFound, feature, u"nothing to undo"_s);
    return latest;
}

} // namespace rdma
