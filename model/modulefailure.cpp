// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// kmod's texts: mod_strerror() of tools/modprobe.c, strerror(3), and what libkmod logs.
#include "model/modulefailure.h"

namespace rdma {

ModuleFailure moduleFailureIn(const QString &said)
{
    constexpr std::pair<QLatin1StringView, ModuleFailure> texts[] = {
        {QLatin1StringView{"Error running install command"}, ModuleFailure::Denied}, // before its own EINVAL
        {QLatin1StringView{"Key was rejected by service"}, ModuleFailure::KeyRejected},
        {QLatin1StringView{"Required key not available"}, ModuleFailure::KeyRejected},
        {QLatin1StringView{"Key has expired"}, ModuleFailure::KeyRejected},
        {QLatin1StringView{"Key has been revoked"}, ModuleFailure::KeyRejected},
        {QLatin1StringView{"Unknown symbol in module"}, ModuleFailure::UnknownSymbol},
        {QLatin1StringView{"Module has wrong symbol version"}, ModuleFailure::UnknownSymbol},
        {QLatin1StringView{"Invalid module format"}, ModuleFailure::WrongFormat},
        {QLatin1StringView{"Exec format error"}, ModuleFailure::WrongFormat},
        {QLatin1StringView{"Operation not permitted"}, ModuleFailure::NotPermitted},
        {QLatin1StringView{"not found in directory"}, ModuleFailure::NotFound},
        {QLatin1StringView{"is in use"}, ModuleFailure::InUse},
        {QLatin1StringView{"Device or resource busy"}, ModuleFailure::InUse},
        {QLatin1StringView{"Resource temporarily unavailable"}, ModuleFailure::InUse}, // delete_module(2)
    };
    for (const auto &[text, failure] : texts)
        if (said.contains(text))
            return failure;
    return ModuleFailure::Other;
}

} // namespace rdma
