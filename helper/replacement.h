// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The temporary file that is going to be a file: written and synced beside it, then renamed over it, or gone.
#pragma once

#include "helper/safefile.h"

namespace rdma {

/// Its name starts with ".rdma-manager.", which no reader of a configuration directory takes for a file of its own. It
/// is locked as long as its writer lives; one that is not was left by a crash.
class Replacement {
public:
    [[nodiscard]] static Result<Replacement> create(const Place &place);
    Replacement(Replacement &&other) noexcept;
    Replacement &operator=(Replacement &&) = delete;
    ~Replacement(); ///< removes it unless it was moved into place

    /// Owner, group, mode, SELinux label, ACL and user attributes; UnsafeFile when one of them cannot be kept.
    [[nodiscard]] Result<void> takeAttributes(const SafeFile &from);
    [[nodiscard]] Result<void> setMode(unsigned mode);
    [[nodiscard]] Result<void> fill(const QByteArray &bytes);  ///< all of them, on disk
    [[nodiscard]] Result<void> fillFrom(const SafeFile &file); ///< all bytes of it and its time of change, on disk
    /// Conflict when `mustBeNew` and the name was taken meanwhile.
    [[nodiscard]] Result<void> moveIntoPlace(bool mustBeNew);

private:
    Replacement(const Place &place, Descriptor file, QByteArray name);
    Result<void> append(QByteArrayView bytes);
    Result<void> sync();

    const Place &m_place;
    Descriptor m_file;
    QByteArray m_name; ///< empty: nothing to remove
};

/// Removes what a crash left in the directory.
void removeLeftovers(const Place &place);

} // namespace rdma
