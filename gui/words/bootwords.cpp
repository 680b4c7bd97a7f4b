// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What loads at boot in plain words: the files that say so, and why a choice cannot be made.
#include "gui/words/moduleswords.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct HindranceRow {
    BootHindrance reason;
    const char *sentence; ///< %1: the line, %2: the module
};

struct DialectRow {
    DialectUse LiveDialects::*use;
    QLatin1StringView path;
    const char *live;
    const char *inert;
};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::ModulesWords)
public:
    static constexpr HindranceRow hindrances[] = {
        {BootHindrance::NoModule, QT_TR_NOOP("This kernel has no module %2, so nothing can load it. Another kernel, or "
                                             "a package with more modules for this one, may have it.")},
        {BootHindrance::BuiltIn, QT_TR_NOOP("It is part of the kernel, and there whatever a file says.")},
        {BootHindrance::AlwaysLoaded,
         QT_TR_NOOP("The service rdma loads it whenever it starts, whatever its file says.")},
        {BootHindrance::ForcedByRds,
         QT_TR_NOOP("RDS needs IPoIB and is switched on at %1. Switch RDS off at boot first.")},
        {BootHindrance::NotUnderstood, QT_TR_NOOP("What %1 says could only be told by running it, so the file is not "
                                                  "edited. Write that line as KEY=yes or KEY=no by hand.")},
        {BootHindrance::SyntaxError, QT_TR_NOOP("bash stops reading the file at %1, so it is not edited. Correct that "
                                                "line by hand; what comes after it has no effect until then.")},
        {BootHindrance::NotOurs,
         QT_TR_NOOP("MLNX_OFED decides this at %1, in a file that is not edited here. Change that line by hand.")},
        {BootHindrance::Packaged,
         QT_TR_NOOP("%1 is a package’s file, or made anew at each boot, and is not edited. A file of the same name in "
                    "/etc/modules-load.d takes its place.")},
        {BootHindrance::Unwritable,
         QT_TR_NOOP("%1 is not changed here: the file is a link, or others than root may write to it. Change it by "
                    "hand.")},
    };

    static constexpr DialectRow dialects[] = {
        {&LiveDialects::bootLists, "/etc/rdma/modules"_L1,
         QT_TR_NOOP("The lists in %1 are loaded when RDMA hardware appears."),
         QT_TR_NOOP("%1 is there and nothing loads its lists.")},
        {&LiveDialects::rdmaConf, rdmaConfPath, QT_TR_NOOP("%1 is read at boot by the service rdma."),
         QT_TR_NOOP("%1 is there and nothing reads it.")},
        {&LiveDialects::openibConf, openibConfPath,
         QT_TR_NOOP("%1 is read at boot by MLNX_OFED’s openibd, and is not edited here."),
         QT_TR_NOOP("%1 is there and nothing reads it.")},
    };
};

} // namespace

QString bootStateWords(BootChoice::State state)
{
    switch (state) {
    case BootChoice::Off:
        return Words::tr("no");
    case BootChoice::On:
        return Words::tr("yes");
    case BootChoice::Unknown:
        return Words::tr("not known");
    }
    Q_UNREACHABLE_RETURN({});
}

QString bootPlaceWords(const BootPlace &place)
{
    return place.line > 0 ? fill(Words::tr("%1, line %2"), technical(place.path), QString::number(place.line))
                          : fill(Words::tr("%1, where a line would be added"), technical(place.path));
}

QString hindranceWords(const BootObstacle &obstacle, Protocol protocol)
{
    const auto row = std::ranges::find(Words::hindrances, obstacle.reason, &HindranceRow::reason);
    const QString line = obstacle.place.line > 0 ? u':' + QString::number(obstacle.place.line) : QString();
    return fill(Words::tr(row->sentence), technical(obstacle.place.path + line), technical(infoOf(protocol).module));
}

QString openibLine(Protocol protocol, bool on)
{
    const QByteArrayView key = infoOf(protocol).openibKey;
    return key.isEmpty() ? QString() : QString::fromLatin1(key) + (on ? "=yes"_L1 : "=no"_L1);
}

QStringList dialectSentences(const ModulesLive &live)
{
    QStringList sentences;
    for (const auto &[use, path, alive, inert] : Words::dialects)
        if (live.dialects.*use != DialectUse::Missing)
            sentences.append(fill(Words::tr(live.dialects.*use == DialectUse::Live ? alive : inert), technical(path)));
    if (live.dialects.bootLists == DialectUse::Live && !live.hasDevices)
        sentences.append(Words::tr("This computer has no RDMA device: nothing of these lists is loaded until one "
                                   "appears."));
    const bool nobody = std::ranges::none_of(
        Words::dialects, [&](const DialectRow &row) { return live.dialects.*row.use == DialectUse::Live; });
    if (nobody)
        sentences.append(fill(Words::tr("What loads at boot is kept in %1."), technical(ownModulesListPath)));
    return sentences;
}

bool isPuzzling(const LiveDialects &dialects)
{
    int there = 0;
    int live = 0;
    for (const DialectRow &row : Words::dialects) {
        there += dialects.*row.use != DialectUse::Missing ? 1 : 0;
        live += dialects.*row.use == DialectUse::Live ? 1 : 0;
    }
    return there > 1 || live < there;
}

} // namespace rdma
