// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps that change port types: in a card's firmware, of a running mlx4 card, and in the boot image's copy.
#pragma once

#include "model/cardidentity.h"
#include "model/porttype.h"

#include <QStringList>
#include <optional>

namespace rdma {

class ObjectReader;

/// What a card's firmware is to do when it is loaded next: one call of mstconfig for all ports that change.
struct SetFirmwareTypes {
    QString slot;     ///< 0000:05:00.0
    PortTypes before; ///< "Next Boot" of the same ports
    PortTypes after;
    CardIdentity card = {}; ///< the one that it was made for: another one in the slot is left alone

    bool operator==(const SetFirmwareTypes &) const = default;
};

/// Of a card that runs: mlx4_port1 and mlx4_port2 in sysfs (Documentation of mlx4_core, main.c: set_port_type()). Both
/// ports go and come back, whichever is stored to.
struct RetypePorts {
    QString slot;
    PortTypes before; ///< of all ports, as sysfs shows them
    PortTypes after;
    /// What is lost with the interfaces, and perhaps the way to this machine with it: "ens1: 10.0.0.9, port 22".
    QStringList cuts = {};
    CardIdentity card = {}; ///< as above

    bool operator==(const RetypePorts &) const = default;
};

/// What builds the image that boots before the root file system.
enum class ImageTool { UpdateInitramfs, Dracut };

constexpr EnumNames<ImageTool, 2> imageToolNames{{{ImageTool::UpdateInitramfs, QLatin1StringView{"update-initramfs"}},
                                                  {ImageTool::Dracut, QLatin1StringView{"dracut"}}}};

/// Build an image anew from what stands in /etc now. It is its own inverse, and comes last either way.
struct RebuildBootImage {
    ImageTool tool = ImageTool::UpdateInitramfs;
    QString kernel; ///< uname -r
    QString image;  ///< /boot/initrd.img-6.12.0-1-amd64
    QString stamp;  ///< of the image that is replaced: size and time of change, "74123:1764190000000000000"
    QString holds;  ///< a file of /etc that the new image must have a copy of, or must not: whether it is there decides

    bool operator==(const RebuildBootImage &) const = default;
};

/// "set-firmware-types", "retype-ports", "retype-used-ports" (it cuts something), "rebuild-boot-image".
[[nodiscard]] QString kindOf(const SetFirmwareTypes &step);
[[nodiscard]] QString kindOf(const RetypePorts &step);
[[nodiscard]] QString kindOf(const RebuildBootImage &step);

/// The fields of their JSON, without the kind.
[[nodiscard]] QJsonObject fieldsOf(const SetFirmwareTypes &step);
[[nodiscard]] QJsonObject fieldsOf(const RetypePorts &step);
[[nodiscard]] QJsonObject fieldsOf(const RebuildBootImage &step);
[[nodiscard]] SetFirmwareTypes takeSetFirmwareTypes(ObjectReader &reader);
[[nodiscard]] RetypePorts takeRetypePorts(ObjectReader &reader, const QJsonObject &object);
[[nodiscard]] RebuildBootImage takeRebuildBootImage(ObjectReader &reader);

/// {"1": "ethernet", "2": "infiniband"}
[[nodiscard]] QJsonObject toJson(const PortTypes &types);
/// Ports 1 to 8.
[[nodiscard]] PortTypes takePortTypes(ObjectReader &reader, const QString &key);

} // namespace rdma
