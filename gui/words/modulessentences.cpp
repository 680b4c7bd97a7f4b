// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The refusals of feature "modules", by error code, subject and detail.
#include "gui/words/moduleswords.h"
#include "gui/words/plaintext.h"
#include "gui/words/problemsentence.h"
#include "model/kernelcommandline.h"
#include "model/modulefailure.h"
#include "model/rdmamodules.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct FailureSentence {
    ModuleFailure failure;
    const char *happened;
    const char *next;
};

struct UseSentence {
    ModuleUseKind kind;
    const char *happened; ///< %1: what uses it, %2: its detail
    const char *next;
};

/// A class around the tables gives their sentences a context for the translators.
struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(rdma::ErrorWords)
public:
    static constexpr ProblemSentence choices[] = {
        {ErrorCode::NotSupported, "NoModule"_L1, QT_TR_NOOP("This kernel has no module for %1."),
         QT_TR_NOOP("Use another kernel, or install the package with more modules for this one. After an update of the "
                    "kernel, reboot.")},
        {ErrorCode::NotSupported, "BuiltIn"_L1, QT_TR_NOOP("%1 is part of this kernel, whatever a file says."),
         QT_TR_NOOP("There is nothing to choose.")},
        {ErrorCode::NotSupported, "AlwaysLoaded"_L1,
         QT_TR_NOOP("The service rdma loads %1 whenever it starts, whatever its file says."),
         QT_TR_NOOP("Leave it, or keep the service rdma from starting at boot.")},
        {ErrorCode::NotSupported, "ForcedByRds"_L1, QT_TR_NOOP("RDS is on at boot and loads %1 as well."),
         QT_TR_NOOP("Switch RDS off at boot first.")},
        {ErrorCode::NotSupported, "NotUnderstood"_L1,
         QT_TR_NOOP("What the boot file says of %1 could only be told by running it, so it was left alone."),
         QT_TR_NOOP("Write that line as KEY=yes or KEY=no by hand; the page names it.")},
        {ErrorCode::NotSupported, "SyntaxError"_L1,
         QT_TR_NOOP("bash stops reading the boot file before it comes to %1, so it was left alone."),
         QT_TR_NOOP("Correct the line that the page names by hand.")},
        {ErrorCode::NotSupported, "NotOurs"_L1,
         QT_TR_NOOP("MLNX_OFED decides about %1 in a file of its own, which is not edited here."),
         QT_TR_NOOP("Change the line that the page names by hand.")},
        {ErrorCode::NotSupported, "Packaged"_L1,
         QT_TR_NOOP("The line about %1 is in a package’s file or in /run, which are not edited."),
         QT_TR_NOOP("Put a file of the same name into /etc/modules-load.d, which takes its place.")},
        {ErrorCode::NotSupported, "Unwritable"_L1,
         QT_TR_NOOP("The line about %1 is not changed here: its file is a link, or others than root may write to "
                    "it."),
         QT_TR_NOOP("Change the line that the page names by hand.")},
    };
    static constexpr UseSentence uses[] = {
        {ModuleUseKind::Module, QT_TR_NOOP("The module stays loaded: the module %1 needs it."),
         QT_TR_NOOP("Unload that one first (modprobe -r %1), if nothing needs it either.")},
        {ModuleUseKind::Mount, QT_TR_NOOP("The module stays loaded: its disk %2 is mounted on %1."),
         QT_TR_NOOP("Unmount it first: umount %1")},
        {ModuleUseKind::Swap, QT_TR_NOOP("The module stays loaded: its disk %1 is swap space."),
         QT_TR_NOOP("Switch that off first: swapoff %1")},
        {ModuleUseKind::Disk, QT_TR_NOOP("The module stays loaded: its disk %1 is in use (%2)."),
         QT_TR_NOOP("Take the disk out of that first.")},
        {ModuleUseKind::Session, QT_TR_NOOP("The module stays loaded: this computer is logged in to %1."),
         QT_TR_NOOP("Log out first: of SRP on the page “Attach Disks”, of iSCSI with iscsiadm, of NVMe with nvme "
                    "disconnect.")},
        {ModuleUseKind::Export, QT_TR_NOOP("The module stays loaded: the target %1 exports disks."),
         QT_TR_NOOP("Take its exports away first: of SRP on the page “Export Disks”, of iSCSI with targetcli.")},
        {ModuleUseKind::NfsMount, QT_TR_NOOP("The module stays loaded: NFS is mounted over RDMA on %1."),
         QT_TR_NOOP("Unmount it first: umount %1")},
        {ModuleUseKind::SoftDevice, QT_TR_NOOP("The module stays loaded: the soft device %1 is there (%2)."),
         QT_TR_NOOP("Remove it first: rdma link delete %1")},
        {ModuleUseKind::Program, QT_TR_NOOP("The module stays loaded: the program %1 uses it (%2)."),
         QT_TR_NOOP("End that program first.")},
        {ModuleUseKind::Unknown,
         QT_TR_NOOP("The module stays loaded: it has %1 users of which the kernel does not "
                    "tell who they are."),
         QT_TR_NOOP("Look for programs and mounts that use it, and end them first; rds-info shows those of RDS.")},
    };
    /// Advice to unload mlx5_ib would take the adapter away.
    static constexpr UseSentence driver{
        ModuleUseKind::Module,
        QT_TR_NOOP(
            "The module stays loaded: %1, the driver of an adapter or of something else that uses RDMA, needs it."),
        QT_TR_NOOP("Leave it: it stays as long as that is in use.")};
    static constexpr ProblemSentence used{ErrorCode::Busy,
                                          {},
                                          QT_TR_NOOP("The kernel module %1 stays loaded while it is in use: %2."),
                                          QT_TR_NOOP("End all of that first, then unload it.")};
    static constexpr ProblemSentence denied{ErrorCode::NotSupported,
                                            {},
                                            QT_TR_NOOP("Loading the kernel module %1 is denied by %2."),
                                            QT_TR_NOOP("Remove that line if it shall load.")};
    static constexpr ProblemSentence deniedByBoot{
        ErrorCode::NotSupported,
        {},
        QT_TR_NOOP("The kernel's command line denies loading the kernel module %1."),
        QT_TR_NOOP("Take it out of the boot loader's configuration and restart if it shall load.")};
    static constexpr ProblemSentence loading[] = {
        {ErrorCode::NotFound,
         {},
         QT_TR_NOOP("This kernel has no module %1."),
         QT_TR_NOOP("Use another kernel, or install the package with more modules for this one. After an update of the "
                    "kernel, reboot.")},
        {ErrorCode::NotSupported, "BuiltIn"_L1, QT_TR_NOOP("%1 is part of the kernel and cannot be unloaded."),
         QT_TR_NOOP("Leave it; what is part of the kernel does no harm while nothing uses it.")},
        {ErrorCode::InvalidWish, "contradiction"_L1, QT_TR_NOOP("%1 cannot be loaded and lose what it needs at once."),
         QT_TR_NOOP("Choose one of the two.")},
    };
    static constexpr FailureSentence failures[] = {
        {ModuleFailure::KeyRejected,
         QT_TR_NOOP("The kernel did not load %1: it is not signed with a key that it trusts."),
         QT_TR_NOOP(
             "Secure Boot is on: enrol the key of its maker (mokutil --import), or use the distribution’s module.")},
        {ModuleFailure::UnknownSymbol, QT_TR_NOOP("The kernel did not load %1: it was built for another kernel."),
         QT_TR_NOOP("Install the one for this kernel, then run depmod.")},
        {ModuleFailure::WrongFormat, QT_TR_NOOP("The kernel did not load %1: it was built for another kernel."),
         QT_TR_NOOP("Install the one for this kernel, then run depmod.")},
        {ModuleFailure::NotPermitted, QT_TR_NOOP("This kernel loads and unloads no module any more: %1."),
         QT_TR_NOOP("It is locked down, or kernel.modules_disabled is set; only a reboot changes that.")},
        {ModuleFailure::Denied, QT_TR_NOOP("A line of modprobe.d ran something else instead of loading %1."),
         QT_TR_NOOP("The page names that line; remove it if the module shall load.")},
        {ModuleFailure::InUse, QT_TR_NOOP("The kernel says that %1 is in use."),
         QT_TR_NOOP("Find out who uses it (lsmod, lsof), and end that first.")},
        {ModuleFailure::NoEffect, QT_TR_NOOP("modprobe said that all is well with %1, and nothing changed."),
         QT_TR_NOOP("Look for its messages in the kernel’s log.")},
    };
    static constexpr ProblemSentence services[] = {
        {ErrorCode::InvalidWish, "not with modules"_L1,
         QT_TR_NOOP("The service %1 is not switched together with loading or unloading modules."),
         QT_TR_NOOP("Do one after the other; each is another permission.")},
        {ErrorCode::NotSupported, "byHardware"_L1,
         QT_TR_NOOP("The service %1 is started when hardware appears; it has no setting for the boot."),
         QT_TR_NOOP("Leave it to the hardware.")},
        {ErrorCode::NotSupported, "refusesStop"_L1, QT_TR_NOOP("The service %1 refuses to be stopped by hand."),
         QT_TR_NOOP("It ends with the next reboot.")},
        {ErrorCode::NotSupported, "endsExports"_L1,
         QT_TR_NOOP("Starting or stopping the service %1 would take every exported disk away."),
         QT_TR_NOOP("Make and remove exports on the page “Export Disks”, where each is named.")},
        {ErrorCode::NotSupported, "elsewhereKept"_L1, QT_TR_NOOP("The service %1 is switched port by port."),
         QT_TR_NOOP("Do that on the page “Attach Disks”.")},
        {ErrorCode::NotSupported, "shownOnly"_L1, QT_TR_NOOP("The service %1 is only shown here."),
         QT_TR_NOOP("Its own package documents how to switch it.")},
        {ErrorCode::NotSupported, "masked"_L1, QT_TR_NOOP("The service %1 is masked: nothing can start it."),
         QT_TR_NOOP("Allow it again with systemctl unmask %1, then try again.")},
    };
};

