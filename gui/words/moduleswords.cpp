// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// RDMA protocols and their modules in plain words: names, states, uses.
#include "gui/words/moduleswords.h"

#include "gui/words/plaintext.h"
#include "model/kernelcommandline.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct ProtocolRow {
    Protocol protocol;
    const char *name;
    const char *purpose;
};

struct UseRow {
    ModuleUseKind kind;
    const char *sentence;
    const char *bare; ///< without a detail
};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::ModulesWords)
public:
    static constexpr ProtocolRow protocols[] = {
        {Protocol::Ipoib, QT_TR_NOOP("IPoIB"), QT_TR_NOOP("Carries ordinary IP traffic over InfiniBand.")},
        {Protocol::SrpInitiator, QT_TR_NOOP("SRP initiator"),
         QT_TR_NOOP("Attaches disks that others export over SRP.")},
        {Protocol::SrpTarget, QT_TR_NOOP("SRP target"), QT_TR_NOOP("Exports disks of this computer over SRP.")},
        {Protocol::Iser, QT_TR_NOOP("iSER initiator"), QT_TR_NOOP("Reaches iSCSI disks over RDMA.")},
        {Protocol::Isert, QT_TR_NOOP("iSER target"), QT_TR_NOOP("Serves iSCSI disks over RDMA.")},
        {Protocol::Rds, QT_TR_NOOP("RDS"), QT_TR_NOOP("Carries datagrams of clusters, mostly Oracle’s.")},
        {Protocol::NfsClient, QT_TR_NOOP("NFS client over RDMA"), QT_TR_NOOP("Mounts NFS with the option proto=rdma.")},
        {Protocol::NfsServer, QT_TR_NOOP("NFS server over RDMA"), QT_TR_NOOP("Serves NFS exports over RDMA as well.")},
        {Protocol::Umad, QT_TR_NOOP("Management datagrams"), QT_TR_NOOP("Serves opensm, srp_daemon and diagnostics.")},
        {Protocol::Uverbs, QT_TR_NOOP("Verbs for programs"), QT_TR_NOOP("Lets programs use RDMA devices directly.")},
        {Protocol::RdmaUcm, QT_TR_NOOP("Connections for programs"), QT_TR_NOOP("Lets programs connect by IP address.")},
        {Protocol::OpaVnic, QT_TR_NOOP("OPA VNIC"), QT_TR_NOOP("Carries Ethernet over an Omni-Path fabric.")},
        {Protocol::SoftRoce, QT_TR_NOOP("Soft-RoCE"), QT_TR_NOOP("Does RDMA over an ordinary Ethernet interface.")},
    };

    static constexpr UseRow uses[] = {
        {ModuleUseKind::Module, QT_TR_NOOP("The module %1 needs it."), nullptr},
        {ModuleUseKind::Mount, QT_TR_NOOP("%2 is mounted on %1."), QT_TR_NOOP("A disk is mounted on %1.")},
        {ModuleUseKind::Swap, QT_TR_NOOP("%1 is swap space."), nullptr},
        {ModuleUseKind::Disk, QT_TR_NOOP("%1 is used by %2."), QT_TR_NOOP("%1 is in use.")},
        {ModuleUseKind::Session, QT_TR_NOOP("Logged in to the target %1, with its disks %2."),
         QT_TR_NOOP("Logged in to the target %1.")},
        {ModuleUseKind::Export, QT_TR_NOOP("The target %1 exports disks, and %2 is logged in."),
         QT_TR_NOOP("The target %1 exports disks.")},
        {ModuleUseKind::Interface, QT_TR_NOOP("The interface %1 has the addresses %2."),
         QT_TR_NOOP("The interface %1 has no address.")},
        {ModuleUseKind::Connection, QT_TR_NOOP("Connections go over %1: %2."),
         QT_TR_NOOP("Which connections go over %1 could not be found out.")},
        {ModuleUseKind::Route, QT_TR_NOOP("The default route goes over %1."), nullptr},
        {ModuleUseKind::NetworkMount, QT_TR_NOOP("The file system at %1 is reached over %2."),
         QT_TR_NOOP("The file system at %1 is reached over the network.")},
        {ModuleUseKind::NfsMount, QT_TR_NOOP("NFS is mounted over RDMA on %1."), nullptr},
        {ModuleUseKind::SoftDevice, QT_TR_NOOP("The soft device %1 is on %2."), QT_TR_NOOP("The soft device %1.")},
        {ModuleUseKind::Program, QT_TR_NOOP("The program %1 has %2 open."), QT_TR_NOOP("The program %1 uses it.")},
        {ModuleUseKind::Unknown, QT_TR_NOOP("%1 more references, of which the kernel does not tell whose they are."),
         nullptr},
    };
};

