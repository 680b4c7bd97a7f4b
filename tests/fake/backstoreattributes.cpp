// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tables of a storage object's attributes, and what each backend says of itself.
#include "tests/fake/backstoreattributes.h"

#include "tests/fake/fakebackstores.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *ones[] = {"alua_support", "emulate_3pc",     "emulate_caw",      "emulate_dpo",
                                "emulate_pr",   "emulate_tas",     "emulate_fua_read", "emulate_fua_write",
                                "pgr_support",  "enforce_pr_isids"};
constexpr const char *zeros[] = {"block_size",
                                 "emulate_model_alias",
                                 "emulate_rest_reord",
                                 "emulate_tpu",
                                 "emulate_tpws",
                                 "emulate_ua_intlck_ctrl",
                                 "emulate_write_cache",
                                 "force_pr_aptpl",
                                 "is_nonrot",
                                 "max_unmap_block_desc_count",
                                 "max_unmap_lba_count",
                                 "max_write_same_len",
                                 "optimal_sectors",
                                 "pi_prot_format",
                                 "pi_prot_type",
                                 "pi_prot_verify",
                                 "queue_depth",
                                 "unmap_granularity",
                                 "unmap_granularity_alignment",
                                 "unmap_zeroes_data"};
constexpr const char *readOnlyZeros[] = {"hw_block_size", "hw_max_sectors", "hw_pi_prot_type", "hw_queue_depth"};

QString attrib(const char *name)
{
    return "attrib/"_L1 + QLatin1StringView(name);
}

ConfigfsAttributes attribGroup(bool isOldKernel)
{
    ConfigfsAttributes group;
    for (const char *name : ones)
        group.append({attrib(name), "1\n"});
    for (const char *name : zeros)
        group.append({attrib(name), "0\n"});
    for (const char *name : readOnlyZeros)
        group.append({attrib(name), "0\n", 0444});
    if (!isOldKernel) { // since 6.6
        group.append({attrib("emulate_rsoc"), "1\n"});
        group.append({attrib("submit_type"), "0\n"});
    }
    return group;
}

ConfigfsAttributes passThroughGroup(bool isOldKernel)
{
    ConfigfsAttributes group{
        {attrib("alua_support"), "0\n"}, {attrib("emulate_pr"), "1\n"}, {attrib("pgr_support"), "0\n"}};
    for (const char *name : readOnlyZeros)
        group.append({attrib(name), "0\n", 0444});
    if (!isOldKernel)
        group.append({attrib("submit_type"), "0\n"});
    return group;
}

ConfigfsAttributes aluaGroup()
{
    ConfigfsAttributes group;
    const auto put = [&](const char *name, const char *text) {
        group.append({"alua/default_tg_pt_gp/"_L1 + QLatin1StringView(name), text});
    };
    for (const char *name :
         {"active_nonoptimized", "active_optimized", "offline", "standby", "transitioning", "unavailable"})
        put(QByteArray("alua_support_"_ba + name).constData(), "1\n");
    for (const char *name : {"alua_access_state", "alua_support_lba_dependent", "alua_write_metadata",
                             "implicit_trans_secs", "preferred", "tg_pt_gp_id", "trans_delay_msecs"})
        put(name, "0\n");
    put("alua_access_status", "None\n");
    put("alua_access_type", "Implicit and Explicit\n");
    put("nonop_delay_msecs", "100\n");
    group.append({u"alua/default_tg_pt_gp/members"_s, "", 0444});
    return group;
}

QByteArray productOf(const QString &plugin)
{
    static const QMap<QString, QByteArray> products{
        {u"iblock"_s, "IBLOCK"}, {u"fileio"_s, "FILEIO"}, {u"rd_mcp"_s, "RAMDISK-MCP"}, {u"user"_s, "TCMU"}};
    return products.value(plugin) + '\n';
}

ConfigfsAttributes wwnGroup(const QString &plugin)
{
    return {{u"wwn/company_id"_s, "0x001405\n"},
            {u"wwn/product_id"_s, productOf(plugin)},
            {u"wwn/revision"_s, "4.0\n"},
            {u"wwn/vendor_id"_s, "LIO-ORG\n"},
            {u"wwn/vpd_unit_serial"_s, shownSerial({})}};
}

QByteArray flag(const FakeStorageObject &object, const QString &token)
{
    return object.control.value(token, u"0"_s).toUtf8();
}

