// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the last reading of one device in full has told: nothing yet, that it does not answer, or all that is known.
#pragma once

#include "gui/pages/devicefacts.h"

#include <QJsonObject>

namespace rdma {

/// A device to show, and whether what only its detail has is part of it.
struct ShownDevice {
    RdmaDevice device;
    Details details = Details::Awaited;

    bool operator==(const ShownDevice &) const = default;
};

/// Of one device at a time, which the page reads again and again. Until the next answer the last one counts.
class LastDetail {
public:
    /// The number of a read that begins. What was known of a device with another name goes.
    [[nodiscard]] quint64 begin(const QString &device);

    /// An answer that comes after one to a later read tells nothing new.
    void take(quint64 read, const Result<QJsonObject> &state);

    /// For a device that went away: its name is given to the next.
    void forget();

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] ShownDevice shown(const QString &name, const RdmaDevice &summary) const;

    bool operator==(const LastDetail &) const = default;

private:
    QString m_name;
    Details m_details = Details::Awaited;
    RdmaDevice m_device; ///< as long as it is known
    quint64 m_begun = 0; ///< the number of the last read
    quint64 m_taken = 0; ///< of the last that was answered
};

} // namespace rdma
