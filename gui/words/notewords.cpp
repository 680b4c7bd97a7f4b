// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Remarks on a state and warnings of a plan, as sentences.
#include "gui/words/notewords.h"

#include "gui/words/limitswords.h"
#include "gui/words/moduleswords.h"
#include "gui/words/plaintext.h"
#include "gui/words/srptargetwords.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct NoteWords {
    Q_DECLARE_TR_FUNCTIONS(rdma::NoteWords)
public:
    static constexpr std::pair<NoteCode, const char *> sentences[] = {
        {NoteCode::KernelStyleName, QT_TR_NOOP("%1 looks like a name that the kernel gives by itself. At boot it can "
                                               "collide with another interface; a name such as mlx4_ib0 cannot.")},
        {NoteCode::LosesAddresses, QT_TR_NOOP("%1 goes down for a moment to be renamed: its IPv6 addresses and its "
                                              "routes are lost until they are set up again.")},
        {NoteCode::AtNextBoot, QT_TR_NOOP("%1 changes when the interface appears the next time: at boot or when its "
                                          "driver is loaded again.")},
        {NoteCode::RuleOverridden, QT_TR_NOOP("Another setting wins over the rule for %1 at boot: %2.")},
        {NoteCode::RuleMatchesChildren,
         QT_TR_NOOP("The rule for %1 would also rename the P_Key interfaces of the same port: %2.")},
        {NoteCode::DuplicateRule, QT_TR_NOOP("Several rules name the port of %1; this one counts: %2.")},
        {NoteCode::UnreadableFile,
         QT_TR_NOOP("%1 could not be read. What it says is missing from what is shown here.")},
        {NoteCode::PortWithoutGuid, QT_TR_NOOP("%1 has no port GUID in its address yet, so it cannot be named. Its "
                                               "port or the subnet manager may still be starting.")},
        {NoteCode::SharedIdentity, QT_TR_NOOP("%1 and %2 have the same port GUID and P_Key; only the first is shown.")},
        {NoteCode::FileCreated, QT_TR_NOOP("The file %1 does not exist yet and will be created.")},
        {NoteCode::RuleLoses, QT_TR_NOOP("This rule names %1, too, and does not count: %2. Remove it to avoid "
                                         "confusion.")},
        {NoteCode::NameInDoubt, QT_TR_NOOP("Whether this rule names %1 depends on something that only udev can find "
                                           "out at boot: %2.")},
        {NoteCode::LinkFileLoses,
         QT_TR_NOOP("The name for %1 in this systemd .link file does not count, since a udev rule names it: %2.")},
        {NoteCode::AbsentPort, QT_TR_NOOP("A rule keeps the name %1 for a port that no interface of this computer has: "
                                          "%2. Remove it if that adapter will not come back.")},
        {NoteCode::FileShadowed, QT_TR_NOOP("The rules in %1 do not count: %2 takes the place of the whole file.")},
        {NoteCode::MentionedInNetworkManager,
         QT_TR_NOOP("NetworkManager’s settings name %1 and will not find it any more. Change the name there: %2.")},
        {NoteCode::MentionedInIfcfg, QT_TR_NOOP("Network settings are for %1 and will not be used any more. Change the "
                                                "name there, or the file’s own name: %2.")},
        {NoteCode::MentionedInNetplan, QT_TR_NOOP("Netplan’s settings name %1 and will not find it any more. Change "
                                                  "the name there, then run netplan generate: %2.")},
        {NoteCode::MentionedInNetworkd,
         QT_TR_NOOP("systemd-networkd’s settings name %1 and will not find it any more. Change the name there: %2.")},
        {NoteCode::MentionedInIfupdown,
         QT_TR_NOOP("The network interfaces file names %1 and will not find it any more. Change the name there: %2.")},
        {NoteCode::MentionedInFstab, QT_TR_NOOP("A file system is mounted over the interface %1 by its name and cannot "
                                                "be mounted after that. Change the name there: %2.")},
        {NoteCode::MentionedInFirewalld,
         QT_TR_NOOP("A firewall zone holds %1; under its new name the interface falls into the default zone. Change "
                    "the name there, then run firewall-cmd --reload: %2.")},
        {NoteCode::AddressBound,
         QT_TR_NOOP("Network settings are bound to the hardware address that %1 has now, which goes away with the type "
                    "of its port: they will not be used any more. Bind them to the new interface there: %2.")},
        {NoteCode::MentionedInOpensm,
         QT_TR_NOOP("The subnet manager’s settings mention %1. Check whether they mean this interface: %2.")},
        {NoteCode::MoreMentions,
         QT_TR_NOOP("More places name %1, or another name that changes, and are not listed here: %2.")},
        {NoteCode::NotSearched, QT_TR_NOOP("Something in %2 could not be read; it may name %1, too.")},
        {NoteCode::RouteKept, QT_TR_NOOP("The default route goes over %1. It stays for now; at the next boot it comes "
                                         "back only if what sets it up knows the new name.")},
        {NoteCode::RouteLost, QT_TR_NOOP("The default route goes over %1 and is lost with the rename, since this "
                                         "kernel takes the interface down. A remote session may end.")},
        {NoteCode::MountKept,
         QT_TR_NOOP("Network file systems reached over %1: %2. They stay for now; at the next boot "
                    "they come back only if what sets up the network knows the new name.")},
        {NoteCode::MountStalls, QT_TR_NOOP("Network file systems reached over %1: %2. They stall until its routes are "
                                           "set up again; unmount them first.")},
        {NoteCode::InitramfsCopies,
         QT_TR_NOOP("The initramfs may hold a copy of %1. Build it again afterwards, or an interface that appears that "
                    "early keeps its old name: %2")},
        {NoteCode::DeviceSilent, QT_TR_NOOP("The driver of %1 does not answer, so nothing can be shown of it. Look for "
                                            "its messages in the kernel's log.")},
        {NoteCode::SessionEnds, QT_TR_NOOP("The initiator %1 is logged in and loses disks: what it has mounted from "
                                           "them fails. Unmount them there first. Port: %2.")},
        {NoteCode::NotSaved, QT_TR_NOOP("%1 is not saved as it will run: after a reboot it is gone, or different.")},
        {NoteCode::ImageReused, QT_TR_NOOP("The image %1 is there already: whoever may use %2 sees what is in it.")},
        {NoteCode::WriteBack, QT_TR_NOOP("With write-back a power failure here may lose what %1 has acknowledged. Use "
                                         "it only where initiators flush, or for data that can be lost.")},
        {NoteCode::RulesRefused, QT_TR_NOOP("srp_daemon ends because of this line in %1: %2. Correct it there; until "
                                            "then the rules can be neither used nor changed here.")},
        {NoteCode::BootLoginsOff, QT_TR_NOOP("Targets are to be connected after a boot, and are not: the service %1 "
                                             "is switched off. Switch it on: %2")},
        {NoteCode::DiskOpen, QT_TR_NOOP("%2 has %1 open. While it has, the disk stays connected: end it first.")},
        {NoteCode::DiskOpenByMore, QT_TR_NOOP("More programs have %1 open: %2.")},
        {NoteCode::EndsWithModule, QT_TR_NOOP("With %1 these end, and can be had again: %2.")},
        {NoteCode::ServicesUnknown, QT_TR_NOOP("How the services stand could not be found out: %1 did not answer (%2). "
                                               "Whether one failed is not shown.")},
        {NoteCode::ModulesGone, QT_TR_NOOP("The modules of the running kernel %1 are gone, as after an update that "
                                           "removes it: none can be loaded. Reboot into the kernel that is there.")},
        {NoteCode::HoldersUnknown, QT_TR_NOOP("Which programs have these disks open could not be found out: %1. Make "
                                              "sure that none has, since it would lose its disk.")},
        {NoteCode::AtNextLogin, QT_TR_NOOP("Who is logged in keeps the old limit: %1 counts from the next login on.")},
        {NoteCode::AtUserManager,
         QT_TR_NOOP("What %1 says reaches programs that a desktop starts only when user@UID.service starts anew: after "
                    "loginctl terminate-user NAME, which ends all that the user runs, or after a reboot.")},
        {NoteCode::AtUnitRestart,
         QT_TR_NOOP("%1 runs with the old limit until it is started again: systemctl restart %1")},
        {NoteCode::LimitLoses, QT_TR_NOOP("The limit for %1 does nothing where this line holds instead: %2. Change or "
                                          "remove that line.")},
        {NoteCode::SoftClamped, QT_TR_NOOP("The soft limit for %1 is more than the hard one, and is cut to that: %2. "
                                           "Set the hard limit as well.")},
        {NoteCode::LoginsFail, QT_TR_NOOP("This system may not raise hard limits, as many containers may not: %1 could "
                                          "not log in any more. Give no more than %2, or raise the limit outside.")},
        {NoteCode::NotRaised, QT_TR_NOOP("This system may not raise hard limits, as many containers may not: the limit "
                                         "for %1 would be ignored. Give no more than %2, or raise the limit outside.")},
        {NoteCode::RootSpared, QT_TR_NOOP("On this system the limit for %1 is not about root. If root needs one, give "
                                          "it to root by name.")},
        {NoteCode::GroupEmpty,
         QT_TR_NOOP("No member of the %1 is listed. Who has it as primary group gets its limit; add "
                    "others: %2")},
        {NoteCode::AccountsSilent, QT_TR_NOOP("Nothing could be found out about %1 (%2), so whether another line wins "
                                              "is not known.")},
        {NoteCode::BothPortsDrop,
         QT_TR_NOOP("All ports of the card at %1 go away for some seconds and come back: whatever runs over them "
                    "stops, and their interfaces may get other names.")},
        {NoteCode::PortTypeAtBoot,
         QT_TR_NOOP("The card at %1 stays as it is until this computer is restarted. Where the card keeps its power "
                    "over a restart, it takes shutting down and taking the power off.")},
        {NoteCode::InterfaceGoes,
         QT_TR_NOOP("The interface %1 goes with its port, and its addresses with it: %2. One of another type or name "
                    "needs settings of its own (NetworkManager, netplan).")},
        {NoteCode::ReachedOver,
         QT_TR_NOOP("Ports of the card at %1 carry this at present: %2. After the restart they are of another type: "
                    "make sure that you can reach this computer another way.")},
        {NoteCode::MountGoes, QT_TR_NOOP("Network file systems reached over %1: %2. They stall when the interface "
                                         "goes. Unmount them first.")},
        {NoteCode::PortSessionEnds, QT_TR_NOOP("The SRP session with the target %1 ends, and its disks go: %2. Unmount "
                                               "them and disconnect first.")},
        {NoteCode::SubnetManagerNeeded,
         QT_TR_NOOP("%1 becomes InfiniBand: nothing works there until a subnet manager runs on its fabric (opensm, or "
                    "the switch’s own), and the cable leads to an InfiniBand switch or port.")},
        {NoteCode::OptionOfAllCards, QT_TR_NOOP("The option that sets the card at %1 is one for all cards of its "
                                                "driver. These get the same types: %2.")},
        {NoteCode::OtherRoadStands, QT_TR_NOOP("Port types of the card at %1 are set elsewhere as well: %2. Remove "
                                               "them there, or the port may become something else.")},
        {NoteCode::ImageByHand, QT_TR_NOOP("The boot image %1 holds the driver with a copy of its settings, and is not "
                                           "built anew from here. Do it afterwards, or nothing changes at boot: %2")},
        {NoteCode::ImageNotFound, QT_TR_NOOP("If the image that boots holds the driver %1, it must be built anew "
                                             "afterwards, or nothing changes at boot: %2")},
        {NoteCode::OtherImages,
         QT_TR_NOOP("Only the image of the kernel that runs is built anew. If another kernel shall boot, build its "
                    "image as well (%1): %2")},
        {NoteCode::ImageKept,
         QT_TR_NOOP("The boot image with which this computer started stays beside %1 as %2. If the "
                    "new one does not start, choose it in the boot loader (the line “initrd”).")},
        {NoteCode::NoCopyKept, QT_TR_NOOP("/boot has no room for a copy of the boot image %1. If the new one does not "
                                          "start, another kernel’s image or a rescue system is needed.")},
        {NoteCode::ImageUnknown,
         QT_TR_NOOP(
             "The boot image %1 could not be looked into. If it holds the driver mlx4_core, it must be built anew "
             "afterwards, or nothing changes at boot: %2")},
        {NoteCode::FileUnread, QT_TR_NOOP("%1 could not be read. It may set port types that are not shown here.")},
        {NoteCode::MoreRunning, QT_TR_NOOP("%2 more sessions and services run and are not listed.")},
    };
};

