// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What to do about a login that failed or a disk that is not there: sentences, and labels of buttons.
#include "gui/words/failurewords.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

namespace {

struct Sentence {
    LoginCure cure;
    const char *here;      ///< this computer's administrator can do it, or there is one way only
    const char *elsewhere; ///< the target is another computer's; nullptr: no difference
    const char *label;     ///< of a button; nullptr: none
};

/// A class around the table gives its sentences a context for the translators.
struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(rdma::CureWords)
public:
    static constexpr Sentence all[] = {
        {LoginCure::AllowInitiator, QT_TR_NOOP("Allow this id, then connect again."),
         QT_TR_NOOP("Ask whoever administers the target to allow this computer’s id, then connect again."),
         QT_TR_NOOP("Allow This Initiator…")},
        {LoginCure::EnablePort, QT_TR_NOOP("Enable the port, then connect again."),
         QT_TR_NOOP("Ask whoever administers the target to enable its port, then connect again."),
         QT_TR_NOOP("Enable the Port")},
        {LoginCure::LoadTargetModule,
         QT_TR_NOOP("Export a disk on that port; over Ethernet it must listen for RDMA/CM logins as well."),
         QT_TR_NOOP("Ask whoever administers the target to see that ib_srpt is loaded and the disk exported; over "
                    "Ethernet it must listen for RDMA/CM logins as well."),
         QT_TR_NOOP("Look at the Exports")},
        {LoginCure::LoadInitiator, QT_TR_NOOP("Connect, which loads ib_srp."), nullptr, QT_TR_NOOP("Connect")},
        {LoginCure::PlugCable,
         QT_TR_NOOP("Check the cable at both ends, and whether what is at its other end is switched on."), nullptr,
         nullptr},
        {LoginCure::StartSubnetManager,
         QT_TR_NOOP(
             "Start a subnet manager, in a managed switch or here with: systemctl start opensm. If there is one, "
             "see that the target’s port is active and in the same partition."),
         nullptr, nullptr},
        {LoginCure::FewerChannels, QT_TR_NOOP("Connect with fewer channels (ch_count)."), nullptr,
         QT_TR_NOOP("Use Fewer Channels…")},
        {LoginCure::ShorterIu,
         QT_TR_NOOP("Connect with fewer scatter entries in a command (cmd_sg_entries), or load ib_srpt at the target "
                    "with a larger srp_max_req_size."),
         nullptr, QT_TR_NOOP("Use Shorter Requests…")},
        {LoginCure::FreeResources,
         QT_TR_NOOP("Lower srp_sq_size of the port or the number of initiators, then connect again."),
         QT_TR_NOOP("Ask whoever administers the target to lower srp_sq_size of its port or the number of initiators."),
         nullptr},
        {LoginCure::WaitForOldSession,
         QT_TR_NOOP("Wait a minute and connect again. If it stays so, the target has to end the old session."), nullptr,
         nullptr},
        {LoginCure::DiscoverAgain, QT_TR_NOOP("Look for targets again, or get a new exchange card of that port."),
         nullptr, QT_TR_NOOP("Look for Targets")},
        {LoginCure::MapLun, QT_TR_NOOP("Let this initiator use a disk of that port."),
         QT_TR_NOOP("Ask whoever administers the target to map a disk for this computer’s id; then look for disks "
                    "again."),
         QT_TR_NOOP("Choose the Disks…")},
        {LoginCure::CheckAddress,
         QT_TR_NOOP("Check address and port, and that this computer’s RDMA interface is in the same network: ping may "
                    "go another way."),
         nullptr, QT_TR_NOOP("Correct the Address…")},
        {LoginCure::CorrectParameters, QT_TR_NOOP("Correct what is asked for, then connect again."), nullptr,
         QT_TR_NOOP("Correct the Login…")},
        {LoginCure::UseSession, QT_TR_NOOP("There is nothing to do: use the session that is there."), nullptr, nullptr},
        {LoginCure::Connect, QT_TR_NOOP("Connect again."), nullptr, QT_TR_NOOP("Connect")},
        {LoginCure::Reconnect,
         QT_TR_NOOP("The kernel tries to reconnect by itself. If the target is there again and nothing happens, "
                    "disconnect and connect."),
         nullptr, nullptr},
        {LoginCure::Rescan, QT_TR_NOOP("Let the kernel look for disks of this session again."), nullptr,
         QT_TR_NOOP("Look for Disks Again")},
        {LoginCure::StartDaemon, QT_TR_NOOP("Start srp_daemon, which logs in at every target that its rules allow."),
         nullptr, QT_TR_NOOP("Start srp_daemon")},
        {LoginCure::ReadTargetLog, QT_TR_NOOP("The kernel’s log of the target says more: journalctl -k"), nullptr,
         nullptr},
    };
};

const Sentence *sentenceOf(LoginCure cure)
{
    const auto *found = std::ranges::find(Sentences::all, cure, &Sentence::cure);
    return found == std::end(Sentences::all) ? nullptr : found;
}

} // namespace

QString cureWords(LoginCure cure, bool targetIsHere)
{
    const Sentence *sentence = sentenceOf(cure);
    if (!sentence)
        return {};
    return Sentences::tr(!targetIsHere && sentence->elsewhere ? sentence->elsewhere : sentence->here);
}

QString cureLabel(LoginCure cure, bool targetIsHere)
{
    const Sentence *sentence = sentenceOf(cure);
    return sentence && sentence->label && isOneClick(cure, targetIsHere) ? Sentences::tr(sentence->label) : QString();
}

} // namespace rdma
