// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Steps that change LIO as targetcli's commands and as what configfs is asked to do.
#include "helper/liostepview.h"

#include "helper/liochange.h"
#include "helper/targetcli.h"
#include "model/saveconfig.h"
#include "model/shelltext.h"

#include <QJsonDocument>

#include <ranges>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t shownOperations = 1000;

QStringList shellTexts(const std::vector<NodeOperation> &operations)
{
    QStringList texts;
    for (const NodeOperation &operation : operations | std::views::take(shownOperations))
        texts.append(shellText(operation));
    if (operations.size() > shownOperations)
        texts.append(u"# and %1 more"_s.arg(operations.size() - shownOperations));
    return texts;
}

/// A disk that the same plan makes has no path yet: the number of its HBA is chosen when it is made.
BackstorePaths pathsWith(const Host &host, const std::optional<SrpTarget> &target)
{
    BackstorePaths paths = backstorePaths(host);
    for (const auto &[lun, id] : target.value_or(SrpTarget{}).luns)
        paths.try_emplace(id, lioCorePath + u'/' + hbaPrefix(id.kind) + u"N/"_s + id.name);
    return paths;
}

std::vector<NodeOperation> operationsOf(const ChangeBackstore &step, const Host &host)
{
    if (!step.before)
        return operationsToMake(host, step.id, *step.after);
    const QString path = backstorePath(host, step.id);
    if (path.isEmpty())
        return {};
    return step.after ? operationsToChange(path, *step.before, *step.after) : operationsToRemove(path);
}

} // namespace

bool isSavedExports(const QString &path)
{
    return path.endsWith("/saveconfig.json"_L1);
}

std::optional<QByteArray> savedExportsText(const std::optional<QByteArray> &file)
{
    const auto tree = file ? savedSrp(*file) : Result<SrpTree>(SrpTree{});
    if (!file || !tree)
        return std::nullopt;
    return QJsonDocument(toJson(*tree)).toJson(QJsonDocument::Indented);
}

StepView view(const ChangeBackstore &step, const Host &host)
{
    const Backstore shown = step.after.value_or(step.before.value_or(Backstore{}));
    return {.kind = kindOf(step),
            .subject = step.id.text(),
            .before = {},
            .after = shown.source.isEmpty() ? QString::number(shown.size) : shown.source,
            .diff = {},
            .commands = targetcliCommands(step),
            .operations = shellTexts(operationsOf(step, host)),
            .reversible = true};
}

StepView view(const ChangeTarget &step, const Host &host)
{
    const auto operations = operationsFor(host, pathsWith(host, step.after), step.wwn, step.before, step.after);
    return {.kind = kindOf(step),
            .subject = step.wwn,
            .before = {},
            .after = step.disconnects.join(u", "_s),
            .diff = {},
            .commands = targetcliCommands(step),
            .operations = shellTexts(operations.value_or(std::vector<NodeOperation>())),
            .reversible = true};
}

StepView view(const SetRdmaCmPort &step, const Host &)
{
    const QString command = u"echo %1 > %2"_s.arg(step.after).arg(rdmaCmPortPath);
    return {.kind = kindOf(Step(step)),
            .subject = QString(rdmaCmPortPath),
            .before = QString::number(step.before),
            .after = QString::number(step.after),
            .diff = {},
            .commands = {command},
            .operations = {command},
            .reversible = true};
}

} // namespace rdma
