// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One sentence for each combination that the helper plans or takes back.
#include "gui/words/unitwords.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct UnitWords {
    Q_DECLARE_TR_FUNCTIONS(rdma::UnitWords)
public:
    static constexpr std::pair<QLatin1StringView, const char *> sentences[] = {
        {"enabled active"_L1, QT_TR_NOOP("Start the service %1 now and at every boot")},
        {"unmasked enabled active"_L1, QT_TR_NOOP("Start the service %1 now and at every boot")},
        {"enabled"_L1, QT_TR_NOOP("Start the service %1 at every boot")},
        {"unmasked enabled"_L1, QT_TR_NOOP("Start the service %1 at every boot")},
        {"disabled inactive"_L1, QT_TR_NOOP("Stop the service %1, and do not start it at boot any more")},
        {"disabled"_L1, QT_TR_NOOP("Do not start the service %1 at boot any more")},
        {"masked inactive"_L1, QT_TR_NOOP("Stop the service %1, and keep it from being started")},
        {"disabled masked inactive"_L1, QT_TR_NOOP("Stop the service %1, and keep it from being started")},
        {"masked"_L1, QT_TR_NOOP("Keep the service %1 from being started")},
        {"disabled masked"_L1, QT_TR_NOOP("Keep the service %1 from being started")},
        {"unmasked active"_L1, QT_TR_NOOP("Allow the service %1 to be started, and start it")},
        {"unmasked"_L1, QT_TR_NOOP("Allow the service %1 to be started")},
        {"active"_L1, QT_TR_NOOP("Start the service %1 now")},
        {"inactive"_L1, QT_TR_NOOP("Stop the service %1 now")},
    };
};

} // namespace

QString unitWords(const QString &effect)
{
    for (const auto &[candidate, sentence] : UnitWords::sentences)
        if (candidate == effect)
            return UnitWords::tr(sentence);
    return UnitWords::tr("Switch the service %1");
}

} // namespace rdma
