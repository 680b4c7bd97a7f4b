// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a step of a plan will do, and how it went, in plain words.
#include "gui/words/stepwords.h"

#include "gui/words/limitswords.h"
#include "gui/words/moduleswords.h"
#include "gui/words/plaintext.h"
#include "gui/words/portswords.h"
#include "gui/words/srpinitiatorwords.h"
#include "gui/words/srptargetwords.h"
#include "gui/words/unitwords.h"
#include "model/names.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct StepWords {
    Q_DECLARE_TR_FUNCTIONS(rdma::StepWords)
};

/// Of the file that names IPoIB interfaces a person cares what it is for.
QString rulesFileWords(const QString &change)
{
    if (change == "created"_L1)
        return StepWords::tr("Create the file %1 so that the name survives a reboot");
    if (change == "removed"_L1)
        return StepWords::tr("Remove the file %1, so that no rule names an interface at boot");
    return StepWords::tr("Change the file %1, which names the interfaces at boot");
}

QString fileWords(const QString &change)
{
    if (change == "created"_L1)
        return StepWords::tr("Create the file %1");
    if (change == "removed"_L1)
        return StepWords::tr("Remove the file %1");
    return StepWords::tr("Change the file %1");
}

QString daemonRulesWords(const QString &change)
{
    if (change == "created"_L1)
        return StepWords::tr("Create the file %1, and let srp_daemon read it where it runs");
    if (change == "removed"_L1)
        return StepWords::tr("Remove the file %1, and let srp_daemon go without it where it runs");
    return StepWords::tr("Change the file %1, and let srp_daemon read it where it runs");
}

} // namespace

QString stepWords(const StepView &step)
{
    for (const auto wordsOf : {srpStepWords, srpInitiatorStepWords, modulesStepWords, limitsStepWords, portsStepWords})
        if (const auto words = wordsOf(step))
            return *words;
    const QString subject = technical(step.subject);
    if (step.kind == "rename-interface"_L1)
        return fill(StepWords::tr("Rename interface %1 to %2 now"), technical(step.before), technical(step.after));
    if (step.kind == "write-file"_L1)
        return fill(step.subject == ipoibRulesPath ? rulesFileWords(step.after) : fileWords(step.after), subject);
    if (step.kind == "write-daemon-rules"_L1)
        return fill(daemonRulesWords(step.after), subject);
    if (step.kind == "switch-unit"_L1)
        return fill(unitWords(step.after), subject);
    if (step.kind == "load-module"_L1)
        return fill(StepWords::tr("Load the kernel module %1 now"), subject);
    if (step.kind == "unload-module"_L1)
        return fill(StepWords::tr("Unload the kernel module %1 now"), subject);
    return fill(StepWords::tr("Do “%1” with %2 (this program is older than the helper and knows no more)"),
                technical(step.kind), subject);
}

QString stepStateWords(StepState state)
{
    switch (state) {
    case StepState::Pending:
        return StepWords::tr("waiting");
    case StepState::Running:
        return StepWords::tr("running");
    case StepState::Done:
        return StepWords::tr("done");
    case StepState::Failed:
        return StepWords::tr("failed");
    case StepState::Undone:
        return StepWords::tr("taken back");
    case StepState::Left:
        return StepWords::tr("left half done");
    case StepState::Interrupted:
        return StepWords::tr("interrupted");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace rdma
