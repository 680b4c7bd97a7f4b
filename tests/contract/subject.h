// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the contract needs to know of a feature: a machine it has something to do on, and wishes that can be met there.
#pragma once

#include "helper/feature.h"

#include <memory>

namespace rdma {

/// A fresh fake machine; destroyed with the object.
class ContractHost {
public:
    virtual ~ContractHost() = default;
    [[nodiscard]] virtual Machine machine() = 0;
    /// Every file's bytes below the feature's roots and every link's name: what a failed change must leave as it was.
    [[nodiscard]] virtual QMap<QString, QByteArray> snapshot() = 0;
};

struct ContractSubject {
    QByteArray name;
    Feature feature;
    std::function<std::unique_ptr<ContractHost>()> makeHost;
    /// Each can be met on a fresh machine and changes something. None of a feature that changes nothing (without
    /// roots).
    std::function<QList<QJsonObject>(Machine &)> wishes;
    QList<QJsonObject> queries = {}; ///< what can be asked beside {}
};

/// One line a feature: joining the contract is this.
[[nodiscard]] QList<ContractSubject> contractSubjects();

} // namespace rdma
