// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Steps that change port types, and why they cannot be made, as sentences.
#include "gui/words/mstwords.h"
#include "gui/words/plaintext.h"
#include "gui/words/portswords.h"
#include "gui/words/problemsentence.h"
#include "model/porttypearray.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct StepWords {
    Q_DECLARE_TR_FUNCTIONS(rdma::StepWords)
};

struct ReasonRow {
    RoadReason reason;
    const char *happened;
    const char *next;
};

struct PairRow {
    PairProblem problem;
    const char *happened;
    const char *next;
};

struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(rdma::ErrorWords)
public:
    static constexpr const char *lookAgain = QT_TR_NOOP("Refresh, look at what the card has now, and choose again.");
    static constexpr ReasonRow reasons[] = {
        {RoadReason::LinkTypeRows, QT_TR_NOOP("The types of the card at %1 are kept in its firmware."), lookAgain},
        {RoadReason::NotACard, QT_TR_NOOP("What is at %1 is no card with ports."), lookAgain},
        {RoadReason::VirtualFunction, QT_TR_NOOP("What is at %1 is a virtual function: its card has the port types."),
         QT_TR_NOOP("Choose the types at the card.")},
        {RoadReason::FlashRecovery, QT_TR_NOOP("The firmware of the card at %1 does not run (flash recovery)."),
         QT_TR_NOOP("Burn a working firmware with mstflint, or ask the maker of the card.")},
        {RoadReason::FixedType, QT_TR_NOOP("The port types of the card at %1 are fixed."),
         QT_TR_NOOP("Nothing can change them; another card is needed.")},
        {RoadReason::NotRead, QT_TR_NOOP("The firmware of the card at %1 was not read since this computer started."),
         QT_TR_NOOP("Read it first: “Read the Cards’ Firmware”, or rdma-managerctl ports inspect.")},
        {RoadReason::NotReadable, QT_TR_NOOP("The firmware of the card at %1 could not be read."),
         QT_TR_NOOP("Read it again; the page tells why it fails.")},
        {RoadReason::ToolMissing, QT_TR_NOOP("To set the card at %1, mstconfig is needed, which is not installed."),
         QT_TR_NOOP("Install the package mstflint, then read the firmware.")},
        {RoadReason::ToolUnreadable,
         QT_TR_NOOP("The installed mstconfig does not say which version it is, so the card at %1 was not asked."),
         QT_TR_NOOP("Install the package mstflint again, then read the firmware; the page tells what went wrong.")},
        {RoadReason::ToolTooNew, QT_TR_NOOP("The installed mstconfig does not know the card at %1 any more."),
         QT_TR_NOOP("Choose its types by the driver, or use mstflint 4.25 or older.")},
        {RoadReason::NeverInTool, QT_TR_NOOP("No mstconfig knows the card at %1."),
         QT_TR_NOOP("Choose its types by the driver.")},
        {RoadReason::NoRows, QT_TR_NOOP("The firmware of the card at %1 has no setting for port types."),
         QT_TR_NOOP("The types are fixed; another card is needed.")},
        {RoadReason::PortsReadOnly, QT_TR_NOOP("The driver lets nobody change the ports of the card at %1."),
         QT_TR_NOOP("Turn its virtual functions (SR-IOV) off first.")},
    };
    static constexpr PairRow pairs[] = {
        {PairProblem::NoRoad, QT_TR_NOOP("Nothing can keep a type for the card at %1."), lookAgain},
        {PairProblem::NoSuchPort, QT_TR_NOOP("The card at %1 has no such port."), lookAgain},
        {PairProblem::PortMissing, QT_TR_NOOP("The card at %1 needs a type for each of its ports."),
         QT_TR_NOOP("Choose one for each, then try again.")},
        {PairProblem::NotAType, QT_TR_NOOP("A port of the card at %1 would have no type."),
         QT_TR_NOOP("Choose a type for each of its ports, then try again.")},
        {PairProblem::FixedType, QT_TR_NOOP("The card at %1 cannot be this type."), lookAgain},
        {PairProblem::NoAuto, QT_TR_NOOP("The card at %1 cannot find out the type by itself."),
         QT_TR_NOOP("Choose InfiniBand or Ethernet.")},
        {PairProblem::EthernetBeforeOtherType,
         QT_TR_NOOP("Port 1 of the card at %1 can be Ethernet only if port 2 is as well."),
         QT_TR_NOOP("Choose Ethernet for port 2 as well, or InfiniBand for port 1.")},
    };
    static constexpr ProblemSentence cut{
        ErrorCode::Conflict,
        {},
        QT_TR_NOOP("A port of the card at %1 is in use by now: %2. It was left alone."),
        QT_TR_NOOP("End that first, or review the changes again and allow it.")};
    static constexpr ProblemSentence ofCards[] = {
        {ErrorCode::NotFound, "card"_L1, QT_TR_NOOP("No card with ports is at %1."),
         QT_TR_NOOP("See rdma-managerctl ports for the cards that are there.")},
        {ErrorCode::InvalidWish, "one option for all cards"_L1,
         QT_TR_NOOP("The card at %1 would get other types than another card of its driver: they have one option "
                    "together."),
         QT_TR_NOOP("Choose the same types for all cards of the driver mlx4_core.")},
        {ErrorCode::NotSupported, "restartOnly"_L1,
         QT_TR_NOOP("The ports of the card at %1 change only with a restart, not now."),
         QT_TR_NOOP("Choose the types for the next boot, then restart this computer.")},
        {ErrorCode::NotFound, ""_L1, QT_TR_NOOP("There is no card at %1 any more."),
         QT_TR_NOOP("Refresh and look at what is there now.")},
        {ErrorCode::Busy, "card"_L1, QT_TR_NOOP("Another tool is just at work on the card at %1."),
         QT_TR_NOOP("Wait until it has ended, then try again.")},
        {ErrorCode::Busy, ""_L1, QT_TR_NOOP("The card at %1 is in use: its driver cannot let go of its ports."),
         QT_TR_NOOP("End the programs that use it (the page “Protocols & Services” names some), or let the types "
                    "change at the next boot.")},
        {ErrorCode::Timeout, ""_L1, QT_TR_NOOP("The card at %1 did not answer in time."),
         QT_TR_NOOP(
             "Its driver may wait for a program that uses it. Look into the kernel’s log before you try again.")},
        {ErrorCode::Conflict, "not as planned"_L1,
         QT_TR_NOOP("Somebody else changed the port types of the card at %1 meanwhile."), lookAgain},
        {ErrorCode::Conflict, "another card"_L1,
         QT_TR_NOOP("The card at %1 is another one than this change was made for. It was left alone."), lookAgain},
        {ErrorCode::Conflict, "not as written"_L1,
         QT_TR_NOOP("The driver took the types for the card at %1, and the ports are something else."),
         QT_TR_NOOP("See what the kernel’s log says about the card. A type that the firmware does not allow cannot be "
                    "had from the driver.")},
        {ErrorCode::NotSupported, ""_L1, QT_TR_NOOP("The driver refused these types for the card at %1."),
         QT_TR_NOOP("Its ports are as before. The card cannot be that, or not in this pair: choose the same type for "
                    "both ports, or types that its firmware allows.")},
        {ErrorCode::Io, ""_L1, QT_TR_NOOP("The driver could not change the ports of the card at %1."),
         QT_TR_NOOP("Look into the kernel’s log for what it says about the card, then try again.")},
        {ErrorCode::InvalidWish, ""_L1, QT_TR_NOOP("What is wished for the card at %1 cannot be."), lookAgain},
    };
    static constexpr ProblemSentence images[] = {
        {ErrorCode::NotSupported, "imageNotRead"_L1,
         QT_TR_NOOP("Nobody has looked whether the boot image %1 holds the driver with a copy of its settings."),
         QT_TR_NOOP(
             "Read the cards’ firmware first, which looks at the image as well, then apply again. On the command "
             "line: rdma-managerctl ports inspect.")},
        {ErrorCode::ToolFailed, "lacks"_L1,
         QT_TR_NOOP("The new boot image %1 lacked a driver that the old one has, so the old one was put back."),
         QT_TR_NOOP("The history has the driver’s name. If it is one that is needed no more, build the image by hand; "
                    "else see what the tool said.")},
        {ErrorCode::ToolFailed, "noEffect"_L1,
         QT_TR_NOOP("The tool said that all is well, and the boot image %1 is the old one."),
         QT_TR_NOOP("Look whether /boot is mounted and writable, then try again.")},
        {ErrorCode::ToolFailed, "lacksFile"_L1,
         QT_TR_NOOP("The tool said that all is well, and the boot image %1 does not hold the new settings."),
         QT_TR_NOOP("This builder leaves the file out. Have its settings take it up, then try again, or let the driver "
                    "be loaded later than from the boot image.")},
        {ErrorCode::ToolFailed, "olderBack"_L1,
         QT_TR_NOOP("The boot image %1 could not be built, and the copy with which this computer started was put back: "
                    "changes since then are not in it."),
         QT_TR_NOOP("Make room in /boot, then build the image by hand, or repeat the changes.")},
        {ErrorCode::ToolFailed, "notRestored"_L1,
         QT_TR_NOOP("The boot image %1 is damaged, and the old one could not be put back: this kernel may not start."),
         QT_TR_NOOP("Do not restart this computer. Make room in /boot, then build the image by hand before anything "
                    "else.")},
    };
    static constexpr ProblemSentence rooms[] = {
        {ErrorCode::NoSpace, ""_L1,
         QT_TR_NOOP("%1 has too little room to build the boot image anew. Nothing was done."),
         QT_TR_NOOP("Remove old kernels or other files there, then apply again: a boot image that is written half "
                    "does not boot.")},
    };
    static constexpr ProblemSentence lines[] = {
        {ErrorCode::NotFound, ""_L1, QT_TR_NOOP("No such line of %1 needs to be repaired."),
         QT_TR_NOOP("See rdma-managerctl ports for those that do.")},
        {ErrorCode::InvalidWish, "not a line"_L1, QT_TR_NOOP("%1 has no such line to repair."),
         QT_TR_NOOP("Refresh and look at the lines that are there now; they can only be removed.")},
        {ErrorCode::InvalidWish, ""_L1, QT_TR_NOOP("Lines of %1 can only be removed from here."),
         QT_TR_NOOP("Remove the line, or correct it by hand in an editor.")},
    };
};

