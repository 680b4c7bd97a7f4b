// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What became of a change of port types, what hinders a choice, what is wrong with a line, in plain words.
#include "gui/words/plaintext.h"
#include "gui/words/portswords.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct LineRow {
    Mlx4ConfVerdict verdict;
    const char *sentence;
};

struct PairRow {
    PairProblem problem;
    const char *sentence;
};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::PortsWords)
public:
    static constexpr LineRow lines[] = {
        {Mlx4ConfVerdict::Understood, QT_TR_NOOP("In order.")},
        {Mlx4ConfVerdict::Comment, QT_TR_NOOP("A comment.")},
        {Mlx4ConfVerdict::Unread, QT_TR_NOOP("Never read: it is the last line and has no end of line.")},
        {Mlx4ConfVerdict::ShortAddress,
         QT_TR_NOOP("Skipped: the address is short, as lspci prints it. In full it is 0000:0b:00.0.")},
        {Mlx4ConfVerdict::NotAnAddress, QT_TR_NOOP("Skipped: it does not begin with the PCI address of a card.")},
        {Mlx4ConfVerdict::TypeMissing, QT_TR_NOOP("Skipped: no type stands behind the address.")},
        {Mlx4ConfVerdict::UnknownType, QT_TR_NOOP("Refused: a type is ib, eth or auto, in small letters.")},
        {Mlx4ConfVerdict::TrailingText,
         QT_TR_NOOP("By luck: text stands behind the types, which not every version of the script bears. A comment "
                    "needs a line of its own.")},
        {Mlx4ConfVerdict::CarriageReturn,
         QT_TR_NOOP("Refused: the line ends as on Windows, so its last type is none.")},
        {Mlx4ConfVerdict::OddBytes, QT_TR_NOOP("Misread: it has backslashes, or bytes that are no plain text.")},
        {Mlx4ConfVerdict::EthernetBeforeOtherType,
         QT_TR_NOOP("Refused: port 1 can be Ethernet only if port 2 is as well.")},
        {Mlx4ConfVerdict::Dangerous,
         QT_TR_NOOP("Dangerous: it is a path, and makes root write to a file that is no port of a card.")},
    };
    static constexpr PairRow pairs[] = {
        {PairProblem::NoRoad, QT_TR_NOOP("Nothing can keep a type for this card.")},
        {PairProblem::NoSuchPort, QT_TR_NOOP("The card has no such port.")},
        {PairProblem::PortMissing, QT_TR_NOOP("The card needs a type for each of its ports.")},
        {PairProblem::NotAType, QT_TR_NOOP("Choose a type for each port of the card.")},
        {PairProblem::FixedType, QT_TR_NOOP("The card cannot be this type.")},
        {PairProblem::NoAuto, QT_TR_NOOP("The card, or the way in which its types are kept, has no automatic type.")},
        {PairProblem::EthernetBeforeOtherType,
         QT_TR_NOOP("Port 1 can be Ethernet only if port 2 is as well: choose Ethernet for port 2 first.")},
    };
};

/// By which the image is built anew.
QString buildWords(const BootImageLive &image)
{
    return image.command.isEmpty() ? Words::tr("with the tool of this distribution") : technical(image.command);
}

/// The driver reads the files in the image where that holds it.
QString imageCauseWords(const BootImageLive &image)
{
    if (image.image.isEmpty())
        return fill(Words::tr("If the image that boots holds the driver mlx4_core, it may lack the setting: build it "
                              "anew, then restart again: %1"),
                    buildWords(image));
    if (!image.contents)
        return fill(Words::tr("The boot image %1 may hold the driver without the setting: “Read the Cards’ Firmware” "
                              "looks into it as well (on the command line: rdma-managerctl ports inspect). If it does, "
                              "build it anew, then restart again: %2"),
                    technical(image.image), buildWords(image));
    if (!image.contents->hasMlx4Core)
        return fill(Words::tr("The boot image %1 does not hold the driver, so the reason is another: see in the "
                              "kernel’s log what the driver says of the card."),
                    technical(image.image));
    if (!image.lacks.isEmpty())
        return fill(Words::tr("The boot image %1 holds the driver without the setting. Build it anew, then restart "
                              "again: %2"),
                    technical(image.image), buildWords(image));
    return fill(Words::tr("The boot image %1 holds the driver, which reads the copy of its settings there. If it was "
                          "not built anew since, do that, then restart again: %2"),
                technical(image.image), buildWords(image));
}

/// Of a card of mlx4 nobody knows, until it was asked, whether its firmware keeps the types or a file.
QString notTakenWords(const CardLive &card, const BootImageLive &image)
{
    if (card.road == PortRoad::Mlx4Conf || card.road == PortRoad::ModuleOption)
        return imageCauseWords(image);
    if (card.road == PortRoad::None && card.driver == "mlx4_core"_L1)
        return Words::tr("Read the cards’ firmware, which looks into the boot image as well (on the command line: "
                         "rdma-managerctl ports inspect): then the reason is told here.");
    return Words::tr("A card that stays under power keeps its old firmware: shut down and take the power off. On a "
                     "BlueField, its own system has to restart as well. If that does not help, read the firmware "
                     "again.");
}

} // namespace

QString mlx4ConfVerdictWords(Mlx4ConfVerdict verdict)
{
    const auto *found = std::ranges::find(Words::lines, verdict, &LineRow::verdict);
    return found == std::end(Words::lines) ? QString() : Words::tr(found->sentence);
}

