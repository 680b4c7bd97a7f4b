// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which names of initiators ib_srpt takes when an ACL is made.
#pragma once

#include <QByteArray>

namespace rdma {

/// srpt_init_nodeacl(). That a name is taken does not say that it ever matches anybody.
[[nodiscard]] bool isInitiatorName(const QByteArray &name);

} // namespace rdma
