// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The features that promise to keep the contract.
#include "tests/contract/subject.h"

#include "helper/features/features.h"
#include "helper/jobrun.h"
#include "helper/liotree.h"
#include "tests/fake/demohost.h"
#include "tests/limits/limitshost.h"
#include "tests/modules/moduleshost.h"
#include "tests/ports/portshost.h"
#include "tests/srp/exporthost.h"
#include "tests/srp/initiatorhost.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

class DemoContractHost : public ContractHost {
public:
    Machine machine() override { return m_demo.machine(); }

    QMap<QString, QByteArray> snapshot() override
    {
        auto files = m_demo.files().snapshot({u"/etc"_s});
        const auto links = m_demo.kernel().links();
        for (const Link &link : *links)
            files.insert(u"link %1"_s.arg(link.index), link.name.toUtf8() + (link.up ? " up" : " down"));
        return files;
    }

protected:
    DemoHost m_demo;
};

QJsonObject interfaceWish(const QString &id, const QJsonObject &names)
{
    return {{u"interfaces"_s, QJsonObject{{id, names}}}};
}

QList<QJsonObject> namesWishes(Machine &)
{
    const QString first = u"f4521403007bcba1:ffff"_s;
    const QString second = u"f4521403007bcba2:ffff"_s;
    return {interfaceWish(first, {{u"name"_s, u"mlx4_ib0"_s}, {u"ruleName"_s, u"mlx4_ib0"_s}}),
            interfaceWish(first, {{u"ruleName"_s, u"fabric-a"_s}}),
            interfaceWish(second, {{u"name"_s, u"storage"_s}, {u"ruleName"_s, u"storage"_s}}),
            interfaceWish(second, {{u"ruleName"_s, QJsonValue::Null}})};
}

/// A host on which one change was applied, which can be taken back.
class ChangedHost final : public DemoContractHost {
public:
    ChangedHost()
    {
        Machine machine = m_demo.machine();
        const JobStore store(machine.host);
        const std::atomic<bool> cancelled = false;
        const auto plan = namesFeature().plan(machine, namesWishes(machine).first());
        const Job job = newJob(plan.value(), u"org.rdmamanager.names.rename"_s, 0);
        if (!store.prepare() || !store.save(job))
            qFatal("no job store");
        std::ignore = runJob(job, {machine, store, cancelled, [] {}});
    }
};

QList<QJsonObject> jobsWishes(Machine &machine)
{
    const QString id = JobStore(machine.host).jobs().front().id;
    return {{{u"jobs"_s, QJsonObject{{id, QJsonObject{{u"effect"_s, u"none"_s}}}}}}};
}

class EquippedHost final : public DemoContractHost {
public:
    EquippedHost() { m_demo.plugInCards(); }
};

/// With ib_srpt loaded, whose fabric stays once it was used, and a disk that can be changed.
class ExportingHost final : public ContractHost {
public:
    ExportingHost()
    {
        m_host.demo.kernel().configfs().loadModule(u"ib_srpt"_s);
        if (!m_host.demo.kernel().makeNode(srptPath))
            qFatal("no fabric");
        if (m_host.apply(now(backstores(u"ramdisk/kept"_s, ramdisk(1 << 20, u"serial-of-kept"_s)))).state !=
            JobState::Done)
            qFatal("no disk");
    }
    Machine machine() override { return m_host.machine; }
    QMap<QString, QByteArray> snapshot() override { return m_host.snapshot(); }

private:
    ExportHost m_host;
};

QList<QJsonObject> srpTargetWishes(Machine &)
{
    const Backstore image{.source = imagesPath + "/img.img"_L1, .size = 8 << 20, .serial = u"image-serial"_s};
    return {firstExport(), now(backstores(u"fileio/img"_s, toJson(image))),
            nowAndAtBoot(backstores(u"ramdisk/r"_s, ramdisk(1 << 20, u"ram-serial-1"_s))),
            now(backstores(u"ramdisk/kept"_s, QJsonObject{{u"writeBack"_s, true}})),
            nowAndAtBoot({{u"rdmaCmPort"_s, 5555}})};
}

