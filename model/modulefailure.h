// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why modprobe(8) did not load or unload a module.
#pragma once

#include "model/enumnames.h"

namespace rdma {

enum class ModuleFailure {
    Other,
    KeyRejected,   ///< not signed by a key that this kernel trusts
    UnknownSymbol, ///< it belongs to another kernel, or was given a parameter that it has not
    WrongFormat,   ///< likewise
    NotPermitted,  ///< the kernel is locked down, or loads no more modules (kernel.modules_disabled)
    NotFound,      ///< there is no such file
    Denied,        ///< an install line of modprobe.d ran something else
    InUse,
    NoEffect, ///< modprobe succeeded, and the module is as it was
};

/// The word at the start of an error's detail: "keyRejected, came ib_cm: exit 1: …"; of Other there is none.
constexpr EnumNames<ModuleFailure, 8> moduleFailureNames{
    {{ModuleFailure::KeyRejected, QLatin1StringView{"keyRejected"}},
     {ModuleFailure::UnknownSymbol, QLatin1StringView{"unknownSymbol"}},
     {ModuleFailure::WrongFormat, QLatin1StringView{"wrongFormat"}},
     {ModuleFailure::NotPermitted, QLatin1StringView{"notPermitted"}},
     {ModuleFailure::NotFound, QLatin1StringView{"notFound"}},
     {ModuleFailure::Denied, QLatin1StringView{"denied"}},
     {ModuleFailure::InUse, QLatin1StringView{"inUse"}},
     {ModuleFailure::NoEffect, QLatin1StringView{"noEffect"}}}};

/// From what modprobe wrote in the locale C.
[[nodiscard]] ModuleFailure moduleFailureIn(const QString &said);

} // namespace rdma
