// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The address of a PCI function in the one spelling that the kernel prints and that we pass on.
#pragma once

#include "model/result.h"

namespace rdma {

/// "0000:05:00.0": lower case, with its domain, all of it. Domains behind a bridge of their own have more than four
/// digits (10000:e1:00.0).
[[nodiscard]] bool isPciAddress(QStringView text);

/// The text itself, or InvalidWish about `subject`. That there is such a device only sysfs knows.
[[nodiscard]] Result<QString> pciAddressFrom(const QString &text, const QString &subject);

} // namespace rdma
