// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One table of beginnings.
#include "model/logtopic.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Beginning {
    QLatin1StringView words;
    LogTopic topic = LogTopic::Rdma;
};

/// The first that fits decides. pr_fmt and driver names of drivers/infiniband, drivers/net/ethernet/mellanox,
/// drivers/scsi/scsi_transport_srp.c and drivers/target of Linux 3.10 to 6.12.
constexpr Beginning beginnings[] = {
    // SRP: the transport's own lines name no host first
    {"ib_srpt"_L1, LogTopic::Target},
    {"ib_srp"_L1, LogTopic::Initiator},
    {"fast_io_fail_tmo expired for SRP "_L1, LogTopic::Initiator},
    {"dev_loss_tmo expired for SRP "_L1, LogTopic::Initiator},
    // LIO
    {"target_core_"_L1, LogTopic::Target},
    {"TARGET_CORE["_L1, LogTopic::Target},
    {"TARGET: "_L1, LogTopic::Target},
    {"TCM "_L1, LogTopic::Target},
    {"LIO"_L1, LogTopic::Target},
    {"IBLOCK: "_L1, LogTopic::Target},
    {"FILEIO: "_L1, LogTopic::Target},
    {"RAMDISK: "_L1, LogTopic::Target},
    {"Rounding down aligned max_sectors "_L1, LogTopic::Target},
    {"db_root: "_L1, LogTopic::Target},
    {"Target_Core_ConfigFS: "_L1, LogTopic::Target},
    // the subsystem and what is built on it
    {"infiniband "_L1},
    {"ib_"_L1},
    {"iw_cm"_L1},
    {"iw_cxgb4"_L1},
    {"rdma"_L1},
    {"rpcrdma"_L1},
    {"svcrdma"_L1},
    {"iwpm_"_L1},
    // drivers
    {"mlx4_"_L1, LogTopic::Mellanox},
    {"mlx5_"_L1, LogTopic::Mellanox},
    {"irdma"_L1},
    {"i40iw"_L1},
    {"bnxt_re"_L1},
    {"bnxt_en"_L1},
    {"hns_roce"_L1},
    {"hns3 "_L1},
    {"hfi1"_L1},
    {"qib"_L1},
    {"ocrdma"_L1},
    {"qedr"_L1},
    {"efa"_L1},
    {"erdma"_L1},
    {"mana_ib"_L1},
    {"vmw_pvrdma"_L1},
    {"usnic"_L1},
    {"siw"_L1}};

/// Of a SCSI host made by ib_srp (dev_printk() writes "scsi hostN: " first): another driver's says something else.
constexpr QLatin1StringView hostBeginnings[] = {"ib_srp: "_L1,
                                                "SRP.T10:"_L1,
                                                "REJ "_L1,
                                                "  REJ "_L1,
                                                "SRP "_L1,
                                                "srp_"_L1,
                                                "Got failed path rec status "_L1,
                                                "reconnect attempt "_L1};

const Beginning *beginningOf(QStringView text)
{
    const auto *found =
        std::ranges::find_if(beginnings, [text](const Beginning &one) { return text.startsWith(one.words); });
    return found == std::end(beginnings) ? nullptr : found;
}

/// What follows "scsi hostN: "; empty for any other line.
QStringView afterScsiHost(QStringView text)
{
    constexpr QLatin1StringView host{"scsi host"};
    if (!text.startsWith(host))
        return {};
    const qsizetype colon = text.indexOf(u": ");
    const QStringView number = text.left(std::max<qsizetype>(colon, 0)).mid(host.size());
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    return number.isEmpty() || !std::ranges::all_of(number, isDigit) ? QStringView() : text.sliced(colon + 2);
}

bool isOfSrpHost(QStringView text)
{
    const QStringView after = afterScsiHost(text);
    return std::ranges::any_of(hostBeginnings, [after](QLatin1StringView one) { return after.startsWith(one); });
}

} // namespace

bool isAboutRdma(QStringView text)
{
    return beginningOf(text) || isOfSrpHost(text);
}

LogTopic topicOf(QStringView text)
{
    if (const Beginning *beginning = beginningOf(text))
        return beginning->topic;
    return isOfSrpHost(text) ? LogTopic::Initiator : LogTopic::Rdma;
}

} // namespace rdma
