// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why mstconfig(1) failed in plain words.
#include "gui/words/mstwords.h"

#include "gui/words/errorsentences.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct ProblemRow {
    MstProblem problem;
    MstWords words;
};

struct CauseRow {
    CannotOpenCause cause;
    MstWords words;
};

/// The ways out are those of mstflint's maker; which one there is, the site decides.
struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(rdma::ErrorWords)
public:
    static constexpr MstWords lockdown{
        QT_TR_NOOP("The kernel is locked down (Secure Boot) and lets nobody, not even root, write to the card at %1."),
        QT_TR_NOOP(
            "Turn Secure Boot off in the firmware set-up of this computer for the time of the change, use a "
            "kernel with fwctl for the card and mstflint 4.31 or later, load a signed mstflint_access module, or "
            "set the port type in the computer’s own set-up (UEFI or BMC).")};
    /// Of PCI configuration space: mstconfig's own clear_semaphore frees another one.
    static constexpr MstWords stuckOnPci{
        QT_TR_NOOP("The card at %1 is held by a tool that was killed before it could let go."),
        QT_TR_NOOP("Make sure that no other mst tool runs, then free it with mstmcra -c %1, or restart this "
                   "computer.")};
    static constexpr MstWords stuck{
        QT_TR_NOOP("The card at %1 is held by a tool that was killed before it could let go."),
        QT_TR_NOOP("Make sure that no other mst tool runs, then free it with mstconfig -d %1 clear_semaphore, or "
                   "restart this computer.")};
    static constexpr MstWords livefish{
        QT_TR_NOOP("The firmware of the card at %1 does not run (flash recovery)."),
        QT_TR_NOOP("Burn a working firmware with mstflint, or ask the maker of the card.")};
    static constexpr MstWords tooNew{
        QT_TR_NOOP("The installed mstconfig does not know the card at %1."),
        QT_TR_NOOP("A ConnectX-3 needs mstflint 4.25 or older; without it, its ports can still be set by the driver. A "
                   "newer card needs a newer mstflint.")};
    static constexpr CauseRow causes[] = {
        {CannotOpenCause::Absent,
         {QT_TR_NOOP("The card at %1 is not there any more."),
          QT_TR_NOOP("Refresh. If it should be there, look into the kernel’s log for errors of the PCI bus.")}},
        {CannotOpenCause::Foreign,
         {QT_TR_NOOP("What is at %1 is no Mellanox card."), QT_TR_NOOP("Refresh: the cards may have been exchanged.")}},
        {CannotOpenCause::VirtualFunction,
         {QT_TR_NOOP("What is at %1 is a virtual function, which has no settings of its own."),
          QT_TR_NOOP("Choose the types at its card, on the system that has the card.")}},
        {CannotOpenCause::NotRoot,
         {QT_TR_NOOP("mstconfig did not run as root, so it could not open the card at %1."),
          QT_TR_NOOP("Install the package rdma-manager-helper again: its service must run as root.")}},
        {CannotOpenCause::Livefish, livefish},
        {CannotOpenCause::Lockdown, lockdown},
        {CannotOpenCause::UnsupportedByVersion, tooNew},
        {CannotOpenCause::StuckSemaphore, stuckOnPci},
        {CannotOpenCause::Unknown,
         {QT_TR_NOOP("mstconfig could not open the card at %1, and does not say why."),
          QT_TR_NOOP("Look into the kernel’s log for messages about the card. If another mst tool was killed, free "
                     "the card with mstmcra -c %1, or restart this computer.")}},
    };
    static constexpr ProblemRow problems[] = {
        {MstProblem::Other,
         {QT_TR_NOOP("mstconfig failed at the card at %1."),
          QT_TR_NOOP("Its own words are below or in the history; look for them in the documentation of mstflint.")}},
        {MstProblem::CannotOpen, causes[std::size(causes) - 1].words},
        {MstProblem::Unsupported, tooNew},
        {MstProblem::Livefish, livefish},
        {MstProblem::OldFirmware,
         {QT_TR_NOOP("The firmware of the card at %1 is too old to keep settings."),
          QT_TR_NOOP("Update it: a ConnectX-3 needs 2.31.5000 or later.")}},
        {MstProblem::SemaphoreStuck, stuck},
        {MstProblem::Lockdown, lockdown},
        {MstProblem::DeviceBusy,
         {QT_TR_NOOP("The firmware of the card at %1 is busy."), QT_TR_NOOP("Wait a minute, then try again.")}},
        {MstProblem::Rejected,
         {QT_TR_NOOP("The firmware of the card at %1 does not take these types."),
          QT_TR_NOOP("Nothing was changed. Choose the same type for both ports; see whether the maker of the server "
                     "forbids it in its own set-up (UEFI or BMC).")}},
        {MstProblem::UnknownValue,
         {QT_TR_NOOP("The card at %1 does not know this port type."),
          QT_TR_NOOP("Choose InfiniBand or Ethernet: only a ConnectX-3 has an automatic type.")}},
        {MstProblem::NoSuchParameter,
         {QT_TR_NOOP("The firmware of the card at %1 has no setting for the type of this port."),
          QT_TR_NOOP("The type is fixed. Read the firmware again to see what it has.")}},
        {MstProblem::ReadOnly,
         {QT_TR_NOOP("The firmware of the card at %1 lets nobody change its port types."),
          QT_TR_NOOP("Set them where the card is managed: by the server’s set-up, or by the host of a shared card.")}},
        {MstProblem::DriverDown,
         {QT_TR_NOOP("The card at %1 answers only while its driver is loaded."),
          QT_TR_NOOP("Load mlx4_core (modprobe mlx4_core), then try again.")}},
        {MstProblem::AccessDisabled,
         {QT_TR_NOOP("The firmware of the card at %1 lets nobody on this system at its registers."),
          QT_TR_NOOP("A BlueField in restricted mode is set from its own system; else ask whoever runs the host.")}},
        {MstProblem::NoDevice,
         {QT_TR_NOOP("mstconfig finds no card at %1."),
          QT_TR_NOOP("Refresh. If it should be there, look into the kernel’s log for errors of the PCI bus.")}},
        {MstProblem::Aborted,
         {QT_TR_NOOP("mstconfig waited for an answer that nobody gave, and did nothing at the card at %1."),
          QT_TR_NOOP(
              "This version asks more than this program knows: update rdma-manager, or use mstconfig by hand.")}},
        {MstProblem::NothingTold,
         {QT_TR_NOOP("The firmware of the card at %1 cannot tell any of its settings."),
          QT_TR_NOOP("A ConnectX-3 can be set by its driver all the same. To have it tell them, update the firmware "
                     "of the card; for damaged settings, mstconfig -d %1 reset sets all of its settings back.")}},
        {MstProblem::QueryFailed,
         {QT_TR_NOOP("The firmware of the card at %1 did not tell all of its settings."),
          QT_TR_NOOP("Update the firmware of the card; for damaged settings, mstconfig -d %1 reset sets all "
                     "of its settings back.")}},
        {MstProblem::Misuse,
         {QT_TR_NOOP("mstconfig did not understand what it was asked about the card at %1."),
          QT_TR_NOOP("It is unlike the versions that this program knows: please report its version (mstconfig -v).")}},
        {MstProblem::Unexpected,
         {QT_TR_NOOP("What mstconfig says about the card at %1 makes no sense to this program."),
          QT_TR_NOOP("Read the firmware again, and look whether the types are as they should be.")}},
    };
};

} // namespace

