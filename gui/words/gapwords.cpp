// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the next boot will do otherwise, in plain words.
#include "gui/words/gapwords.h"

#include "gui/words/moduleswords.h"
#include "gui/words/plaintext.h"
#include "gui/words/servicewords.h"
#include "model/kernelcommandline.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::GapWords)
};

QString subjectWords(const BootGap &gap)
{
    const auto *protocol = std::get_if<Protocol>(&gap.subject);
    return protocol ? protocolName(*protocol) : technical(std::get<QString>(gap.subject));
}

QString titleOf(BootGapKind kind)
{
    switch (kind) {
    case BootGapKind::LoadedNotAtBoot:
        return Words::tr("%1 is loaded now, and will not be after a boot");
    case BootGapKind::AtBootNotLoaded:
        return Words::tr("%1 is to load at boot, and is not loaded now");
    case BootGapKind::DeniedAtBoot:
        return Words::tr("%1 is loaded now, and will be denied at boot");
    case BootGapKind::BootNotKnown:
        return Words::tr("Whether %1 loads at boot is not known");
    case BootGapKind::EnabledNotRunning:
        return Words::tr("%1 is to run, and does not");
    case BootGapKind::RunningNotEnabled:
        return Words::tr("%1 runs now, and will not after a boot");
    case BootGapKind::Waits:
        return Words::tr("%1 waits for something that is not there");
    case BootGapKind::ComesWhenUsed:
        return Words::tr("%1 is loaded now, and after a boot when it is used");
    }
    Q_UNREACHABLE_RETURN({});
}

QString failureWords(const BootGap &gap)
{
    if (std::holds_alternative<Protocol>(gap.subject))
        return fill(Words::tr("The service %1, which loads it, failed. Its messages say why."), technical(gap.detail));
    return serviceResultWords(gap.detail) + u' ' + Words::tr("Its messages say more.");
}

QString deniedWords(const BootPlace &place)
{
    if (place.path == kernelCommandLinePath)
        return Words::tr("The kernel's command line denies it. Take it out of the boot loader's configuration, or "
                         "untick “At boot”.");
    return fill(Words::tr("This line denies it: %1. Remove it, or untick “At boot”."), bootPlaceWords(place));
}

/// Where there is no cause, the kind says what to do.
QString remedyWords(const BootGap &gap)
{
    switch (gap.kind) {
    case BootGapKind::LoadedNotAtBoot:
        return fill(Words::tr("Whatever needs it stops working then. To have it loaded, tick “At boot”: %1."),
                    bootPlaceWords(gap.place));
    case BootGapKind::AtBootNotLoaded:
        return fill(Words::tr("It was unloaded since, or nothing has read this yet: %1. Load it now, or boot."),
                    bootPlaceWords(gap.place));
    case BootGapKind::BootNotKnown:
        return fill(Words::tr("Only running the file would tell. Correct this by hand: %1."),
                    bootPlaceWords(gap.place));
    case BootGapKind::EnabledNotRunning:
        return Words::tr("It is set to start at boot. Start it now, or look why it ended.");
    case BootGapKind::RunningNotEnabled:
        return Words::tr("Somebody started it. To have it after a boot as well, tick “At boot”.");
    case BootGapKind::ComesWhenUsed:
        return Words::tr("Nothing loads it at boot. It comes back when it is first used, so nothing has to be done.");
    case BootGapKind::DeniedAtBoot:
    case BootGapKind::Waits:
        break;
    }
    return {};
}

QString noHardwareWords(const BootGap &gap)
{
    if (gap.place.path.isEmpty())
        return Words::tr("It waits for RDMA hardware, and this computer has none.");
    return fill(Words::tr("It is loaded by this line when there is hardware for it, and this computer has none: %1."),
                bootPlaceWords(gap.place));
}

QString serviceOffWords(const BootGap &gap)
{
    const QString unit = technical(gap.detail);
    if (gap.kind == BootGapKind::LoadedNotAtBoot)
        return fill(Words::tr("Whatever needs it stops working then. %1 loads it when it starts, and is not set to "
                              "start at boot."),
                    unit);
    if (gap.kind == BootGapKind::Waits)
        return fill(Words::tr("%1 loads it when it starts, and is not set to start at boot."), unit);
    return fill(Words::tr("%1 loads it when it starts, and does not run."), unit);
}

} // namespace

QString gapTitle(const BootGap &gap)
{
    const bool isFailed = gap.cause == BootGapCause::Failed && std::holds_alternative<QString>(gap.subject);
    return fill(isFailed ? Words::tr("%1 failed") : titleOf(gap.kind), subjectWords(gap));
}

QString gapWords(const BootGap &gap)
{
    switch (gap.cause) {
    case BootGapCause::None:
        return remedyWords(gap);
    case BootGapCause::NoHardware:
        return noHardwareWords(gap);
    case BootGapCause::NoModule:
        return Words::tr("This kernel has no such module. Untick “At boot”, or boot a kernel that has it.");
    case BootGapCause::Denied:
        return deniedWords(gap.place);
    case BootGapCause::Failed:
        return failureWords(gap);
    case BootGapCause::ServiceOff:
        return serviceOffWords(gap);
    }
    Q_UNREACHABLE_RETURN({});
}

QString gapBrief(BootGapKind kind)
{
    switch (kind) {
    case BootGapKind::LoadedNotAtBoot:
    case BootGapKind::RunningNotEnabled:
        return Words::tr("not after a boot");
    case BootGapKind::AtBootNotLoaded:
    case BootGapKind::EnabledNotRunning:
        return Words::tr("but should be");
    case BootGapKind::DeniedAtBoot:
        return Words::tr("denied at boot");
    case BootGapKind::BootNotKnown:
        return Words::tr("the boot is not known");
    case BootGapKind::Waits:
        return Words::tr("waits");
    case BootGapKind::ComesWhenUsed:
        return Words::tr("after a boot when used");
    }
    Q_UNREACHABLE_RETURN({});
}

QString noGapsWords()
{
    return Words::tr("The next boot brings what runs now.");
}

} // namespace rdma
