// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The chain from cable to disk and the proof of a disk, in plain words.
#include "gui/words/chainwords.h"

#include "gui/words/failurewords.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Sentence {
    ChainFact fact;
    const char *words; ///< %1: the number, or the text
};

/// A class around the table gives its sentences a context for the translators.
struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(rdma::ChainWords)
public:
    static constexpr Sentence all[] = {
        {ChainFact::AfterBroken, QT_TR_NOOP("Cannot be told while something before it is broken.")},
        {ChainFact::UnknownTarget, QT_TR_NOOP("This computer does not know how to log in at this target.")},
        {ChainFact::PortGone, QT_TR_NOOP("This computer has no such port any more.")},
        {ChainFact::CableUp, QT_TR_NOOP("The line to the other end is up.")},
        {ChainFact::NoCable, QT_TR_NOOP("The port hears nothing: no cable, or nobody at its other end.")},
        {ChainFact::SwitchedOff, QT_TR_NOOP("The port is switched off by an administrator or a subnet manager.")},
        {ChainFact::LinkTrains, QT_TR_NOOP("A cable is there, and the two ends do not agree on how to talk.")},
        {ChainFact::CableNotTold, QT_TR_NOOP("The driver does not tell.")},
        {ChainFact::PortActive, QT_TR_NOOP("The port is active.")},
        {ChainFact::PortWaits, QT_TR_NOOP("The link is up; a subnet manager has to do the rest.")},
        {ChainFact::PortDown, QT_TR_NOOP("The port is down.")},
        {ChainFact::SubnetManagerKnown, QT_TR_NOOP("The port’s subnet manager is at LID %1.")},
        {ChainFact::NoSubnetManager, QT_TR_NOOP("The port knows of no subnet manager.")},
        {ChainFact::SubnetManagerSilent, QT_TR_NOOP("A subnet manager has set up this port before, and does not now.")},
        {ChainFact::NeedsNone, QT_TR_NOOP("Ethernet needs none.")},
        {ChainFact::ModuleServes, QT_TR_NOOP("ib_srp is loaded and serves this port.")},
        {ChainFact::ModuleMissing, QT_TR_NOOP("The kernel module ib_srp is not loaded.")},
        {ChainFact::PortNotServed, QT_TR_NOOP("ib_srp is loaded, but does not serve this port. The kernel’s log may "
                                              "say why.")},
        {ChainFact::Found, QT_TR_NOOP("It was found on the subnet of this port.")},
        {ChainFact::FoundConnected, QT_TR_NOOP("It is there: this computer has a session with it.")},
        {ChainFact::FoundElse,
         QT_TR_NOOP("It was found elsewhere or under other ids: its adapter or port has changed.")},
        {ChainFact::NotFound, QT_TR_NOOP("No port of this subnet offers it: ib_srpt is not loaded there, nothing is "
                                         "exported, or its port is down.")},
        {ChainFact::NotLookedFor, QT_TR_NOOP("Nobody has looked for it yet.")},
        {ChainFact::CannotBeFound, QT_TR_NOOP("Targets cannot be looked for on Ethernet.")},
        {ChainFact::LoggedIn, QT_TR_NOOP("Logged in: SCSI host %1.")},
        {ChainFact::Answered, QT_TR_NOOP("The target answered.")},
        {ChainFact::NotLoggedIn, QT_TR_NOOP("This computer is not logged in.")},
        {ChainFact::NotTried,
         QT_TR_NOOP("This computer is not logged in, and the kernel’s log tells of no login that failed since.")},
        {ChainFact::DaemonStopped,
         QT_TR_NOOP("This computer is not logged in: srp_daemon would log in here by itself, and does not run.")},
        {ChainFact::TargetDisabled, QT_TR_NOOP("This computer is the target itself, and its port is disabled.")},
        {ChainFact::ConnectionBlocked, QT_TR_NOOP("The connection of SCSI host %1 broke; commands wait for it.")},
        {ChainFact::ConnectionFailsFast, QT_TR_NOOP("The connection of SCSI host %1 broke; commands fail.")},
        {ChainFact::ConnectionLost, QT_TR_NOOP("The connection of SCSI host %1 is lost; its disks go away.")},
        {ChainFact::Permitted, QT_TR_NOOP("The target allows this computer.")},
        {ChainFact::NotPermitted, QT_TR_NOOP("The target has no permission for %1.")},
        {ChainFact::NoLunSeen, QT_TR_NOOP("Logged in, but the target shows this computer no disk.")},
        {ChainFact::NoLunMapped, QT_TR_NOOP("Logged in, but the permission of this computer has no disk.")},
        {ChainFact::DiskHere, QT_TR_NOOP("It is here as %1.")},
        {ChainFact::NoDiskMade, QT_TR_NOOP("The kernel made no disk of what the target shows.")},
        {ChainFact::DiskOffline, QT_TR_NOOP("%1 is there, but takes no commands.")},
    };
};

