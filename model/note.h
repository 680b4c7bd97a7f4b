// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a user should know before or after a change: warnings of a plan, remarks on a state.
#pragma once

#include "model/result.h"

#include <QJsonArray>
#include <vector>

namespace rdma {

/// The closed set of remarks. Worded by the front end.
enum class NoteCode {
    KernelStyleName,     ///< the new name looks like one the kernel gives by itself (ib0): it can collide at boot
    LosesAddresses,      ///< the interface goes down for the rename: routes and IPv6 addresses on it are lost
    AtNextBoot,          ///< takes effect only when the interface appears again (boot or driver reload)
    RuleOverridden,      ///< another rule or .link file wins at boot; detail is file:line
    RuleMatchesChildren, ///< the existing rule also matches this port's P_Key children; detail is file:line
    DuplicateRule,       ///< several rules of the file name the same port; detail is file:line of the one that counts
    UnreadableFile,      ///< a file that might matter could not be read; subject is its path
    PortWithoutGuid,     ///< subject: an IPoIB interface whose address holds no port GUID yet; it cannot be named
    SharedIdentity, ///< subject and detail: two interfaces with the same port GUID and P_Key; only the first is shown
    FileCreated,    ///< the file did not exist and will be created
    Unknown,        ///< (front end only) a newer helper's remark
};

struct Note {
    NoteCode code = NoteCode::Unknown;
    QString subject;
    QString detail;

    bool operator==(const Note &) const = default;
};

[[nodiscard]] QJsonArray toJson(const std::vector<Note> &notes);
[[nodiscard]] std::vector<Note> notesFromJson(const QJsonArray &array);

} // namespace rdma
