// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// limits.conf and limits.d/*.conf as pam_limits reads them, as far as locked memory goes (parse_config_file() and
// process_limit() in Linux-PAM's modules/pam_limits/pam_limits.c).
#pragma once

#include "model/memorylimit.h"
#include "model/nextname.h"

#include <vector>

namespace rdma {

/// Which pam_limits this system has.
struct PamLimits {
    bool readsWords =
        false; ///< Linux-PAM 1.5.2 (Debian 12): four words a line and 1,023 bytes. 1.7: the value is the rest
    bool isDebians = true; ///< "*" and "@group" are not about root, and a limit that the kernel refuses is none
};

/// Whom a line is about.
struct LimitDomain {
    enum Kind {
        User,
        Group,
        Everyone,
        UidRange,
        GidRange,
        Logins, ///< "%": counts logins, and is nothing to memory; but for Debian's root, who takes a range for uids
    };

    Kind kind = User;
    QByteArray text; ///< as it stands there: "alice", "@rdma", "1000:2000"
    quint32 first = 0;
    quint32 last = 0;
    bool isExact = false; ///< ":id", which looks at all groups, a range only at the primary one

    bool operator==(const LimitDomain &) const = default;
};

struct LimitRule {
    enum Kind {
        Soft,
        Hard,
        Both,
        Exempt, ///< "alice -": nothing of any file is set for them
    };

    int line = 0; ///< from 1
    LimitDomain domain;
    Kind kind = Both;
    MemoryAmount amount; ///< none of an exemption

    bool operator==(const LimitRule &) const = default;
};

/// A line that does nothing, though somebody may think it does.
struct LimitProblem {
    enum Kind {
        InvalidLine,
        InvalidRange,
        UnknownItem,
        UnknownType,
        WrongValue,
        LoginsOnly,
        ExemptsNobody, ///< "* -", of which pam_limits says nothing
    };

    int line = 0;
    Kind kind = InvalidLine;
    QByteArray said; ///< what pam_limits logs of it, most of it as LOG_DEBUG; at most 255 bytes are quoted

    bool operator==(const LimitProblem &) const = default;
};

struct LimitLines {
    QString path;
    std::vector<LimitRule> rules; ///< those about locked memory, and exemptions
    std::vector<LimitProblem> problems;

    bool operator==(const LimitLines &) const = default;
};

[[nodiscard]] LimitLines limitLinesIn(const RulesFile &file, const PamLimits &pam);

constexpr QLatin1StringView limitsDirectory{"/etc/security"};

/// limits.conf, then limits.d/*.conf by the bytes of their names. A vendor's file (Linux-PAM since 1.6 may have such a
/// directory, such as /usr/etc/security) counts where /etc has none of that name.
[[nodiscard]] std::vector<RulesFile> limitsFilesInOrder(const std::vector<RulesFile> &files);

} // namespace rdma