/// Logged in at one of the two targets, over RDMA/CM.
class AttachedHost final : public ContractHost {
public:
    AttachedHost()
    {
        if (m_host.apply(targetWish(cmTarget, known(cmPath, true))).state != JobState::Done)
            qFatal("no session");
    }
    Machine machine() override { return m_host.machine; }

    /// The number of a SCSI host is the kernel's choice, another one after every login.
    QMap<QString, QByteArray> snapshot() override
    {
        auto all = m_host.demo.files().snapshot({u"/etc"_s, u"/sys/module/ib_srp"_s});
        const SrpInitiatorState state = m_host.state();
        all.insert(u"config"_s, canonical(toJson(state.config)));
        for (const auto &[id, sessions] : state.live.sessions)
            all.insert("session "_L1 + id.text(), QByteArray::number(sessions.front().luns.size()));
        return all;
    }

private:
    InitiatorHost m_host;
};

QList<QJsonObject> srpInitiatorWishes(Machine &)
{
    const QJsonObject timeouts{{u"timeouts"_s, QJsonObject{{u"fastIoFail"_s, 5}, {u"devLoss"_s, 60}}}};
    return {targetWish(ibTarget, known(ibPath, true)), targetWish(ibTarget, known(ibPath, false, true)),
            targetWish(cmTarget, timeouts), targetWish(cmTarget, QJsonObject{{u"connected"_s, false}}),
            targetWish(cmTarget, QJsonValue::Null)};
}

/// RDS is never on by itself, and what serves disks is loaded.
class ModularHost final : public ContractHost {
public:
    ModularHost()
    {
        m_host.demo.modules().load(u"ib_iser"_s);
        m_host.demo.units().install(u"opensm.service"_s);
    }
    Machine machine() override { return m_host.machine; }
    QMap<QString, QByteArray> snapshot() override { return m_host.snapshot(); }

private:
    ModulesHost m_host;
};

QList<QJsonObject> modulesWishes(Machine &)
{
    return {atBoot(Protocol::Rds, true), atBoot(Protocol::SoftRoce, true), loaded(Protocol::Umad, true),
            loaded(Protocol::Iser, false),
            serviceWish(u"opensm.service"_s, {{u"enabled"_s, true}, {u"active"_s, true}})};
}

QList<QJsonObject> noWishes(Machine &)
{
    return {};
}

QList<QJsonObject> devicesQueries()
{
    return {{{u"device"_s, u"mlx4_1"_s}}, {{u"counters"_s, QJsonArray{u"mlx4_0/1"_s, u"rxe0/1"_s}}}};
}

class TalkativeHost final : public DemoContractHost {
public:
    TalkativeHost()
    {
        m_demo.journal().say(u"ib_srpt Rejecting login with reason 0x10006"_s);
        m_demo.journal().say(u"mlx4_core 0000:05:00.0: Requested port type for port 1 is not supported on this HCA"_s);
    }
};

QList<QJsonObject> logQueries()
{
    FakeJournal journal;
    return {{{u"kernel"_s, u""_s}}, {{u"kernel"_s, journal.say(u"a first line"_s)}}};
}

/// With a limit for some already, and a drop-in.
class LimitedHost final : public DemoContractHost {
public:
    LimitedHost()
    {
        LimitsHost::furnish(m_demo.files());
        m_demo.files().write(ownLimitsFile, "# ours\nbob - memlock 64\nalice hard nofile 9\n");
        m_demo.files().write(opensmDropIn, "[Service]\nLimitMEMLOCK=64M\n");
    }
};

