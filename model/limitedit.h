// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One change of a limits file: which of its lines become what.
#pragma once

#include "model/limitwish.h"

#include <QByteArrayView>

namespace rdma {

/// The first and the last line of the file in the RHEL 7 Networking Guide.
constexpr QByteArrayView limitsFileBegin{"# configuration for rdma tuning"};
constexpr QByteArrayView limitsFileEnd{"# rdma tuning end"};

/// A line of the file that we could have written.
struct OwnLimitLine {
    std::size_t line = 0; ///< from 0
    LimitHolder holder;
    LimitRule::Kind kind = LimitRule::Both;
    MemoryAmount amount;
};

[[nodiscard]] std::vector<OwnLimitLine> ownLimitLinesIn(const QByteArray &file, const PamLimits &pam);

/// The lines of a file, and what becomes of each.
class LimitEdit {
public:
    LimitEdit(const QByteArray &file, const PamLimits &pam);

    void change(const LimitHolder &holder, const WantedLimit &wanted);
    [[nodiscard]] QByteArray bytes() const;

private:
    void changeLine(const OwnLimitLine &own, const WantedLimit &wanted, bool decidesSoft, bool decidesHard);
    void setLines(std::size_t line, QByteArray text);
    void keepOneSide(const OwnLimitLine &own, const WantedLimit &wanted, bool decides);
    void setValue(std::size_t line, MemoryAmount amount);
    void add(const LimitHolder &holder, const WantedLimit &missing);
    [[nodiscard]] std::size_t placeFor(const LimitHolder &holder) const;

    PamLimits m_pam;
    std::vector<QByteArray> m_lines; ///< with their endings
    std::vector<OwnLimitLine> m_own;
    std::map<LimitHolder, std::vector<OwnLimitLine>> m_ofHolder;
    std::map<std::size_t, QByteArray> m_added; ///< before which line
};

} // namespace rdma
