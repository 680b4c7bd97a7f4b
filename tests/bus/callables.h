// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a service says it can be asked, from its own introspection: a new method is attacked without a line of test
// code.
#pragma once

#include "tests/bus/caller.h"

namespace rdma {

struct Callable {
    QString path;
    QString interface;
    QString method;
    QStringList signatures; ///< of its arguments in
};

/// Every method of every object below `path`, as the service itself describes them.
[[nodiscard]] std::vector<Callable> callablesOf(const Caller &caller, const QString &path = QStringLiteral("/"));

} // namespace rdma