/// "0000:05:00.0", "0000:05:00.0 1", "cards.0000:05:00.0.1"
QString slotIn(const QString &subject)
{
    static const QRegularExpression slot(
        u"^(?:cards\\.)?([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7])(?:[. ][0-9A-Za-z.]*)?$"_s);
    return slot.match(subject).captured(1);
}

template <typename Row, typename Value>
std::optional<ErrorSentence> rowOf(std::span<const Row> rows, Value Row::*key, const std::optional<Value> &value,
                                   const QString &subject)
{
    const auto found = value ? std::ranges::find(rows, *value, key) : rows.end();
    if (found == rows.end())
        return std::nullopt;
    return ErrorSentence{found->happened, found->next, nullptr, {}, subject};
}

QString firstWord(const QString &detail)
{
    static const QRegularExpression word(u"^[A-Za-z]{1,32}"_s);
    return word.match(detail).captured(0);
}

std::optional<ErrorSentence> toolSentence(const Error &error, const QString &slot)
{
    const auto detail = mstDetailFrom(error.detail);
    if (!detail || error.code == ErrorCode::InvalidWish)
        return std::nullopt;
    const MstWords words = mstWords(detail->problem, detail->cause);
    return ErrorSentence{words.happened, words.next, nullptr, {}, slot};
}