const ProtocolRow &rowOf(Protocol protocol)
{
    return *std::ranges::find(Words::protocols, protocol, &ProtocolRow::protocol);
}

QString whereWords(const QString &path, int line)
{
    return technical(line > 0 ? path + u':' + QString::number(line) : path);
}

/// There is no line to remove.
QString bootDenialWords(Denial::Kind kind)
{
    return kind == Denial::Blacklisted
               ? Words::tr("The kernel's command line blacklists it (modprobe.blacklist=): nothing loads it by itself, "
                           "only who asks for it by name does. Take it out of the boot loader's configuration and "
                           "restart to allow it again.")
               : Words::tr(
                     "The kernel's command line forbids it (module_blacklist=): nobody can load it. Take it out of "
                     "the boot loader's configuration and restart to allow it again.");
}

} // namespace

QString protocolName(Protocol protocol)
{
    return Words::tr(rowOf(protocol).name);
}

QString protocolPurpose(Protocol protocol)
{
    return Words::tr(rowOf(protocol).purpose);
}

QString moduleNowWords(const ModuleState &state)
{
    switch (state.now) {
    case ModuleState::NotLoaded:
        return Words::tr("not loaded");
    case ModuleState::Loaded:
        return Words::tr("loaded");
    case ModuleState::BuiltIn:
        return Words::tr("part of the kernel");
    case ModuleState::Absent:
        return Words::tr("not in this kernel");
    case ModuleState::Denied:
        break;
    }
    if (state.denials.empty())
        return Words::tr("denied");
    const Denial &denial = state.denials.front();
    return denial.file == kernelCommandLinePath ? Words::tr("denied by boot options")
                                                : fill(Words::tr("denied by %1"), whereWords(denial.file, denial.line));
}

QString denialWords(const Denial &denial)
{
    if (denial.file == kernelCommandLinePath)
        return bootDenialWords(denial.kind);
    const QString where = whereWords(denial.file, denial.line);
    switch (denial.kind) {
    case Denial::Blacklisted:
        return fill(Words::tr("%1 blacklists it: nothing loads it by itself, only who asks for it by name does. Remove "
                              "that line to allow it again."),
                    where);
    case Denial::NoCommand:
        return fill(Words::tr("%1 has it replaced by a command that does nothing: nobody can load it. Remove that line "
                              "to allow it again."),
                    where);
    case Denial::Renamed:
        return fill(Words::tr("%1 gives its name to another module, which is loaded instead. Remove that line to allow "
                              "it again."),
                    where);
    }
    Q_UNREACHABLE_RETURN({});
}

QString moduleUseWords(const ModuleUse &use)
{
    const auto row = std::ranges::find(Words::uses, use.kind, &UseRow::kind);
    if (use.kind == ModuleUseKind::Connection && use.what.isEmpty())
        return Words::tr("Which connections go over it could not be found out.");
    const bool bare = use.detail.isEmpty() && row->bare;
    return fill(Words::tr(bare ? row->bare : row->sentence), technical(use.what), technical(use.detail));
}

std::optional<ModuleUse> moduleUseFrom(const QString &text)
{
    const auto kind = valueOf(moduleUseNames, text.section(u' ', 0, 0));
    const QString rest = text.section(u' ', 1);
    if (!kind)
        return std::nullopt;
    return ModuleUse{*kind, rest.section(", "_L1, 0, 0), rest.section(", "_L1, 1), ModuleUseWeight::Keeps};
}

QString moduleWeightWords(ModuleUseWeight weight)
{
    switch (weight) {
    case ModuleUseWeight::Keeps:
        return Words::tr("Keeps it loaded");
    case ModuleUseWeight::Cuts:
        return Words::tr("You would lose it");
    case ModuleUseWeight::Ends:
        return Words::tr("Ends with it");
    }
    Q_UNREACHABLE_RETURN({});
}

QString unloadBarWords(const ProtocolLive &protocol)
{
    if (protocol.module.now == ModuleState::BuiltIn)
        return Words::tr("What is part of the kernel cannot be unloaded.");
    const auto keeper = std::ranges::find_if(protocol.uses, [](const ModuleUse &use) {
        return use.weight == ModuleUseWeight::Keeps && use.kind != ModuleUseKind::Unknown;
    });
    return keeper == protocol.uses.end()
               ? QString()
               : fill(Words::tr("It cannot be unloaded while this is so: %1"), moduleUseWords(*keeper));
}

std::optional<QString> modulesStepWords(const StepView &step)
{
    if (step.kind == "unload-used-module"_L1)
        return fill(Words::tr("Unload the kernel module %1 now, although it is in use"), technical(step.subject));
    return std::nullopt;
}

} // namespace rdma