MstWords mstWords(MstProblem problem, CannotOpenCause cause)
{
    if (problem == MstProblem::CannotOpen) {
        const auto *found = std::ranges::find(Sentences::causes, cause, &CauseRow::cause);
        return found == std::end(Sentences::causes) ? Sentences::problems[0].words : found->words;
    }
    const auto *found = std::ranges::find(Sentences::problems, problem, &ProblemRow::problem);
    return found == std::end(Sentences::problems) ? Sentences::problems[0].words : found->words;
}

QString mstText(MstProblem problem, CannotOpenCause cause, const QString &slot)
{
    const MstWords words = mstWords(problem, cause);
    return fill(translatedSentence(words.happened), technical(slot)) + u' ' +
           fill(translatedSentence(words.next), technical(slot));
}

std::optional<MstDetail> mstDetailFrom(const QString &detail)
{
    static const QRegularExpression words(
        QRegularExpression::anchoredPattern(u"([A-Za-z]{1,32})(?:[ ,]+([A-Za-z]{1,32}))?(?::? *(.*))?"_s));
    const auto match = words.match(detail);
    const auto problem = valueOf(mstProblemNames, match.captured(1));
    if (!match.hasMatch() || !problem)
        return std::nullopt;
    const auto cause = valueOf(cannotOpenCauseNames, match.captured(2));
    const QString second = cause ? QString() : match.captured(2) + u' ';
    return MstDetail{*problem, cause.value_or(CannotOpenCause::Unknown), QString(second + match.captured(3)).trimmed()};
}

} // namespace rdma