/// Since the preview somebody began to use a port: the detail says over what.
std::optional<ErrorSentence> cutSentence(const Error &error, const QString &slot)
{
    if (error.code != ErrorCode::Conflict || error.detail.isEmpty())
        return std::nullopt;
    return ErrorSentence{Sentences::cut.happened, Sentences::cut.next, nullptr, {}, slot};
}

std::optional<ErrorSentence> cardSentence(const Error &error, const QString &slot)
{
    const QString word = firstWord(error.detail);
    return toolSentence(error, slot)
        .or_else([&] {
            return rowOf(std::span<const PairRow>(Sentences::pairs), &PairRow::problem, valueOf(pairProblemNames, word),
                         slot);
        })
        .or_else([&] {
            return rowOf(std::span<const ReasonRow>(Sentences::reasons), &ReasonRow::reason,
                         valueOf(roadReasonNames, word), slot);
        })
        .or_else([&] { return sentenceIn(Sentences::ofCards, error, slot); })
        .or_else([&] { return cutSentence(error, slot); });
}

std::optional<ErrorSentence> imageSentence(const Error &error)
{
    if (!error.subject.startsWith("/boot/"_L1) && !error.subject.startsWith("/efi/"_L1) &&
        !valueOf(imageToolNames, error.subject))
        return std::nullopt;
    return sentenceIn(Sentences::images, {error.code, error.subject, firstWord(error.detail)}, error.subject);
}