QList<QJsonObject> limitsWishes(Machine &)
{
    const QString all = u"unlimited"_s;
    QJsonObject both = unitWish(u"srp_daemon_port@.service"_s, bothSides(u"1000"_s));
    both.insert(u"users"_s, QJsonObject{{u"*"_s, bothSides(all)}, {u"bob"_s, QJsonValue::Null}});
    return {userWish(u"@rdma"_s, bothSides(all)), userWish(u"bob"_s, QJsonObject{{u"soft"_s, u"0"_s}}),
            unitWish(u"user@.service"_s, bothSides(all)), unitWish(u"opensm.service"_s, QJsonValue::Null), both};
}

QList<QJsonObject> limitsQueries()
{
    return {{{u"user"_s, u"alice"_s}}, {{u"group"_s, u"rdma"_s}}, {{u"unit"_s, u"opensm.service"_s}}};
}

/// An mlx5 card and one of mlx4 with types in their firmware, and one whose types a file has: of the module, or of the
/// script, with a line in it that nobody understands.
class PortedHost : public ContractHost {
public:
    explicit PortedHost(bool hasScript = false)
    {
        if (hasScript) {
            m_host.installSetupScript();
            m_host.demo.files().write(u"/etc/rdma/mlx4.conf"_s, "0b:00.0 eth\n0000:05:00.0 ib ib\n");
            m_host.demo.bootImage().install(ImageTool::UpdateInitramfs, u"6.12.0-fake"_s, {});
        }
        m_host.demo.firmware().install("4.21.0");
        m_host.demo.firmware().add(oldCard, {.deviceType = u"ConnectX3"_s,
                                             .next = types(PortType::InfiniBand, PortType::Ethernet),
                                             .current = {},
                                             .tellsCurrent = false});
        m_host.demo.firmware().add(plainCard,
                                   {.problem = "Unsupported FW (version 2.31.5000 or above required for CX3/PRO)"});
        m_host.inspect();
    }
    Machine machine() override { return m_host.machine; }
    QMap<QString, QByteArray> snapshot() override { return m_host.snapshot(); }

private:
    PortsHost m_host;
};

class ScriptedHost final : public PortedHost {
public:
    ScriptedHost() : PortedHost(true) {}
};

QList<QJsonObject> portsWishes(Machine &)
{
    return {bootWish(newCard, bothEthernet), bootWish(oldCard, types(PortType::Auto, PortType::Auto)),
            bootWish(plainCard, bothEthernet), nowWish(plainCard, bothEthernet),
            mergePatch(mergePatch(bootWish(newCard, bothEthernet), bootWish(plainCard, bothEthernet)),
                       nowWish(oldCard, {{1, PortType::Ethernet}}))};
}

QList<QJsonObject> scriptedWishes(Machine &)
{
    return {bootWish(plainCard, bothEthernet), {{u"badLines"_s, QJsonObject{{u"1"_s, QJsonValue::Null}}}}};
}

template <typename Host> std::unique_ptr<ContractHost> make()
{
    return std::make_unique<Host>();
}

} // namespace

QList<ContractSubject> contractSubjects()
{
    return {{"devices", devicesFeature(), make<EquippedHost>, noWishes, devicesQueries()},
            {"modules", modulesFeature(), make<ModularHost>, modulesWishes},
            {"names", namesFeature(), make<DemoContractHost>, namesWishes},
            {"ports", portsFeature(), make<PortedHost>, portsWishes, {{{u"inspect"_s, true}}}},
            {"ports by script", portsFeature(), make<ScriptedHost>, scriptedWishes},
            {"limits", limitsFeature(), make<LimitedHost>, limitsWishes, limitsQueries()},
            {"srp_target", srpTargetFeature(), make<ExportingHost>, srpTargetWishes},
            {"srp_initiator", srpInitiatorFeature(), make<AttachedHost>, srpInitiatorWishes},
            {"log", logFeature(), make<TalkativeHost>, noWishes, logQueries()},
            {"jobs", jobsFeature(), make<ChangedHost>, jobsWishes}};
}

} // namespace rdma
