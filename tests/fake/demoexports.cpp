// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the demo host exports: a disk to two initiators, one of them logged in, and a ramdisk that nobody saved; and a
// third that was refused.
#include "helper/features/srptarget.h"
#include "helper/liotree.h"
#include "helper/steps.h"
#include "tests/fake/demohost.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 ramdiskBytes = quint64{512} << 20;

const auto firstPort = u"0xfe80000000000000f4521403007bcba1"_s;
const auto secondPort = u"0xfe80000000000000f4521403007bcba2"_s;
const auto database = u"0x0002c9030031a0b00002c9030031a0b1"_s;
const auto backup = u"0x0002c90300e41c200002c90300e41c21"_s;

const BackstoreId volume{BackstoreKind::Block, u"vol1"_s};
const BackstoreId scratch{BackstoreKind::Ramdisk, u"scratch"_s};

/// Of somebody without a node ACL, as Linux 6.12 words it.
constexpr QLatin1StringView refusedLogin[] = {
    "ib_srpt Received SRP_LOGIN_REQ with i_port_id f452:1403:007b:cba1:0002:c903:0052:7d61, t_port_id "
    "f452:1403:007b:cba1:f452:1403:007b:cba1 and it_iu_len 260 on port 1 "
    "(guid=fe80:0000:0000:0000:f452:1403:007b:cba1); pkey 0xffff"_L1,
    "ib_srpt Rejected login for initiator 0002:c903:0052:7d61: ret = -13."_L1,
    "ib_srpt Rejecting login with reason 0x10006"_L1};

SrpTree savedTree()
{
    SrpTree tree;
    tree.backstores[volume] = {.source = u"/dev/disk/by-id/wwn-0x5000c500a1b2c302"_s,
                               .serial = u"608e5e69-d594-4849-983a-2324d02b25a4"_s};
    SrpTarget &target = tree.targets[firstPort];
    target = {.enabled = true, .luns = {{0, volume}}, .acls = {}};
    target.acls[database].luns[0] = {0, false};
    target.acls[backup].luns[0] = {0, true};
    return tree;
}

SrpTree runningTree()
{
    SrpTree tree = savedTree();
    tree.backstores[scratch] = {.size = ramdiskBytes, .serial = u"3d0f6a0e-42f8-4d7a-9d55-0c6c1f6f7b10"_s};
    SrpTarget &target = tree.targets[secondPort];
    target = {.enabled = true, .luns = {{0, scratch}}, .acls = {}};
    target.acls[database].luns[0] = {0, false};
    return tree;
}

void carryOut(Machine machine, const SrpTree &now, const SrpTree &atBoot)
{
    const auto plan = readSrpTargets(machine).and_then(
        [&](const SrpTargetState &state) { return planSrpTargets(state, {now, atBoot}); });
    if (!plan)
        qFatal("%s: %s", qPrintable(plan.error().subject), qPrintable(plan.error().detail));
    for (const Step &step : plan->steps)
        if (const auto done = perform(step, machine); !done)
            qFatal("%s: %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
}

} // namespace

void DemoHost::exportDisks()
{
    files().write(u"/proc/meminfo"_s, "MemTotal:       16316412 kB\n");
    files().write(u"/proc/sys/kernel/hostname"_s, "storage1\n");
    files().makeDirectory(u"/etc/rtslib-fb-target"_s);
    files().makeDirectory(u"/etc/rdma-manager"_s);
    kernel().configfs().loadModule(u"ib_srpt"_s);
    carryOut(machine(), savedTree(), savedTree());
    carryOut(machine(), runningTree(), savedTree());
    kernel().configfs().setSession(srptPath + u'/' + firstPort + u'/' + tpgName + "/acls/"_L1 + database, true);
    for (const QLatin1StringView line : refusedLogin)
        journal().say(line);
}

} // namespace rdma