QString sentenceOf(NoteCode code, const QString &detail)
{
    if (code == NoteCode::UnreadableFile && detail == "not our drop-in"_L1)
        return NoteWords::tr("The drop-in %1 says more than this program writes. It counts, but is not changed here.");
    for (const auto &[candidate, sentence] : NoteWords::sentences)
        if (candidate == code)
            return NoteWords::tr(sentence);
    return NoteWords::tr("The helper has a remark that this program is too old to know: %1 %2");
}

constexpr qsizetype maxDetails = 8; // more places than that are a list to work off, not a remark

/// Of which it makes sense to name several places in one sentence.
bool isOfPlaces(NoteCode code)
{
    return (code >= NoteCode::MentionedInNetworkManager && code <= NoteCode::AddressBound) ||
           code == NoteCode::MountKept || code == NoteCode::MountStalls || code == NoteCode::MountGoes ||
           code == NoteCode::EndsWithModule;
}

/// "4711 dd": only the first blank is ours.
QString holderWords(const QString &detail)
{
    const qsizetype end = detail.indexOf(u' ');
    return end < 0
               ? technical(detail)
               : fill(NoteWords::tr("%1 (process %2)"), technical(detail.mid(end + 1)), technical(detail.left(end)));
}

/// "interface ib0, 192.0.2.1": ib0 (192.0.2.1)
QString endingWords(const QString &detail)
{
    const auto use = moduleUseFrom(detail);
    if (!use || use->detail.isEmpty())
        return technical(use ? use->what : detail);
    return technical(fill(u"%1 (%2)"_s, use->what, use->detail));
}

