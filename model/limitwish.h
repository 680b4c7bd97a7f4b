// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is wished of locked memory: for whom, how much, and as lines of /etc/security/limits.d/rdma.conf.
#pragma once

#include "model/limitlines.h"

#include <map>
#include <optional>

namespace rdma {

constexpr QLatin1StringView rdmaLimitsFile{"/etc/security/limits.d/rdma.conf"};

/// For whom: everyone, a group, a user, some uids.
class LimitHolder {
public:
    enum Kind { Everyone, Group, UidRange, User }; ///< in the order in which new lines are written: the last one holds

    /// "*", "@rdma", "1000:2000", "alice". InvalidWish: not one of them, or in another spelling. Names are ASCII, 1 to
    /// 64 letters, digits and "_.-$@\", beginning with a letter or "_": nothing that pam_limits would take for more.
    [[nodiscard]] static Result<LimitHolder> fromText(const QString &text);
    [[nodiscard]] QString text() const { return QString::fromLatin1(m_text); }
    [[nodiscard]] Kind kind() const { return m_kind; }

    auto operator<=>(const LimitHolder &) const = default;

private:
    Kind m_kind = Everyone;
    QByteArray m_text = "*";
};

/// At least one of the two.
struct WantedLimit {
    std::optional<MemoryAmount> soft;
    std::optional<MemoryAmount> hard;

    bool operator==(const WantedLimit &) const = default;
};

using WantedLimits = std::map<LimitHolder, WantedLimit>;

constexpr std::size_t maxWantedLimits = 1000;

/// What a limits file wishes: of what it says about one holder the last. What we could not have written (gid ranges,
/// exemptions, other items) is another's.
[[nodiscard]] WantedLimits wantedLimitsIn(const QByteArray &file, const PamLimits &pam);

/// The file with these limits: every line that is another's, or already right, is kept byte by byte; a new file is the
/// one of the RHEL 7 Networking Guide. InvalidWish (detail: the bytes): an amount that is not a whole number of KiB,
/// which is what the file counts in, or as much that pam_limits would take it for unlimited; more soft than hard.
/// NotSupported: too many. BadFile: NUL, or a line so long that an older pam_limits takes its end for another line.
[[nodiscard]] Result<QByteArray> withWantedLimits(const QByteArray &file, const WantedLimits &wanted,
                                                  const PamLimits &pam);

/// {"soft": "unlimited", "hard": "67108864"}: bytes; a side that is not wished is missing.
[[nodiscard]] QJsonObject toJson(const WantedLimit &limit);
[[nodiscard]] Result<WantedLimit> wantedLimitFromJson(const QJsonObject &object, const QString &where = {});

} // namespace rdma