bool isModule(const QString &name)
{
    return std::ranges::any_of(protocolNames, [&](const auto &row) {
        const ProtocolInfo &info = infoOf(row.first);
        return name == info.module || (!info.provider.isEmpty() && name == info.provider);
    });
}

/// "ipoib", "protocols.ipoib.atBoot": IPoIB.
std::optional<Protocol> protocolOf(const QString &subject)
{
    const QString path = subject.startsWith("protocols."_L1) ? subject.section(u'.', 1) : subject;
    return valueOf(protocolNames, path.section(u'.', 0, 0));
}

/// "services.opensm.service.enabled": opensm.service.
QString unitOf(const QString &subject)
{
    QString unit = subject.startsWith("services."_L1) ? subject.section(u'.', 1) : subject;
    for (const QLatin1StringView key : {".enabled"_L1, ".active"_L1})
        if (unit.endsWith(key))
            unit.chop(key.size());
    return unit;
}

/// "mount /srv/data, sdb"; of several, "swap /dev/sdb2; disk sdc, md0; 2 more".
ErrorSentence useSentence(const Error &error)
{
    const auto use = moduleUseFrom(error.detail);
    const auto *row = std::ranges::find(Sentences::uses, use ? use->kind : ModuleUseKind::Route, &UseSentence::kind);
    if (row == std::end(Sentences::uses) || error.detail.contains("; "_L1))
        return {Sentences::used.happened, Sentences::used.next};
    if (use->kind == ModuleUseKind::Module && !isModule(use->what) && !isRdmaModule(use->what))
        row = &Sentences::driver;
    return {row->happened, row->next, nullptr, use->detail, use->what};
}

