// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The names of a PCI device in the text of the PCI ID repository (pci.ids).
#pragma once

#include "model/rdmadevice.h"

#include <QByteArrayView>

namespace rdma {

struct PciNames {
    std::optional<QString> vendor;
    std::optional<QString> model; ///< the board's name if the file has one, else the chip's

    bool operator==(const PciNames &) const = default;
};

/// Looks no further than the vendor's section: the file has 1.5 MB.
[[nodiscard]] PciNames pciNames(QByteArrayView file, const PciIds &ids);

} // namespace rdma
