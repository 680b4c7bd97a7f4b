// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// From when on a changed limit of locked memory counts, and for whom it never does.
#pragma once

#include <optional>

namespace rdma {

enum class LimitSource {
    LimitsFile,        ///< limits.conf and limits.d, read by pam_limits when a session is opened
    ServiceDropIn,     ///< of a service that is not user@.service
    UserManagerDropIn, ///< of user@.service
    SystemDefault,     ///< DefaultLimitMEMLOCK= of system.conf
    UserDefault,       ///< of user.conf
};

enum class LimitReceiver {
    Login,   ///< ssh, a console, su: a PAM session of its own
    Desktop, ///< what systemd --user starts
    Service, ///< of the system: no PAM session, so pam_limits never sees it
};

enum class LimitEffect {
    NewLogin,
    UserManagerRestart, ///< user@UID.service, which outlives a logout while another session or lingering keeps it
    UnitRestart,        ///< after daemon-reload; a default after daemon-reexec
};

/// nullopt: never. A limits file wins over what systemd gives user@.service, since systemd sets its limits before it
/// calls PAM (exec_child() in src/core/exec-invoke.c).
[[nodiscard]] constexpr std::optional<LimitEffect> effectOf(LimitSource source, LimitReceiver receiver)
{
    switch (receiver) {
    case LimitReceiver::Login:
        return source == LimitSource::LimitsFile ? std::optional(LimitEffect::NewLogin) : std::nullopt;
    case LimitReceiver::Desktop:
        return source == LimitSource::ServiceDropIn ? std::nullopt : std::optional(LimitEffect::UserManagerRestart);
    case LimitReceiver::Service:
        break;
    }
    const bool reaches = source == LimitSource::ServiceDropIn || source == LimitSource::SystemDefault;
    return reaches ? std::optional(LimitEffect::UnitRestart) : std::nullopt;
}

} // namespace rdma
