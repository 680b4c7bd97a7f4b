// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may use which LUN.
#include "tests/kernel/configfsreactions.h"
#include "tests/kernel/exportedramdisk.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Script = ConfigfsScript;
using Playground = ConfigfsPlayground;

void aclNames(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeTpg(script);
    const QString acls = exported.tpg + "/acls/"_L1;
    for (const QString &name :
         QStringList{u"0x000102030405060708090a0b0c0d0e0f"_s, u"0x000102030405060708090A0B0C0D0E0F"_s,
                     u"0X000102030405060708090a0b0c0d0e0f"_s, u"000102030405060708090a0b0c0d0e0f"_s, u"0x12"_s, u"12"_s,
                     u"0x"_s, u"0x000102030405060708090a0b0c0d0e0f00"_s, u"0011:7500:0077:d708"_s, u"11:7500:77:d708"_s,
                     u"10.0.0.1"_s, u"fe80::1"_s, u"fe80:0000:0000:0000:0011:7500:0077:d708"_s}) {
        script.make(acls + name);
        script.make(acls + name, "EEXIST");
    }
    for (const QString &name : QStringList{u"0x1"_s, u"0x00000000000000000000000000000000f"_s, u"zz"_s, u"foo"_s,
                                           u"0x 12"_s, u"10.0.0"_s, u"0xzz0102030405060708090a0b0c0d0e0f"_s})
        script.make(acls + name, "EINVAL");
    script.lists(acls + "0x12"_L1, {u"attrib"_s, u"auth"_s, u"fabric_statistics"_s, u"param"_s});
}

void mappedLunNames(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeTpg(script);
    script.make(exported.acl);
    for (const QString &name : QStringList{u"lun_0"_s, u"lun_300"_s})
        script.make(exported.acl + u'/' + name);
    for (const QString &name : QStringList{u"lun_x"_s, u"foo"_s})
        script.make(exported.acl + u'/' + name, "EINVAL");
    script.make(exported.mappedLun, "EEXIST");
    script.lists(exported.mappedLun, {u"statistics"_s, u"write_protect"_s});
}

void mappedLunLinks(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeLun(script);
    script.make(exported.acl);
    script.make(exported.mappedLun);
    script.make(exported.tpg + "/lun/lun_1"_L1);
    const QString link = exported.mappedLun + "/lun"_L1;
    script.link(link, exported.tpg + "/lun/lun_1"_L1, "EINVAL"); // a LUN without a disk
    script.link(link, exported.disk, "EFAULT");
    script.link(link, exported.lun);
    script.link(link, exported.lun, "EEXIST");
    script.link(exported.mappedLun + "/second"_L1, exported.lun, "EINVAL");
    script.pointsTo(link, "../../../../../../../target/"_L1 + exported.lun);
    script.remove(exported.mappedLun, "ENOTEMPTY");
    script.remove(exported.acl, "ENOTEMPTY");
}

void mappedLunsStayInTheirTpg(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeLun(script);
    script.make(exported.target + "/tpgt_2"_L1);
    script.make("srpt/"_L1 + playground.guidWwn());
    script.make("srpt/"_L1 + playground.guidWwn() + "/tpgt_1"_L1);
    for (const QString &tpg :
         QStringList{exported.target + "/tpgt_2"_L1, "srpt/"_L1 + playground.guidWwn() + "/tpgt_1"_L1}) {
        const QString acl = tpg + "/acls/"_L1 + playground.initiator();
        script.make(acl);
        script.make(acl + "/lun_0"_L1);
        script.link(acl + "/lun_0/lun"_L1, exported.lun, "EINVAL");
    }
}

/// Without a link a write is no error and kept nowhere.
void writeProtect(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeLun(script);
    script.make(exported.acl);
    script.make(exported.mappedLun);
    const QString attribute = exported.mappedLun + "/write_protect"_L1;
    script.reads(attribute, "");
    script.store(attribute, "1");
    script.reads(attribute, "");
    script.link(exported.mappedLun + "/lun"_L1, exported.lun);
    script.reads(attribute, "0");
    script.store(attribute, "1");
    script.reads(attribute, "1");
    for (const char *value : {"2", "x"})
        script.store(attribute, value, "EINVAL");
    script.unlink(exported.mappedLun + "/lun"_L1);
    script.reads(attribute, "");
}

/// The kernel lets a LUN go that initiators have mapped; their links stay and mean nothing, even when it has a disk
/// again.
void lunLosesItsDisk(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeAcl(script);
    script.unlink(exported.lun + "/disk"_L1);
    script.pointsTo(exported.mappedLun + "/lun"_L1, "../../../../../../../target/"_L1 + exported.lun);
    script.reads(exported.mappedLun + "/write_protect"_L1, "");
    script.remove(exported.lun, "EBUSY");
    script.link(exported.lun + "/again"_L1, exported.disk);
    script.reads(exported.mappedLun + "/write_protect"_L1, "");
    script.unlink(exported.mappedLun + "/lun"_L1);
    script.link(exported.mappedLun + "/lun"_L1, exported.lun);
    script.reads(exported.mappedLun + "/write_protect"_L1, "0");
    script.unlink(exported.lun + "/again"_L1);
    script.remove(exported.disk);
    script.unlink(exported.mappedLun + "/lun"_L1);
    script.remove(exported.lun);
}

} // namespace

std::vector<ConfigfsReaction> accessReactions()
{
    return {{"acl-names", aclNames},
            {"mapped-lun-names", mappedLunNames},
            {"mapped-lun-links", mappedLunLinks},
            {"mapped-luns-stay-in-their-tpg", mappedLunsStayInTheirTpg},
            {"write-protect", writeProtect},
            {"lun-loses-its-disk", lunLosesItsDisk}};
}

} // namespace rdma