QString pairProblemWords(PairProblem problem)
{
    const auto *found = std::ranges::find(Words::pairs, problem, &PairRow::problem);
    return found == std::end(Words::pairs) ? QString() : Words::tr(found->sentence);
}

QString typeVerdictWords(TypeVerdict verdict, PortType wanted, const CardLive &card, const BootImageLive &image)
{
    // After a boot the firmware that was set may not have been read yet.
    const QString type = wanted == PortType::Unknown ? Words::tr("what was chosen") : portTypeWords(wanted);
    switch (verdict) {
    case TypeVerdict::AsWanted:
        return {};
    case TypeVerdict::PendingReboot:
        return fill(Words::tr("It becomes %1 when this computer is restarted."), type);
    case TypeVerdict::PendingPowerCycle:
        return fill(
            Words::tr("It becomes %1 when the card was without power: a restart alone may leave it under power. "
                      "Shut this computer down, take the power off for a moment, and start it again."),
            type);
    case TypeVerdict::DidNotTake:
        return fill(Words::tr("This computer was restarted since, and the port has not become %1."), type) + u' ' +
               notTakenWords(card, image);
    case TypeVerdict::NotSupported:
        return fill(
            Words::tr("The driver refused the type (“Requested port type … is not supported”), and the port has "
                      "not become %1: the card cannot be that, or not beside the other port. Choose the type "
                      "that it has, or the same for both ports."),
            type);
    case TypeVerdict::HarmlessMessage:
        return fill(Words::tr("The kernel’s log says that the type is not supported on this port. That is harmless: it "
                              "was said while the other port was switched, and the port is %1 now."),
                    type);
    case TypeVerdict::CannotTell:
        return Words::tr("This computer was restarted since, and no driver tells what the port is. See on the page "
                         "“Devices” whether the card has a driver, and in the kernel’s log what it says.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString pendingWords(TypeVerdict verdict)
{
    switch (verdict) {
    case TypeVerdict::PendingReboot:
        return Words::tr("until a restart");
    case TypeVerdict::PendingPowerCycle:
        return Words::tr("until the power was off");
    case TypeVerdict::DidNotTake:
        return Words::tr("did not take");
    case TypeVerdict::NotSupported:
        return Words::tr("refused");
    case TypeVerdict::CannotTell:
        return Words::tr("nobody can tell");
    case TypeVerdict::AsWanted:
    case TypeVerdict::HarmlessMessage:
        break;
    }
    return {};
}

bool isPending(TypeVerdict verdict)
{
    return verdict == TypeVerdict::PendingReboot || verdict == TypeVerdict::PendingPowerCycle;
}

bool isBad(TypeVerdict verdict)
{
    return verdict == TypeVerdict::DidNotTake || verdict == TypeVerdict::NotSupported ||
           verdict == TypeVerdict::CannotTell;
}

QString restartWords(MstRestart restart)
{
    switch (restart) {
    case MstRestart::Unsaid:
        return Words::tr("The card has new settings, which count after a restart of this computer.");
    case MstRestart::Reboot:
        return Words::tr("The card has new settings: restart this computer to load them.");
    case MstRestart::PreparationSkipped:
        return Words::tr("The card has new settings. It runs a system of its own (BlueField): shut that down first, "
                         "then restart this computer.");
    case MstRestart::PowerCycle:
        return Words::tr("The card has new settings, and asks to be without power: shut this computer down, take the "
                         "power off for a moment, and start it again.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString bootImageWords(const BootImageLive &image)
{
    if (image.image.isEmpty())
        return fill(Words::tr("If the image that boots holds the driver mlx4_core, the driver reads the copy of its "
                              "settings there. Build that image anew after each change, by hand: %1"),
                    buildWords(image));
    if (!image.contents)
        return fill(Words::tr("Whether the boot image %1 holds the driver with a copy of its settings is not known: it "
                              "was not looked into since this computer started, or could not be."),
                    technical(image.image));
    if (!image.contents->hasMlx4Core)
        return fill(Words::tr("The boot image %1 does not hold the driver: it need not be built anew."),
                    technical(image.image));
    if (!image.lacks.isEmpty())
        return fill(Words::tr("The boot image %1 holds the driver, and no copy of %2: the types that are set there do "
                              "not count at boot."),
                    technical(image.image), technical(image.lacks)) +
               u' ' + fill(Words::tr("Build it anew, then restart this computer: %1"), buildWords(image));
    if (image.builder == ImageBuilder::Unknown)
        return fill(
            Words::tr("The boot image %1 holds the driver and reads its own copy of the settings. Build it anew "
                      "after each change, by hand: this program does not know how here."),
            technical(image.image));
    if (isBuiltHere(image.builder))
        return fill(Words::tr("The boot image %1 holds the driver and reads its own copy of the settings: it is built "
                              "anew with each change."),
                    technical(image.image));
    return fill(Words::tr("The boot image %1 holds the driver and reads its own copy of the settings. Build it anew "
                          "after each change, by hand: %2"),
                technical(image.image), technical(image.command));
}

QString missingCopyWords(const BootImageLive &image, const CardLive &card)
{
    const bool isTold = std::ranges::any_of(
        card.ports, [](const auto &port) { return port.second.verdict == TypeVerdict::DidNotTake; });
    return lacksCopy(image, card) && !isTold ? bootImageWords(image) : QString();
}

} // namespace rdma