/// "keyRejected, came ib_cm: exit 1: …"
std::optional<ErrorSentence> failureSentence(const Error &error)
{
    const QString word = error.detail.section(QRegularExpression(u"[,:]"_s), 0, 0);
    const auto failure = valueOf(moduleFailureNames, word);
    const auto *row =
        std::ranges::find(Sentences::failures, failure.value_or(ModuleFailure::Other), &FailureSentence::failure);
    return row == std::end(Sentences::failures) ? std::nullopt : std::optional(ErrorSentence{row->happened, row->next});
}

std::optional<ErrorSentence> moduleSentence(const Error &error)
{
    if (auto sentence = failureSentence(error))
        return sentence;
    if (error.code == ErrorCode::Busy && !error.detail.startsWith(u'E'))
        return useSentence(error);
    if (error.code == ErrorCode::NotSupported && error.detail.startsWith(u'/')) {
        const bool isByBoot = error.detail.startsWith(kernelCommandLinePath);
        const ProblemSentence &denied = isByBoot ? Sentences::deniedByBoot : Sentences::denied;
        return ErrorSentence{denied.happened, denied.next};
    }
    return sentenceIn(Sentences::loading, error, error.subject);
}

} // namespace

std::optional<ErrorSentence> modulesSentence(const Error &error)
{
    if (isModule(error.subject))
        if (auto sentence = moduleSentence(error))
            return sentence;
    if (const auto protocol = protocolOf(error.subject))
        if (auto sentence = sentenceIn(Sentences::choices, error, protocolName(*protocol)))
            return sentence;
    if (error.subject.contains(".service"_L1) || error.subject.contains(".target"_L1))
        return sentenceIn(Sentences::services, error, unitOf(error.subject));
    return std::nullopt;
}

} // namespace rdma
