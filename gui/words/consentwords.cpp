// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person says yes to.
#include "gui/words/consentwords.h"

#include "gui/words/plaintext.h"
#include "gui/words/stepwords.h"
#include "model/consent.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::ConsentWords)
};

constexpr qsizetype shownCuts = 1000;

Consent consentTo(const StepView &step)
{
    if (step.kind == "unload-used-module"_L1)
        return {
            fill(Words::tr("Unload %1 although it is in use"), technical(step.subject)),
            fill(Words::tr("You allow that this is lost: %1. If it is your own way to this computer, you are cut off "
                           "from it."),
                 technical(step.after, shownCuts))};
    if (step.kind == "retype-used-ports"_L1)
        return {
            fill(Words::tr("Switch the ports of the card at %1 although they are in use"), technical(step.subject)),
            fill(Words::tr("You allow that this is lost: %1. If it is your own way to this computer, you are cut off "
                           "from it."),
                 technical(step.after, shownCuts))};
    if (step.kind == "unlimit-everyone"_L1)
        return {Words::tr("Let everyone pin large amounts of memory"),
                Words::tr("You allow each user of this computer, or each who gets in by the service named there, to "
                          "take 16 GiB of its memory or more, up to all of it, in a way that cannot be swapped out: "
                          "one of them can bring it to a halt.")};
    return {stepWords(step), {}};
}

} // namespace

std::vector<Consent> consentsOf(const PlanView &plan)
{
    std::vector<Consent> consents;
    for (const StepView &step : plan.steps)
        if (needsConsent(step.kind))
            consents.push_back(consentTo(step));
    return consents;
}

} // namespace rdma