QByteArray blockInfo(const FakeStorageObject &object)
{
    const QString path = object.control.value(u"udev_path"_s);
    QByteArray text =
        "        " + (object.device.isEmpty() ? QByteArray() : "iBlock device: " + object.device.toUtf8());
    if (!path.isEmpty())
        text += "  UDEV PATH: " + path.toUtf8();
    text += "  readonly: " + flag(object, u"readonly"_s) + "\n        Major: ";
    return text + (object.device.isEmpty() ? "0 Minor: 0\n" : "8 Minor: 16  CLAIMED: IBLOCK\n");
}

QByteArray fileInfo(const FakeStorageObject &object)
{
    const bool buffered = object.control.contains(u"fd_buffered_io"_s);
    return "        TCM FILEIO ID: " + QByteArray::number(object.number) +
           "        File: " + object.control.value(u"fd_dev_name"_s).toUtf8() +
           "  Size: " + flag(object, u"fd_dev_size"_s) + "  Mode: " + (buffered ? "Buffered-WCE" : "O_DSYNC") +
           " Async: " + flag(object, u"fd_async_io"_s) + '\n';
}

QByteArray ramdiskInfo(const FakeStorageObject &object)
{
    const bool keeps = object.enabled && !object.control.contains(u"rd_nullio"_s);
    return "        TCM RamDisk ID: " + QByteArray::number(object.number) +
           "  RamDisk Makeup: rd_mcp\n        PAGES/PAGE_SIZE: " + flag(object, u"rd_pages"_s) +
           "*4096  SG_table_count: " + (keeps ? "1" : "0") + "  nullio: " + flag(object, u"rd_nullio"_s) +
           " dummy: " + flag(object, u"rd_dummy"_s) + '\n';
}

} // namespace

QByteArray shownSerial(const QByteArray &serial)
{
    return "T10 VPD Unit Serial Number: " + serial + '\n';
}

ConfigfsAttributes newHba(const QString &plugin)
{
    return {{u"hba_info"_s, "HBA Index: 1 plugin: " + plugin.toUtf8() + " version: v5.0\n", 0444},
            {u"hba_mode"_s, "0\n"}};
}

ConfigfsAttributes newStorageObject(const QString &plugin, bool isOldKernel)
{
    const bool passesThrough = plugin == "pscsi"_L1;
    return ConfigfsAttributes{{u"action/"_s, {}}, {u"pr/"_s, {}},           {u"statistics/"_s, {}},
                              {u"alias"_s, ""},   {u"control"_s, "", 0200}, {u"enable"_s, "0\n"},
                              {u"lba_map"_s, ""}, {u"udev_path"_s, ""},     {u"alua_lu_gp"_s, ""}} +
           (passesThrough ? passThroughGroup(isOldKernel) : attribGroup(isOldKernel)) + aluaGroup() + wwnGroup(plugin);
}

QMap<QString, QByteArray> attributesWhenEnabled(const FakeStorageObject &object)
{
    QMap<QString, QByteArray> values{
        {u"block_size"_s, "512"}, {u"hw_block_size"_s, "512"}, {u"hw_queue_depth"_s, "128"}, {u"queue_depth"_s, "128"}};
    const auto add = [&](const QByteArray &sectors, const QByteArray &unmap) {
        values.insert(
            {{u"hw_max_sectors"_s, sectors}, {u"optimal_sectors"_s, sectors}, {u"max_unmap_lba_count"_s, unmap}});
    };
    if (object.plugin == "iblock"_L1)
        add("2560", "8388607");
    if (object.plugin == "fileio"_L1)
        add("16384", "8192");
    if (object.plugin == "rd_mcp"_L1)
        add("4294967288", "0");
    if (object.control.contains(u"fd_buffered_io"_s))
        values[u"emulate_write_cache"_s] = "1";
    return object.plugin == "pscsi"_L1 ? QMap<QString, QByteArray>() : values;
}

QByteArray backendInfo(const FakeStorageObject &object)
{
    if (object.plugin == "iblock"_L1)
        return blockInfo(object);
    if (object.plugin == "fileio"_L1)
        return fileInfo(object);
    if (object.plugin == "rd_mcp"_L1)
        return ramdiskInfo(object);
    if (object.plugin == "user"_L1)
        return "        Config: " + object.control.value(u"dev_config"_s).toUtf8() +
               " Size: " + flag(object, u"dev_size"_s) + " MaxDataAreaMB: 1024 DataPagesPerBlk: 1 CmdRingSizeMB: 8\n";
    return "        SCSI Device Bus Location: Channel ID: " + flag(object, u"scsi_channel_id"_s) +
           " Target ID: " + flag(object, u"scsi_target_id"_s) + " LUN: " + flag(object, u"scsi_lun_id"_s) +
           " Host ID: " + flag(object, u"scsi_host_id"_s) + '\n';
}

} // namespace rdma
