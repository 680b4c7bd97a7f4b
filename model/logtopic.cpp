// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One table of beginnings.
#include "model/logtopic.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// pr_fmt and driver names of drivers/infiniband, drivers/net/ethernet/mellanox, drivers/scsi/scsi_transport_srp.c and
/// drivers/target of Linux 3.10 to 6.12.
constexpr QLatin1StringView beginnings[] = {
    // the subsystem and what is built on it
    "infiniband "_L1, "ib_"_L1, "iw_cm"_L1, "iw_cxgb4"_L1, "rdma"_L1, "rpcrdma"_L1, "svcrdma"_L1, "iwpm_"_L1,
    // drivers
    "mlx4_"_L1, "mlx5_"_L1, "irdma"_L1, "i40iw"_L1, "bnxt_re"_L1, "bnxt_en"_L1, "hns_roce"_L1, "hns3 "_L1, "hfi1"_L1,
    "qib"_L1, "ocrdma"_L1, "qedr"_L1, "efa"_L1, "erdma"_L1, "mana_ib"_L1, "vmw_pvrdma"_L1, "usnic"_L1, "siw"_L1,
    // SRP: the transport's own lines name no host first
    "fast_io_fail_tmo expired for SRP "_L1, "dev_loss_tmo expired for SRP "_L1, "reconnect attempt "_L1,
    // LIO
    "target_core_"_L1, "TARGET_CORE["_L1, "TARGET: "_L1, "TCM "_L1, "LIO"_L1, "IBLOCK: "_L1, "FILEIO: "_L1,
    "RAMDISK: "_L1, "Rounding down aligned max_sectors "_L1, "db_root: "_L1, "Target_Core_ConfigFS: "_L1};

/// Of a SCSI host made by ib_srp (dev_printk() writes "scsi hostN: " first): another driver's says something else.
constexpr QLatin1StringView hostBeginnings[] = {
    "ib_srp: "_L1, "SRP.T10:"_L1, "REJ "_L1, "  REJ "_L1, "SRP "_L1, "srp_"_L1, "Got failed path rec status "_L1};

template <typename Table> bool beginsWithOneOf(const Table &table, QStringView text)
{
    return std::ranges::any_of(table, [text](QLatin1StringView beginning) { return text.startsWith(beginning); });
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

} // namespace

bool isAboutRdma(QStringView text)
{
    return beginsWithOneOf(beginnings, text) || beginsWithOneOf(hostBeginnings, afterScsiHost(text));
}

} // namespace rdma
