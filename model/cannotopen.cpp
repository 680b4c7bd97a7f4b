// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The text of lockdown(7) and the order of the causes.
#include "model/cannotopen.h"

namespace rdma {

using namespace Qt::StringLiterals;

KernelLockdown kernelLockdownFrom(QByteArrayView text)
{
    constexpr EnumNames<KernelLockdown, 3> words{{
        {KernelLockdown::None, "none"_L1},
        {KernelLockdown::Integrity, "integrity"_L1},
        {KernelLockdown::Confidentiality, "confidentiality"_L1},
    }};
    const qsizetype opening = text.indexOf('[');
    const qsizetype closing = text.indexOf(']', opening + 1);
    if (opening < 0 || closing < 0)
        return KernelLockdown::Unknown;
    const auto word = QString::fromLatin1(text.sliced(opening + 1, closing - opening - 1));
    return valueOf(words, word).value_or(KernelLockdown::Unknown);
}

CannotOpenCause causeOfCannotOpen(const OpenFacts &facts)
{
    const std::pair<bool, CannotOpenCause> causes[] = {
        {!facts.exists, CannotOpenCause::Absent},
        {!facts.isMellanox, CannotOpenCause::Foreign},
        {facts.isVirtualFunction, CannotOpenCause::VirtualFunction},
        {!facts.isRoot, CannotOpenCause::NotRoot},
        {facts.isLivefish, CannotOpenCause::Livefish},
        {keepsPciClosed(facts.lockdown), CannotOpenCause::Lockdown},
        {!facts.idKnown, CannotOpenCause::UnsupportedByVersion},
        {facts.sawSemaphoreText, CannotOpenCause::StuckSemaphore},
    };
    for (const auto &[holds, cause] : causes)
        if (holds)
            return cause;
    return CannotOpenCause::Unknown;
}

} // namespace rdma
