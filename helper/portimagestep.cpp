// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The boot image built anew, and looked into: a builder that did its work may have left out what it was started for.
#include "helper/bootimagework.h"
#include "helper/firmwarequery.h"
#include "helper/portsteps.h"
#include "helper/runningimage.h"
#include "model/mlx4conf.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Result<void> expectSameImage(const RebuildBootImage &step, const Host &host)
{
    if (step.stamp.isEmpty()) // of a step that is taken back: whichever is there
        return {};
    return imageStamp(host, step.image).and_then([&](const QString &stamp) {
        return stamp == step.stamp ? Result<void>() : fail(ErrorCode::Conflict, step.image, u"not as planned"_s);
    });
}

bool holds(const QByteArray &listing, const QString &path)
{
    const auto lines = listing.split('\n');
    const bool isThere = std::ranges::contains(lines, path.sliced(1).toUtf8());
    return isThere && (path != mlx4ConfPath || carries(imageContents(listing), PortRoad::Mlx4Conf));
}

void noteImage(const RebuildBootImage &step, const QString &stamp, const Result<ToolOutcome> &listed, const Host &host)
{
    const auto reading = imageReading(step.image, stamp, listed);
    if (const auto noted = changePortRecord(host, [&](PortRecord &record) { record.image = reading; }); !noted)
        qWarning("%s: %s", qPrintable(QString(portRecordPath)), qPrintable(noted.error().detail));
}

Result<void> expectContents(const RebuildBootImage &step, const QString &stamp, Machine &machine)
{
    const auto listed = machine.tools.run({Tool::ListBootImage, step.image});
    noteImage(step, stamp, listed, machine.host);
    if (!listed)
        return std::unexpected(listed.error());
    const bool isThere = machine.host.modeOf(step.holds).has_value();
    if (step.holds.isEmpty() || holds(listed->output, step.holds) == isThere)
        return {};
    return fail(ErrorCode::ToolFailed, step.image, u"lacksFile"_s);
}

} // namespace

Result<Standing> standing(const RebuildBootImage &step, Machine &machine)
{
    const auto stamp = imageStamp(machine.host, step.image);
    if (!stamp)
        return Standing::Neither;
    return *stamp == step.stamp ? Standing::Before : Standing::After;
}

Result<void> carryOut(const RebuildBootImage &step, Machine &machine)
{
    const QString order = imageOrderText({step.tool, step.kernel, step.image});
    return expectSameImage(step, machine.host)
        .and_then([&] { return machine.tools.run({Tool::RebuildBootImage, order}); })
        .and_then([&](const ToolOutcome &outcome) { return rebuiltFrom(outcome.output); })
        .and_then([&](const RebuiltImage &rebuilt) { return expectContents(step, rebuilt.stamp, machine); });
}

void nameImage(RebuildBootImage &step, Machine &machine)
{
    if (const QString running = runningImage(machine); !running.isEmpty()) {
        step.kernel = machine.kernel.release();
        step.image = running;
    }
    step.stamp = imageStamp(machine.host, step.image).value_or(QString());
}

} // namespace rdma
