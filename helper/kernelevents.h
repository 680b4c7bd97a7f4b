// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real machine's events, listened to in a thread of their own: opening a device can take as long as its driver
// likes.
#pragma once

#include "helper/events.h"
#include "helper/host.h"

#include <QThread>

namespace rdma {

class Listener;

class KernelEvents final : public Events {
    Q_OBJECT
public:
    explicit KernelEvents(const Host &host);
    ~KernelEvents() override;

    void listen() override;
    void ignore() override;
    [[nodiscard]] Result<void> letGo() override;
    void takeUp() override;
    [[nodiscard]] QStringList reporting() const override;

private:
    QThread m_thread; ///< runs from the first listen() on
    std::unique_ptr<Listener> m_listener;
};

} // namespace rdma
