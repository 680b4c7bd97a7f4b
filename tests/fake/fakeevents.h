// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The events of a fake machine: a test makes them happen, and sees who listens.
#pragma once

#include "helper/events.h"

#include <QMutex>

namespace rdma {

class FakeEvents final : public Events {
    Q_OBJECT
public:
    void listen() override;
    void ignore() override;
    [[nodiscard]] Result<void> letGo() override;
    void takeUp() override;
    [[nodiscard]] QStringList reporting() const override;

    void happen();                                 ///< unheard while nobody listens
    void setReporting(const QStringList &devices); ///< the devices that are held open while somebody listens
    void failNextLetGo(const Error &error);
    [[nodiscard]] bool isListening() const;
    [[nodiscard]] bool holdsDevices() const;

private:
    mutable QMutex m_mutex;
    QStringList m_devices;
    std::optional<Error> m_failure;
    bool m_listening = false;
    bool m_letGo = false;
};

} // namespace rdma
