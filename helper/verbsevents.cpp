// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// ibv_get_async_event(3), with a descriptor that does not block.
#include "helper/verbsevents.h"

#include "helper/errnoerror.h"

#include <QLibrary>
#include <cerrno>
#include <fcntl.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

template <typename Function> bool resolve(QLibrary &library, Function &function, const char *name)
{
    function = reinterpret_cast<Function>(library.resolve(name));
    return function != nullptr;
}

class VerbsEvents final : public EventSource {
public:
    VerbsEvents(const Verbs &verbs, ibv_context *context) : m_verbs(verbs), m_context(context) {}
    ~VerbsEvents() override { m_verbs.closeDevice(m_context); }
    Q_DISABLE_COPY_MOVE(VerbsEvents)

    int descriptor() const override { return m_context->async_fd; }

    Result<bool> drain() override
    {
        bool any = false;
        for (int taken = 0; taken < maxDrained; ++taken) {
            ibv_async_event event{};
            if (m_verbs.getAsyncEvent(m_context, &event) != 0) {
                if (errno == EAGAIN || errno == EINTR)
                    break;
                return kernelFailure(errno, u"async event"_s);
            }
            m_verbs.ackAsyncEvent(&event);
            if (event.event_type == IBV_EVENT_DEVICE_FATAL) // reset or removed: it comes back as another
                return kernelFailure(ENODEV, u"async event"_s);
            any = true;
        }
        return any;
    }

private:
    Verbs m_verbs;
    ibv_context *m_context;
};

ibv_context *openByName(const Verbs &verbs, const QByteArray &name)
{
    int count = 0;
    ibv_device **devices = verbs.getDeviceList(&count);
    ibv_context *context = nullptr;
    for (int i = 0; devices && i < count && !context; ++i)
        if (verbs.getDeviceName(devices[i]) == name)
            context = verbs.openDevice(devices[i]);
    if (devices)
        verbs.freeDeviceList(devices);
    return context;
}

bool stopBlocking(int descriptor)
{
    const int flags = ::fcntl(descriptor, F_GETFL);
    return flags != -1 && ::fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0;
}

} // namespace

Result<Verbs> loadVerbs()
{
    QLibrary library(u"ibverbs"_s, 1);
    Verbs verbs;
    const bool whole = resolve(library, verbs.getDeviceList, "ibv_get_device_list") &&
                       resolve(library, verbs.freeDeviceList, "ibv_free_device_list") &&
                       resolve(library, verbs.getDeviceName, "ibv_get_device_name") &&
                       resolve(library, verbs.openDevice, "ibv_open_device") &&
                       resolve(library, verbs.closeDevice, "ibv_close_device") &&
                       resolve(library, verbs.getAsyncEvent, "ibv_get_async_event") &&
                       resolve(library, verbs.ackAsyncEvent, "ibv_ack_async_event");
    if (!whole)
        return fail(ErrorCode::ToolMissing, u"libibverbs"_s, library.errorString());
    return verbs;
}

OpenedSource openVerbsEvents(const Verbs &verbs, const QString &device)
{
    ibv_context *context = openByName(verbs, device.toUtf8());
    if (!context)
        return fail(ErrorCode::NotFound, device, u"ibv_open_device"_s);
    auto events = std::make_unique<VerbsEvents>(verbs, context);
    if (!stopBlocking(events->descriptor()))
        return kernelFailure(errno, device);
    return events;
}

} // namespace rdma
