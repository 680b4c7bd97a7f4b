// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A login of this host at an SRP target as typed values, and the line for add_target that is made of them.
#pragma once

#include "model/exchangecard.h"
#include "model/portcounters.h"

#include <optional>

namespace rdma {

/// Who is logged in to, and from where: what ib_srp lets be there once (srp_conn_unique(); it counts initiator_ext and
/// the address as well, which it never shows).
struct SrpTargetId {
    PortId port; ///< of this host
    Guid idExt;
    Guid iocGuid;

    auto operator<=>(const SrpTargetId &) const = default;

    /// "mlx5_0/1/0002c90300a1b2c3/0002c90300a1b2c3": port, id_ext, ioc_guid in lower case
    [[nodiscard]] static Result<SrpTargetId> fromText(QStringView text);
    [[nodiscard]] QString text() const;
};

/// What most logins leave to ib_srp (srp_opt_tokens of drivers/infiniband/ulp/srp/ib_srp.c). Absent: its default.
struct SrpLoginOptions {
    std::optional<quint64> initiatorExt; ///< zero is not absent here: it is what absent means to the kernel
    std::optional<int> queueSize;        ///< 2 to 16,384
    std::optional<int> commandsPerLun;   ///< max_cmd_per_lun, 1 to 16,384
    std::optional<int> maxSectors;       ///< max_sect, of 512 bytes, 8 to 65,536
    std::optional<int> sgEntries;        ///< cmd_sg_entries, 1 to 255
    std::optional<int> retries;          ///< tl_retry_count, 2 to 7
    std::optional<int> channels;         ///< ch_count, 1 to 64; kernels before 5.10 refuse the whole line

    bool operator==(const SrpLoginOptions &) const = default;
};

using SrpPath = std::variant<IbCmPath, RdmaCmPath>;

struct SrpLogin {
    std::optional<SrpPath> path; ///< absent: the kernel does not show where an RDMA/CM login of somebody else leads
    SrpLoginOptions options;

    bool operator==(const SrpLogin &) const = default;
};

/// What is written to add_target, without a line break: mandatory keys first, and those last that old kernels do not
/// know, since the parser stops at the first of them. InvalidWish (subject: the key) for what ib_srp would take
/// wrongly: it does not miss a mandatory key, and tries a login with zero (srp_parse_options()).
[[nodiscard]] Result<QString> addTargetLine(const SrpTargetId &target, const SrpLogin &login);

/// "/sys/class/infiniband_srp/srp-mlx5_0-1/add_target"
[[nodiscard]] QString addTargetPath(const PortId &port);

/// The id under which the target will know us: initiator_ext, then the low half of our port's GID 0.
[[nodiscard]] InitiatorId initiatorIdOf(const SrpLogin &login, Guid portGuid);

[[nodiscard]] QJsonObject toJson(const SrpLogin &login);
[[nodiscard]] Result<SrpLogin> srpLoginFromJson(const QJsonObject &object, const QString &where = {});

/// What a card says of the way to its port.
[[nodiscard]] SrpLogin loginOf(const ExchangeCard &card);

} // namespace rdma