bool isOfLimit(NoteCode code)
{
    return code >= NoteCode::LimitLoses && code <= NoteCode::AccountsSilent;
}

/// "0000:05:00.0 1"
QString portWords(const QString &subject)
{
    const qsizetype end = subject.indexOf(u' ');
    return end < 0 ? technical(subject)
                   : fill(NoteWords::tr("Port %2 of the card at %1"), technical(subject.left(end)),
                          technical(subject.mid(end + 1)));
}

QString subjectWords(NoteCode code, const QString &subject)
{
    if (code == NoteCode::SubnetManagerNeeded)
        return portWords(subject);
    return isOfLimit(code) ? limitedWords(subject) : technical(subject);
}

/// Whose detail is the command that builds a boot image, where one is known.
bool isOfBuilding(NoteCode code)
{
    return code == NoteCode::ImageByHand || code == NoteCode::ImageNotFound || code == NoteCode::ImageUnknown;
}

QString detailWords(const Note &note)
{
    if (isOfBuilding(note.code) && note.detail.isEmpty())
        return NoteWords::tr("with the tool of this distribution");
    if (note.code == NoteCode::EndsWithModule)
        return endingWords(note.detail);
    if (note.code == NoteCode::SoftClamped && note.detail.isEmpty())
        return NoteWords::tr("no rule sets it");
    if ((note.code == NoteCode::InterfaceGoes || note.code == NoteCode::PortSessionEnds) && note.detail.isEmpty())
        return NoteWords::tr("none");
    return note.code == NoteCode::DiskOpen ? holderWords(note.detail) : technical(gidWords(note.detail));
}

