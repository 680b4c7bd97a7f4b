// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// libudev's monitor. It hears udevd, not the kernel: by then names are final and device nodes are there.
#include "helper/udevevents.h"

#include "helper/errnoerror.h"

#include <cerrno>
#include <libudev.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Unreference {
    void operator()(udev *context) const { udev_unref(context); }
    void operator()(udev_monitor *monitor) const { udev_monitor_unref(monitor); }
    void operator()(udev_device *device) const { udev_device_unref(device); }
};
template <typename T> using Handle = std::unique_ptr<T, Unreference>;

class UdevEvents final : public EventSource {
public:
    explicit UdevEvents(Handle<udev_monitor> monitor) : m_monitor(std::move(monitor)) {}

    int descriptor() const override { return udev_monitor_get_fd(m_monitor.get()); }

    Result<bool> drain() override
    {
        bool any = false;
        for (int taken = 0; taken < maxDrained; ++taken) {
            errno = 0;
            const Handle<udev_device> device(udev_monitor_receive_device(m_monitor.get()));
            const int reason = errno;
            if (!device && (reason == EAGAIN || reason == 0)) // 0: a message that was none
                break;
            if (!device && reason != EINTR && reason != ENOBUFS) // ENOBUFS: more than the socket could hold
                return kernelFailure(reason, u"udev"_s);
            any = true;
        }
        return any;
    }

private:
    Handle<udev_monitor> m_monitor;
};

} // namespace

OpenedSource openUdevEvents()
{
    const Handle<udev> context(udev_new()); // the monitor keeps a reference
    Handle<udev_monitor> monitor(context ? udev_monitor_new_from_netlink(context.get(), "udev") : nullptr);
    if (!monitor)
        return kernelFailure(errno, u"udev"_s);
    for (const char *subsystem : {"infiniband", "infiniband_verbs", "net"})
        if (const int failed = udev_monitor_filter_add_match_subsystem_devtype(monitor.get(), subsystem, nullptr))
            return kernelFailure(-failed, u"udev"_s);
    if (const int failed = udev_monitor_enable_receiving(monitor.get()); failed < 0)
        return kernelFailure(-failed, u"udev"_s);
    return std::make_unique<UdevEvents>(std::move(monitor));
}

} // namespace rdma
