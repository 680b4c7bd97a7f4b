// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an RDMA device reports of its ports (active, error, LID, P_Keys, GIDs), by libibverbs.
#pragma once

#include "helper/eventsource.h"

#include <infiniband/verbs.h>

namespace rdma {

/// The functions of libibverbs that we need. It is loaded when a device is there to listen to: most machines that the
/// helper starts on have none, and every start would pay for it.
struct Verbs {
    decltype(&::ibv_get_device_list) getDeviceList = nullptr;
    decltype(&::ibv_free_device_list) freeDeviceList = nullptr;
    decltype(&::ibv_get_device_name) getDeviceName = nullptr;
    decltype(&::ibv_open_device) openDevice = nullptr;
    decltype(&::ibv_close_device) closeDevice = nullptr;
    decltype(&::ibv_get_async_event) getAsyncEvent = nullptr;
    decltype(&::ibv_ack_async_event) ackAsyncEvent = nullptr;
};

/// ToolMissing when the library is not installed.
[[nodiscard]] Result<Verbs> loadVerbs();

/// Holds the device open as long as it lives. NotFound when libibverbs has no such device, or no driver for it.
[[nodiscard]] OpenedSource openVerbsEvents(const Verbs &verbs, const QString &device);

} // namespace rdma