QString argumentOf(const ChainCheck &check)
{
    if (check.fact == ChainFact::NotPermitted && check.text.isEmpty())
        return Sentences::tr("this computer’s id");
    return check.text.isEmpty() ? QLocale().toString(check.number) : technical(check.text);
}

/// The unit is Latin and would go before the number.
QString exactSizeWords(quint64 bytes)
{
    return technical(QLocale().formattedDataSize(static_cast<qint64>(bytes)));
}

QString valueWords(const ProofRow &row)
{
    if (row.item != ProofItem::Size)
        return row.value.isEmpty() ? Sentences::tr("not told") : technical(row.value);
    return row.size == 0 ? Sentences::tr("not told") : exactSizeWords(row.size);
}

QString expectedWords(const ProofRow &row)
{
    return row.item == ProofItem::Size ? exactSizeWords(row.expectedSize) : technical(row.expected);
}

} // namespace

QString chainStandingWords(ChainStanding standing)
{
    switch (standing) {
    case ChainStanding::Good:
        return Sentences::tr("good");
    case ChainStanding::Broken:
        return Sentences::tr("broken");
    case ChainStanding::NotKnown:
        return Sentences::tr("not known");
    case ChainStanding::DoesNotApply:
        return Sentences::tr("does not apply");
    }
    Q_UNREACHABLE_RETURN({});
}

QString chainSummary(const std::vector<ChainCheck> &chain)
{
    if (const ChainCheck *broken = firstBroken(chain))
        return fill(Sentences::tr("The first link that is broken: %1."), chainLinkLabel(broken->link));
    return Sentences::tr("Everything is as it must be.");
}

QString proofTitle(const DiskProof &proof)
{
    return proof.path.isEmpty() ? fill(Sentences::tr("LUN %1"), QString::number(proof.lun)) : technical(proof.path);
}

QString chainLinkLabel(ChainLink link)
{
    switch (link) {
    case ChainLink::Cable:
        return Sentences::tr("Cable");
    case ChainLink::PortState:
        return Sentences::tr("Port");
    case ChainLink::SubnetManager:
        return Sentences::tr("Subnet manager");
    case ChainLink::Module:
        return Sentences::tr("Kernel module");
    case ChainLink::Discovery:
        return Sentences::tr("Target found");
    case ChainLink::Login:
        return Sentences::tr("Login");
    case ChainLink::Permission:
        return Sentences::tr("Permission");
    case ChainLink::MappedLun:
        return Sentences::tr("Disk shown by the target");
    case ChainLink::Disk:
        return Sentences::tr("Disk here");
    }
    Q_UNREACHABLE_RETURN({});
}

QString chainFactWords(const ChainCheck &check)
{
    if (check.fact == ChainFact::LoginFailed && check.failure)
        return failureWords(*check.failure);
    if (check.fact == ChainFact::LunsSeen)
        return Sentences::tr("The target shows this computer %n disk(s).", nullptr, int(check.number));
    if (check.fact == ChainFact::MappedAndNotSeen)
        return Sentences::tr("%n disk(s) are mapped for this computer, and its session sees none.", nullptr,
                             int(check.number));
    if (check.fact == ChainFact::Permitted && check.standing == ChainStanding::Broken)
        return Sentences::tr("It was refused before, and would be allowed by now.");
    const auto *found = std::ranges::find(Sentences::all, check.fact, &Sentence::fact);
    return found == std::end(Sentences::all) ? QString() : fill(Sentences::tr(found->words), argumentOf(check));
}

QString proofLabel(ProofItem item)
{
    switch (item) {
    case ProofItem::Host:
        return Sentences::tr("SCSI host");
    case ProofItem::Address:
        return Sentences::tr("SCSI address");
    case ProofItem::Vendor:
        return Sentences::tr("Vendor");
    case ProofItem::Model:
        return Sentences::tr("Model");
    case ProofItem::Size:
        return Sentences::tr("Size");
    case ProofItem::Serial:
        return Sentences::tr("Serial number");
    }
    Q_UNREACHABLE_RETURN({});
}

QString proofWords(const ProofRow &row)
{
    const QString value = valueWords(row);
    if (!row.compared)
        return value;
    return row.standing == ChainStanding::Good
               ? fill(Sentences::tr("%1, as exported"), value)
               : fill(Sentences::tr("%1, but %2 was exported"), value, expectedWords(row));
}

} // namespace rdma