struct Gathered {
    NoteCode code = NoteCode::Unknown;
    QString subject;
    QStringList details;

    [[nodiscard]] bool takes(const Note &note) const
    {
        return isOfPlaces(code) && code == note.code && subject == note.subject;
    }
    [[nodiscard]] QString words() const
    {
        const qsizetype more = details.size() - maxDetails;
        QString places = details.first(std::min(details.size(), maxDetails)).join(u", "_s);
        if (more > 0)
            places = fill(NoteWords::tr("%1 and %2 more"), places, QString::number(more));
        return fill(sentenceOf(code, details.front()), subjectWords(code, subject), places).trimmed();
    }
};

} // namespace

QString noteWords(const Note &note)
{
    return noteLines({note}).front().words;
}

std::vector<NoteLine> noteLines(const std::vector<Note> &notes)
{
    std::vector<Gathered> groups;
    for (const Note &note : notes) {
        const auto same = std::ranges::find_if(groups, [&](const Gathered &group) { return group.takes(note); });
        if (same == groups.end())
            groups.push_back({note.code, note.subject, {detailWords(note)}});
        else
            same->details.append(detailWords(note));
    }
    std::vector<NoteLine> lines;
    for (const Gathered &group : groups)
        lines.push_back({group.words(), isWarning(group.code)});
    return lines;
}

QString listed(const QStringList &sentences)
{
    const QString bullet = u"• "_s;
    return sentences.size() < 2 ? sentences.join(QString()) : bullet + sentences.join(u'\n' + bullet);
}

bool isWarning(NoteCode code)
{
    return code != NoteCode::AtNextBoot && code != NoteCode::FileCreated && code != NoteCode::AbsentPort &&
           code != NoteCode::RouteKept && code != NoteCode::MountKept && code != NoteCode::AtNextLogin &&
           code != NoteCode::AtUserManager && code != NoteCode::AtUnitRestart && code != NoteCode::RootSpared &&
           code != NoteCode::MoreRunning && code != NoteCode::PortTypeAtBoot && code != NoteCode::SubnetManagerNeeded &&
           code != NoteCode::ImageKept;
}

} // namespace rdma
