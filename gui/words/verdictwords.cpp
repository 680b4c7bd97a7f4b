// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The verdicts on ports as sentences.
#include "gui/words/verdictwords.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Sentence {
    PortVerdict verdict;
    Urgency urgency;
    const char *brief;
    const char *happened;
    const char *next;
};

/// A class around the table gives its sentences a context for the translators.
struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(rdma::VerdictWords)
public:
    static constexpr Sentence all[] = {
        {PortVerdict::NotReported, Urgency::Passing, QT_TR_NOOP("Not reported"),
         QT_TR_NOOP("The driver does not tell what this port does."),
         QT_TR_NOOP("Look at the kernel log for messages of the driver: journalctl -k")},
        {PortVerdict::NoLink, Urgency::Idle, QT_TR_NOOP("No link"),
         QT_TR_NOOP("The port is down; the driver does not tell why."),
         QT_TR_NOOP("Check the cable at both ends and whether the other end is switched on.")},
        {PortVerdict::NoCable, Urgency::Idle, QT_TR_NOOP("No cable"),
         QT_TR_NOOP("The port looks for a partner and hears nothing: no cable is plugged in, or the other end is off."),
         QT_TR_NOOP("Plug in a cable, or switch on the switch or computer at its other end.")},
        {PortVerdict::CableNoPartner, Urgency::Problem, QT_TR_NOOP("Cable, no partner"),
         QT_TR_NOOP("A cable is there, but the two ends cannot agree on how to talk."),
         QT_TR_NOOP("Check that the cable fits both ends and their speeds; try another cable or another port.")},
        {PortVerdict::PortTypeMismatch, Urgency::Problem, QT_TR_NOOP("Wrong port type"),
         QT_TR_NOOP("The line is up, but no InfiniBand link is on it: the other end most likely speaks Ethernet."),
         QT_TR_NOOP("Set both ends to the same type, InfiniBand or Ethernet.")},
        {PortVerdict::Disabled, Urgency::Idle, QT_TR_NOOP("Switched off"),
         QT_TR_NOOP("An administrator or a subnet manager has switched this port off."),
         QT_TR_NOOP("If it is needed, switch it on again, for example with: ibportstate -D 0 PORT enable")},
        {PortVerdict::Asleep, Urgency::Idle, QT_TR_NOOP("Asleep"),
         QT_TR_NOOP("The port sleeps: it listens for a partner, but does not look for one."),
         QT_TR_NOOP("Wake it from the other end, or switch it off and on again.")},
        {PortVerdict::UnderTest, Urgency::Passing, QT_TR_NOOP("Under test"),
         QT_TR_NOOP("The line is being tested and carries no traffic."),
         QT_TR_NOOP("Wait until the test ends. If nobody runs one, reload the driver.")},
        {PortVerdict::Recovering, Urgency::Problem, QT_TR_NOOP("Recovering"),
         QT_TR_NOOP("The line had so many errors that it is being set up anew."),
         QT_TR_NOOP("If this does not pass within seconds, replace the cable.")},
        {PortVerdict::Changing, Urgency::Passing, QT_TR_NOOP("Changing"),
         QT_TR_NOOP("The port was read while its state changed."), QT_TR_NOOP("Wait a moment.")},
        {PortVerdict::WaitingForSubnetManager, Urgency::Problem, QT_TR_NOOP("No subnet manager"),
         QT_TR_NOOP("The link is up, and the port waits for a subnet manager to give it an address."),
         QT_TR_NOOP("Start a subnet manager: in a managed switch, or here with: systemctl start opensm")},
        {PortVerdict::OpenSmDoesNotServe, Urgency::Problem, QT_TR_NOOP("Not served by opensm"),
         QT_TR_NOOP("The link is up and opensm runs on this computer, but it does not serve this port."),
         QT_TR_NOOP("One opensm serves one port: give it the GUID of this one, or start one opensm for each port.")},
        {PortVerdict::SubnetManagerSilent, Urgency::Problem, QT_TR_NOOP("Subnet manager is silent"),
         QT_TR_NOOP("The link is up and the port waits: a subnet manager has set it up before, and does not now."),
         QT_TR_NOOP("Wait half a minute. If it stays so, see that the subnet manager still runs and reaches this port, "
                    "or start one: systemctl start opensm")},
        {PortVerdict::WithoutSubnetManager, Urgency::Problem, QT_TR_NOOP("No subnet manager known"),
         QT_TR_NOOP("The port is set up, but does not know of a subnet manager, as if it was set up by hand: it cannot "
                    "ask for the way to others."),
         QT_TR_NOOP("Start a subnet manager: in a managed switch, or here with: systemctl start opensm")},
        {PortVerdict::Armed, Urgency::Passing, QT_TR_NOOP("Nearly ready"),
         QT_TR_NOOP("A subnet manager has set the port up and has yet to activate it."),
         QT_TR_NOOP("Wait a moment. If it stays so, look at the log of the subnet manager.")},
        {PortVerdict::Working, Urgency::None, QT_TR_NOOP("Working"), QT_TR_NOOP("The port works."), nullptr},
        {PortVerdict::WorkingNarrow, Urgency::Problem, QT_TR_NOOP("Working, fewer lanes"),
         QT_TR_NOOP("The port works, but over fewer lanes than it has."),
         QT_TR_NOOP("A lane of the cable is damaged, or the other end has fewer: reseat or replace the cable.")},
        {PortVerdict::WorkingSlow, Urgency::Problem, QT_TR_NOOP("Working, slower"),
         QT_TR_NOOP("The port works, but slower than this card can."),
         QT_TR_NOOP(
             "Check what the cable and the other end are made for and set to; a damaged cable is slow as well.")},
        {PortVerdict::EthernetNoLink, Urgency::Idle, QT_TR_NOOP("No link"),
         QT_TR_NOOP("The Ethernet interface of this port is down or has no link."),
         QT_TR_NOOP("Plug in a cable, or switch the interface on with: ip link set dev INTERFACE up")},
        {PortVerdict::EthernetNoAddress, Urgency::Problem, QT_TR_NOOP("No IP address"),
         QT_TR_NOOP("The link is up, but the interface of this port has no IPv4 address, which iWARP needs."),
         QT_TR_NOOP("Give the interface an address, for example in NetworkManager.")},
    };
};

const Sentence &sentenceOf(PortVerdict verdict)
{
    const auto *found = std::ranges::find(Sentences::all, verdict, &Sentence::verdict);
    return found == std::end(Sentences::all) ? Sentences::all[0] : *found;
}

} // namespace

VerdictWords verdictWords(PortVerdict verdict)
{
    const Sentence &sentence = sentenceOf(verdict);
    return {Sentences::tr(sentence.brief), Sentences::tr(sentence.happened),
            sentence.next ? Sentences::tr(sentence.next) : QString()};
}

Urgency urgencyOf(PortVerdict verdict)
{
    return sentenceOf(verdict).urgency;
}

QString iconNameOf(Urgency urgency)
{
    switch (urgency) {
    case Urgency::None:
        return u"dialog-ok-apply"_s;
    case Urgency::Passing:
        return u"dialog-information"_s;
    case Urgency::Idle:
        return u"network-offline"_s;
    case Urgency::Problem:
        break;
    }
    return u"dialog-warning"_s;
}

} // namespace rdma
