// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A corner of the machine for one test process: mounts and links of its own, and the shipped helper's capabilities.
#pragma once

#include <QString>
#include <linux/capability.h>

namespace rdma {

/// All of them end the test process with the reason when they are not permitted: a precondition is never skipped.
void enterOwnMounts();  ///< nothing mounted from now on is seen outside
void enterOwnNetwork(); ///< only lo, down
void mountAt(const QString &path, const char *type, const char *options = "");
void bindMount(const QString &from, const QString &onto);
void makeReadOnly(const QString &mountPoint);
void unmount(const QString &path);
void setImmutable(const QString &path, bool immutable, bool appendOnly = false);

/// As long as it lives this thread has no capability but CAP_NET_ADMIN, as in the shipped unit: permission faults show.
class ShippedCapabilities {
public:
    ShippedCapabilities();
    ShippedCapabilities(const ShippedCapabilities &) = delete;
    ShippedCapabilities &operator=(const ShippedCapabilities &) = delete;
    ~ShippedCapabilities();

private:
    __user_cap_data_struct m_before[2];
};

} // namespace rdma
