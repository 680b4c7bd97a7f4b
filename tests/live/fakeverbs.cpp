// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A libibverbs of two devices.
#include "tests/live/fakeverbs.h"

#include <array>
#include <cerrno>

namespace rdma {

using namespace Qt::StringLiterals;

FakeVerbs fakeVerbs; // NOLINT

namespace {

std::array<ibv_device, 2> devices{}; // NOLINT
ibv_context context{};               // NOLINT

ibv_device **getDeviceList(int *count)
{
    static std::array<ibv_device *, 3> list{};
    list = {&devices[0], &devices[1], nullptr};
    *count = 2;
    fakeVerbs.log.append(u"list"_s);
    return list.data();
}

void freeDeviceList(ibv_device **)
{
    fakeVerbs.log.append(u"free"_s);
}

const char *getDeviceName(ibv_device *device)
{
    return device == &devices[0] ? "mlx4_0" : "mlx5_0";
}

ibv_context *openDevice(ibv_device *device)
{
    if (!fakeVerbs.opens)
        return nullptr;
    fakeVerbs.log.append(u"open "_s + QString::fromLatin1(getDeviceName(device)));
    fakeVerbs.whileOpening();
    context.async_fd = fakeVerbs.descriptor;
    return &context;
}

int closeDevice(ibv_context *)
{
    fakeVerbs.log.append(u"close"_s);
    return 0;
}

int getAsyncEvent(ibv_context *, ibv_async_event *event)
{
    if (fakeVerbs.events.empty()) {
        errno = fakeVerbs.error;
        return -1;
    }
    event->event_type = fakeVerbs.events.front();
    fakeVerbs.events.pop_front();
    return 0;
}

void ackAsyncEvent(ibv_async_event *)
{
    fakeVerbs.log.append(u"ack"_s);
}

} // namespace

Result<Verbs> loadFakeVerbs()
{
    return Verbs{getDeviceList, freeDeviceList, getDeviceName, openDevice, closeDevice, getAsyncEvent, ackAsyncEvent};
}

} // namespace rdma
