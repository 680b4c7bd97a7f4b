// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can go wrong, as a closed vocabulary: the error value every layer returns and the bus carries.
#pragma once

#include <QJsonObject>
#include <QString>
#include <expected>

namespace rdma {

/// The closed set of reasons. The front end words each one and says what to do next; nothing else is an error.
enum class ErrorCode {
    InvalidWish,   ///< the wish is malformed, too large, has unknown keys or wants what can never be
    Stale,         ///< the machine no longer is what the preview showed; nothing was changed
    NothingToDo,   ///< the machine already is as wished
    NotAuthorized, ///< polkit said no
    NoAgent,       ///< polkit would ask for a password, but nobody is there to ask
    Dismissed,     ///< the user closed the password dialog
    NoPolkit,      ///< polkit did not answer, or answered nonsense
    NotFound,      ///< the object (interface, job, file) does not exist, or no longer does
    Exists,        ///< the name is taken
    NotSupported,  ///< this machine, kernel or object cannot do it
    ToolMissing,   ///< a program the step needs is not installed
    ToolFailed,    ///< a program ran and failed, or its effect could not be seen
    Timeout,       ///< no answer within the deadline
    Io,            ///< a read or write failed; detail names the errno
    NoSpace,       ///< file system full or quota exceeded
    ReadOnly,      ///< file system read-only, or the file is immutable
    UnsafeFile,    ///< symlink, FIFO, directory, foreign owner, several hard links …; detail says which
    BadFile,       ///< too large, NUL bytes: not a file of this format
    Conflict,      ///< somebody else changed the object since it was read
    Busy,          ///< another job runs, or the kernel says EBUSY
    Cancelled,     ///< the user asked to stop
    TooMany,       ///< too many pending calls of this caller
    NoHelper,      ///< (front end only) the helper is not there or not the one expected
    Internal,      ///< a defect of ours
};

struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString subject; ///< what it is about: a path, an interface name, a key of the wish
    QString detail;  ///< machine-readable or technical rest: "EPERM", "symlink", the offending value; never translated

    bool operator==(const Error &) const = default;
};

template <typename T> using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, QString subject = {}, QString detail = {})
{
    return std::unexpected(Error{code, std::move(subject), std::move(detail)});
}

/// The name on the bus, for example "InvalidWish".
[[nodiscard]] QString codeName(ErrorCode code);
/// Unknown names become Internal: a newer helper must not crash an older window.
[[nodiscard]] ErrorCode codeFromName(const QString &name);

/// {"code": …, "subject": …, "detail": …}
[[nodiscard]] QJsonObject toJson(const Error &error);
[[nodiscard]] Error errorFromJson(const QJsonObject &object);

} // namespace rdma