/// "1 ethernet, 2 infiniband", in whatever way the helper writes that.
QString typesIn(const QString &text)
{
    static const QRegularExpression one(u"([1-8])[ :=]+(infiniband|ethernet|auto|unknown)"_s);
    PortTypes types;
    for (auto it = one.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        types[match.captured(1).toInt()] = valueOf(portTypeNames, match.captured(2)).value_or(PortType::Unknown);
    }
    return types.empty() ? technical(text) : portTypesWords(types);
}

QString withTypes(const QString &sentence, const StepView &step)
{
    const QString words = fill(sentence, technical(step.subject));
    return step.after.isEmpty() ? words : fill(StepWords::tr("%1: %2"), words, typesIn(step.after));
}

QString conf(const QString &change)
{
    return change == "removed"_L1 ? StepWords::tr("Remove the file %1, so that it sets no port types any more")
                                  : StepWords::tr("Write the file %1, which sets port types when the driver is loaded");
}

} // namespace

std::optional<QString> portsStepWords(const StepView &step)
{
    if (step.kind == "set-firmware-types"_L1)
        return withTypes(StepWords::tr("Write port types into the firmware of the card at %1"), step);
    if (step.kind == "retype-ports"_L1)
        return withTypes(StepWords::tr("Switch the ports of the card at %1 now"), step);
    if (step.kind == "retype-used-ports"_L1)
        return fill(StepWords::tr("Switch the ports of the card at %1 now, although they are in use"),
                    technical(step.subject));
    if (step.kind == "rebuild-boot-image"_L1)
        return fill(StepWords::tr("Build the boot image %1 anew"), technical(step.subject));
    if (step.kind == "write-file"_L1 && (step.subject == mlx4ConfPath || step.subject == ownModuleOptionsPath))
        return fill(conf(step.after), technical(step.subject));
    return std::nullopt;
}

std::optional<ErrorSentence> portsSentence(const Error &error)
{
    if (const QString slot = slotIn(error.subject); !slot.isEmpty())
        return cardSentence(error, slot);
    if (error.subject.startsWith("badLines"_L1))
        return sentenceIn(Sentences::lines, error, QString(mlx4ConfPath));
    if (error.subject == "/boot"_L1 || error.subject == "/var/tmp"_L1)
        return sentenceIn(Sentences::rooms, error, error.subject);
    return imageSentence(error);
}

} // namespace rdma
