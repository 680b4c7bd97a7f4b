// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which file is of which kind, and whether anybody reads it.
#include "model/bootdialect.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// CONF_PATHS_NULSTR("modules-load.d") of systemd.
constexpr std::array<QLatin1StringView, 4> staticFolders{
    QLatin1StringView{"/etc/modules-load.d/"}, QLatin1StringView{"/run/modules-load.d/"},
    QLatin1StringView{"/usr/local/lib/modules-load.d/"}, QLatin1StringView{"/usr/lib/modules-load.d/"}};

bool isStaticList(const QString &path)
{
    return path.endsWith(".conf"_L1) && std::ranges::any_of(staticFolders, [&](QLatin1StringView folder) {
               return path.startsWith(folder) && path.indexOf(u'/', folder.size()) < 0;
           });
}

DialectUse useOf(bool hasReader, bool hasFile)
{
    if (hasReader)
        return DialectUse::Live;
    return hasFile ? DialectUse::Inert : DialectUse::Missing;
}

} // namespace

std::optional<BootDialect> dialectOf(const QString &path)
{
    if (path == rdmaConfPath)
        return BootDialect::RdmaConf;
    if (path == openibConfPath)
        return BootDialect::OpenibConf;
    if (std::ranges::any_of(bootListPaths, [&](const auto &one) { return path == one.second; }))
        return BootDialect::BootList;
    return isStaticList(path) ? std::optional(BootDialect::StaticList) : std::nullopt;
}

LiveDialects liveDialects(const BootLayout &layout)
{
    const bool unitReads = layout.rdmaService && layout.rdmaInitKernel;
    return {.rdmaConf = useOf(unitReads || layout.rdmaInitScript, layout.rdmaConf),
            .bootLists = useOf(layout.loadModulesUnit, layout.bootLists),
            .openibConf = useOf(layout.openibd && layout.openibConf, layout.openibConf), // openibd ends without it
            .isRhel6 = layout.rdmaInitScript && !unitReads};
}

} // namespace rdma
