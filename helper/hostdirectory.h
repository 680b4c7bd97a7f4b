// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One open directory of sysfs: many attributes are read beside each other without walking to it anew.
#pragma once

#include "helper/descriptor.h"

#include <QByteArray>
#include <QStringList>
#include <expected>
#include <optional>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace rdma {

/// Names are single names, never paths and never followed as symlinks: nothing but above() and nodeBehind() leads
/// outside. What fails, is too long or is no regular file is nullopt; so is everything once the device is gone.
class HostDirectory {
public:
    static constexpr qsizetype maxBytes = 4096; ///< of an attribute: sysfs has one page

    explicit HostDirectory(Descriptor opened);

    [[nodiscard]] std::optional<QByteArray> attribute(const char *name) const; ///< without its trailing newline
    [[nodiscard]] std::optional<HostDirectory> directory(const char *name) const;
    /// The same, or the errno of why not: for whom "not there" and "not to be had" differ.
    [[nodiscard]] std::expected<QByteArray, int> text(const char *name) const;
    [[nodiscard]] std::expected<HostDirectory, int> opened(const char *name) const;
    [[nodiscard]] std::optional<QString> target(const char *name) const;
    /// Whether a directory of it has another in it: asked without opening either.
    [[nodiscard]] bool holds(const QByteArray &name, const QByteArray &inner) const;

    /// What a link leads to, followed wherever it leads and never opened, or the errno of why not.
    struct Node {
        mode_t type; ///< S_IFBLK …
        unsigned major;
        unsigned minor;
    };
    [[nodiscard]] std::expected<Node, int> nodeBehind(const char *name) const;
    [[nodiscard]] std::optional<uid_t> owner() const;

    /// So many above, as the kernel has them: whatever bears this one's name by now. It may lie outside of the root.
    [[nodiscard]] std::optional<HostDirectory> above(int levels = 1) const;
    [[nodiscard]] bool isSameAs(const HostDirectory &other) const;

    /// Sorted by bytes, without . and ..
    [[nodiscard]] QByteArrayList list() const;
    [[nodiscard]] QByteArrayList directories() const; ///< those among them
    /// The symlinks among them, with what they point to.
    using Links = std::vector<std::pair<QByteArray, QString>>;
    [[nodiscard]] Links links() const;

private:
    HostDirectory(Descriptor opened, bool onSysfs) : m_opened(std::move(opened)), m_onSysfs(onSysfs) {}

    void forEachEntry(auto visit) const;

    Descriptor m_opened;
    mutable bool m_wasListed = false; ///< then reading it starts anew
    bool m_onSysfs; ///< or configfs, where every file is a regular one: nothing to look at before it is opened
};

} // namespace rdma
