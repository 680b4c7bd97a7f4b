// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// rdma-port-events DEVICE: holds the device open as the helper would and prints a line for each event, until the
// device is lost or nothing came for a minute. The helper itself never holds a soft device.
#include "helper/verbsevents.h"

#include <QTextStream>
#include <poll.h>

using namespace Qt::StringLiterals;

namespace {

void say(const QString &line)
{
    QTextStream(stdout) << line << Qt::endl;
}

int listen(rdma::EventSource &source)
{
    pollfd descriptor{.fd = source.descriptor(), .events = POLLIN, .revents = 0};
    constexpr int minute = 60'000;
    while (::poll(&descriptor, 1, minute) > 0) {
        const auto any = source.drain();
        if (!any) {
            say(u"lost "_s + any.error().detail);
            return EXIT_SUCCESS;
        }
        if (*any)
            say(u"event"_s);
    }
    say(u"silence"_s);
    return EXIT_FAILURE;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 2)
        return EXIT_FAILURE;
    const auto source = rdma::loadVerbs().and_then(
        [&](const rdma::Verbs &verbs) { return rdma::openVerbsEvents(verbs, QString::fromUtf8(argv[1])); });
    if (!source) {
        say(u"not opened: %1 %2"_s.arg(source.error().subject, source.error().detail));
        return EXIT_FAILURE;
    }
    say(u"open"_s);
    return listen(**source);
}
