// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The nodes, links and attributes of configfs that bring a disk or a target from what it is to what it shall be.
#pragma once

#include "helper/kernel.h"
#include "helper/liotree.h"

#include <variant>

namespace rdma {

struct MakeNode {
    QString path;

    bool operator==(const MakeNode &) const = default;
};

struct RemoveNode {
    QString path;

    bool operator==(const RemoveNode &) const = default;
};

struct LinkNode {
    QString path;
    QString target;

    bool operator==(const LinkNode &) const = default;
};

struct UnlinkNode {
    QString path;

    bool operator==(const UnlinkNode &) const = default;
};

struct StoreAttribute {
    QString path;
    QByteArray value;

    bool operator==(const StoreAttribute &) const = default;
};

using NodeOperation = std::variant<MakeNode, RemoveNode, LinkNode, UnlinkNode, StoreAttribute>;

/// In the kernel's order: what is taken away first, from the leaves; then what is made, from the root. `present` is
/// what the host has now; names of links are looked up there. NotFound for a LUN whose backstore is not among the
/// paths.
[[nodiscard]] Result<std::vector<NodeOperation>> operationsFor(const Host &host, const BackstorePaths &paths,
                                                               const QString &wwn,
                                                               const std::optional<SrpTarget> &present,
                                                               const std::optional<SrpTarget> &after);

/// A new storage object in an HBA of its own, as rtslib has it.
[[nodiscard]] std::vector<NodeOperation> operationsToMake(const Host &host, const BackstoreId &id,
                                                          const Backstore &backstore);
[[nodiscard]] std::vector<NodeOperation> operationsToChange(const QString &path, const Backstore &present,
                                                            const Backstore &after);
[[nodiscard]] std::vector<NodeOperation> operationsToRemove(const QString &path);

[[nodiscard]] Result<void> run(const NodeOperation &operation, Kernel &kernel);
[[nodiscard]] Result<void> runAll(const std::vector<NodeOperation> &operations, Kernel &kernel);

/// As a person would type it in a shell: mkdir …, ln -s …, echo … > …
[[nodiscard]] QString shellText(const NodeOperation &operation);

} // namespace rdma
