// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a user should know before or after a change: warnings of a plan, remarks on a state.
#pragma once

#include "model/result.h"

#include <QJsonArray>
#include <vector>

namespace rdma {

/// The closed set of remarks. Worded by the front end.
enum class NoteCode {
    KernelStyleName,     ///< the new name looks like one the kernel gives by itself (ib0): it can collide at boot
    LosesAddresses,      ///< the interface goes down for the rename: routes and IPv6 addresses on it are lost
    AtNextBoot,          ///< takes effect only when the interface appears again (boot or driver reload)
    RuleOverridden,      ///< another rule or .link file wins at boot; detail is file:line
    RuleMatchesChildren, ///< the existing rule also matches this port's P_Key children; detail is file:line
    DuplicateRule,       ///< several rules name the same port; detail is file:line of the one that counts
    UnreadableFile,      ///< a file that might matter could not be read; subject is its path
    PortWithoutGuid,     ///< subject: an IPoIB interface whose address holds no port GUID yet; it cannot be named
    SharedIdentity, ///< subject and detail: two interfaces with the same port GUID and P_Key; only the first is shown
    FileCreated,    ///< the file did not exist and will be created

    // The rules and .link files there are; subject: the interface's name, detail: file:line, unless said otherwise.
    RuleLoses,     ///< this rule names it, too, and does not count
    NameInDoubt,   ///< whether this rule names it depends on what only udev can find out
    LinkFileLoses, ///< the Name= of this .link file does not count: a rule wins
    AbsentPort,    ///< subject: the name that the rule gives to a port which no interface has
    FileShadowed,  ///< subject: a rules file that names ports and does not count; detail: the file that hides it

    // Who still uses a name that goes away: subject: the name, detail: file:line, or the file when its own name says
    // it.
    MentionedInNetworkManager,
    MentionedInIfcfg,
    MentionedInNetplan,
    MentionedInNetworkd,
    MentionedInIfupdown,
    MentionedInFstab,
    MentionedInFirewalld,
    MentionedInOpensm,
    AddressBound,    ///< by the hardware address of the interface, which goes away with the type of its port
    MoreMentions,    ///< detail: how many more places there are, of this name and others of the plan
    NotSearched,     ///< detail: a directory of which something could not be read
    RouteKept,       ///< subject: an interface with a default route, which a rename while up does not touch
    RouteLost,       ///< likewise, on a kernel that takes the interface down
    MountKept,       ///< subject: the interface over which the network file system at detail is reached
    MountStalls,     ///< likewise, on a kernel that takes the interface down
    InitramfsCopies, ///< subject: a rules file that the initramfs may hold a copy of; detail: the command to build it
    DeviceSilent,    ///< subject: an RDMA device or port whose driver did not answer in time; nothing of it is known
    SessionEnds,     ///< subject: an initiator that is logged in and loses disks; detail: the target's WWN
    NotSaved,        ///< subject: a WWN or disk that runs and is not (or not so) in the file for the next boot
    ImageReused,     ///< subject: the path of an image that is there; detail: the new disk, which shows what is in it
    WriteBack,       ///< subject: a disk that will acknowledge writes which a power failure may lose
    RulesRefused,    ///< subject: the rules file of srp_daemon, which ends with it; detail: its line, "3: too long"
    BootLoginsOff,   ///< subject: our unit, which is disabled or masked, though targets wait for it; detail: the cure
    DiskOpen,        ///< subject: /dev/sdb, which goes with a session; detail: who has it open: "4711 dd"
    DiskOpenByMore,  ///< subject: likewise; detail: how many more have it open
    HoldersUnknown,  ///< subject: disks that go with a session; detail: the error why nobody knows who has them open

    // Limits of locked memory; subject: for whom, as the file has it ("*", "@rdma", "1000:1999", "alice").
    AtNextLogin,    ///< who is logged in keeps the old limit; subject: the file
    AtUserManager,  ///< programs that systemd starts for users (a desktop's) keep it until user@UID.service restarts
    AtUnitRestart,  ///< subject: a service that runs, and keeps the old limit until it is started again
    LimitLoses,     ///< this wish does nothing where detail, file:line, holds instead
    SoftClamped,    ///< the soft limit counts as no more than the hard one; detail: file:line of that, or empty
    LoginsFail,     ///< raised where the kernel does not allow it, as in a container: none of them can log in any more;
                    ///< detail: the most it can be
    NotRaised,      ///< likewise, with Debian's pam_limits: nothing is set for them; detail: likewise
    RootSpared,     ///< Debian's pam_limits: not about root
    GroupEmpty,     ///< no member is listed; subject: the group; detail: the command that adds somebody
    AccountsSilent, ///< subject: a user or group of whom the accounts told nothing; detail: why
    MoreRunning,    ///< detail: how many more services and sessions there are than shown

    EndsWithModule,  ///< subject: a module that is unloaded; detail: what ends with it, "interface ib0, 10.0.0.1"
    ServicesUnknown, ///< subject: systemd; detail: the error why nobody knows how services stand
    ModulesGone,     ///< subject: the running kernel, whose modules were removed with its package; only a boot helps

    // Port types; subject: the slot of a card, unless said otherwise.
    BothPortsDrop,       ///< its ports go and come back now, all of them
    PortTypeAtBoot,      ///< nothing changes before the firmware is loaded again: a reboot, on some hosts without power
    InterfaceGoes,       ///< subject: an interface of a port that goes; detail: its addresses
    ReachedOver,         ///< detail: what goes over ports that change with the next boot, "ib0: 10.0.0.9, port 22"
    MountGoes,           ///< subject: such an interface; detail: where what is reached over it is mounted
    PortSessionEnds,     ///< subject: the target of an SRP session over such a port; detail: its disks
    SubnetManagerNeeded, ///< subject: "0000:05:00.0 1", a port that becomes InfiniBand, where nothing works without one
    OptionOfAllCards,    ///< detail: the slots of others to which the module's option applies as well
    OtherRoadStands,     ///< detail: file or tool by which types of the card are set as well
    ImageByHand,         ///< subject: the boot image, which holds the driver; detail: the command to build it anew
    ImageNotFound,       ///< subject: a driver that the image which boots may hold; detail: likewise, empty: not known
    OtherImages,         ///< subject: boot images of other kernels, which stay as they are; detail: the command for all
    ImageKept,           ///< subject: a boot image that is built anew; detail: the copy of the one that booted
    NoCopyKept,          ///< likewise, where /boot has no room for that
    ImageUnknown,        ///< subject: the boot image, which could not be looked into; detail: likewise
    FileUnread,          ///< subject: a file that could not be read, and may set types

    Unknown, ///< (front end only) a newer helper's remark
};

struct Note {
    NoteCode code = NoteCode::Unknown;
    QString subject;
    QString detail;

    bool operator==(const Note &) const = default;
};

[[nodiscard]] QJsonArray toJson(const std::vector<Note> &notes);
[[nodiscard]] std::vector<Note> notesFromJson(const QJsonArray &array);

} // namespace rdma
