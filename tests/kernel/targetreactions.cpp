// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The fabric, its targets and what enables them.
#include "tests/kernel/configfsreactions.h"
#include "tests/kernel/exportedramdisk.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Script = ConfigfsScript;
using Playground = ConfigfsPlayground;

void withoutModules(Script &script, Playground &playground)
{
    script.make(u"srpt"_s);
    script.holds(!playground.switchModule(u"ib_srpt"_s, false), "ib_srpt is in use");
    script.remove(u"srpt"_s);
    script.make(u"core/iblock_0"_s);
    script.holds(!playground.switchModule(u"target_core_iblock"_s, false), "the plugin is in use");
    script.remove(u"core/iblock_0"_s);
    script.holds(playground.switchModule(u"ib_srpt"_s, false), "ib_srpt is unloaded");
    script.make(u"srpt"_s, "EINVAL");
    script.make(u"foo"_s, "EINVAL");
    for (const QString &module : QStringList{u"target_core_iblock"_s, u"target_core_file"_s, u"target_core_pscsi"_s,
                                             u"target_core_user"_s, u"target_core_mod"_s})
        script.holds(playground.switchModule(module, false), "LIO is unloaded");
    script.make(QString(), "EPERM");
    script.make(u"core/iblock_0"_s, "ENOENT");
    script.holds(playground.switchModule(u"ib_srpt"_s, true), "ib_srpt is loaded");
    script.lists(QString(), {u"core"_s, u"dbroot"_s, u"version"_s});
    script.make(u"srpt"_s);
}

void fabric(Script &script, Playground &)
{
    script.make(u"srpt"_s);
    script.make(u"srpt"_s, "EEXIST");
    script.lists(u"srpt"_s, {u"discovery_auth"_s, u"version"_s});
    const QString port = u"srpt/discovery_auth/rdma_cm_port"_s;
    script.reads(port, "0");
    script.store(port, "5555\n");
    script.reads(port, "5555");
    script.store(port, "70000", "ERANGE");
    script.store(port, "x", "EINVAL");
    script.reads(port, "5555");
    script.remove(u"srpt"_s);
    script.make(u"srpt"_s);
    script.reads(port, "5555"); // it is the module's
    script.store(port, "0");
}

void wwnNames(Script &script, Playground &playground)
{
    script.make(u"srpt"_s);
    const QString gid = playground.wwn();
    for (const QString &name : QStringList{gid.toUpper(), gid.sliced(2), gid + u'0', u"0X"_s + gid.sliced(2),
                                           playground.guidWwn().toUpper(), u"0x"_s + QString(32, u'0'), u"foo"_s})
        script.make("srpt/"_L1 + name, "EINVAL");
    for (const QString &name : QStringList{gid, playground.guidWwn()}) {
        script.make("srpt/"_L1 + name);
        script.make("srpt/"_L1 + name, "EEXIST");
    }
    QStringList parameters{u"cmd_completion_affinity"_s};
    if (!script.isOldKernel())
        parameters << u"default_submit_type"_s << u"direct_submit_supported"_s;
    script.lists("srpt/"_L1 + gid, {u"fabric_statistics"_s, u"param"_s});
    script.lists("srpt/"_L1 + gid + "/param"_L1, parameters);
}

void tpgs(Script &script, Playground &playground)
{
    const Exported exported(playground);
    script.make(u"srpt"_s);
    script.make(exported.target);
    for (const QString &name : QStringList{u"tpgt_1"_s, u"tpgt_2"_s, u"foo"_s})
        script.make(exported.target + u'/' + name);
    script.make(exported.tpg, "EEXIST");
    QStringList content{u"acls"_s, u"attrib"_s, u"auth"_s, u"enable"_s, u"lun"_s, u"np"_s, u"param"_s};
    if (!script.isOldKernel())
        content << u"rtpi"_s;
    script.lists(exported.tpg, content);
    script.lists(exported.tpg + "/attrib"_L1,
                 {u"srp_max_rdma_size"_s, u"srp_max_rsp_size"_s, u"srp_sq_size"_s, u"use_srq"_s});
    script.reads(exported.tpg + "/enable"_L1, "0");
}

void tpgAttributes(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeTpg(script);
    const auto tryValue = [&](const QString &name, const QByteArray &good, const QByteArray &bad) {
        script.store(exported.tpg + "/attrib/"_L1 + name, good);
        script.reads(exported.tpg + "/attrib/"_L1 + name, good);
        script.store(exported.tpg + "/attrib/"_L1 + name, bad, "EINVAL");
        script.reads(exported.tpg + "/attrib/"_L1 + name, good);
    };
    tryValue(u"srp_max_rdma_size"_s, "131072", "1");
    tryValue(u"srp_max_rsp_size"_s, "300", "1025");
    tryValue(u"srp_sq_size"_s, "128", "3");
    tryValue(u"use_srq"_s, "1", "2");
}

void enableValues(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeTpg(script);
    const QString enable = exported.tpg + "/enable"_L1;
    for (const QByteArray &value : {"1"_ba, "1\n"_ba, "0"_ba, "0"_ba}) {
        script.store(enable, value);
        script.reads(enable, value.first(1));
    }
    for (const char *value : {"2", "x"})
        script.store(enable, value, "EINVAL");
}

/// Each TPG shows a flag of its own (se_tpg->enabled); who may log in hangs on one of the port, see "another-tpg-goes".
void enableIsOfTheTpg(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeTpg(script);
    const QString sibling = exported.target + "/tpgt_2"_L1;
    script.make(sibling);
    script.store(exported.tpg + "/enable"_L1, "1");
    script.reads(sibling + "/enable"_L1, "0");
    script.store(sibling + "/enable"_L1, "1");
    script.store(sibling + "/enable"_L1, "0");
    script.reads(exported.tpg + "/enable"_L1, "1");
    script.remove(sibling);
    script.reads(exported.tpg + "/enable"_L1, "1");
}

} // namespace

std::vector<ConfigfsReaction> targetReactions()
{
    return {{"without-modules", withoutModules},
            {"fabric", fabric},
            {"wwn-names", wwnNames},
            {"tpgs", tpgs},
            {"tpg-attributes", tpgAttributes},
            {"enable-values", enableValues},
            {"enable-is-of-the-tpg", enableIsOfTheTpg}};
}

} // namespace rdma
