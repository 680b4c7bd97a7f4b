// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A login handed over as text, and done.
#include "helper/srplogintool.h"

#include "helper/sessionattributes.h"
#include "model/json.h"

#include <csignal>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxObject = 4096;

/// The program has it blocked, to end in order. Here it must interrupt the kernel's waiting.
void letTerminationThrough()
{
    sigset_t termination;
    sigemptyset(&termination);
    sigaddset(&termination, SIGTERM);
    pthread_sigmask(SIG_UNBLOCK, &termination, nullptr);
}

} // namespace

QString srpLoginObject(const SrpTargetId &target, const SrpLogin &login)
{
    return QString::fromUtf8(canonical({{u"target"_s, target.text()}, {u"login"_s, toJson(login)}}));
}

Result<std::pair<SrpTargetId, SrpLogin>> srpLoginFromObject(const QString &object)
{
    return parseObject(object.toUtf8(), maxObject)
        .and_then([](const QJsonObject &json) -> Result<std::pair<SrpTargetId, SrpLogin>> {
            ObjectReader reader(json);
            const auto target = SrpTargetId::fromText(reader.text(u"target"_s));
            const auto login = srpLoginFromJson(reader.object(u"login"_s));
            if (!target || !login)
                return std::unexpected(target ? login.error() : target.error());
            return reader.finish().transform([&] { return std::pair(*target, *login); });
        });
}

Result<void> addSrpTarget(const QString &object)
{
    const auto wanted = srpLoginFromObject(object);
    if (!wanted)
        return std::unexpected(wanted.error());
    const auto &[target, login] = *wanted;
    letTerminationThrough();
    return addTargetLine(target, login)
        .and_then([&](const QString &line) { return writeAddTarget(addTargetPath(target.port), line.toLatin1()); })
        .transform_error([&](Error error) {
            error.subject = target.text();
            return error;
        });
}

} // namespace rdma
