// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// /proc/modules, what depmod wrote, the directories of modprobe.d and /proc/cmdline.
#include "helper/kernelmodules.h"

#include "model/append.h"
#include "model/kernelcommandline.h"
#include "model/protocols.h"
#include "model/rdmamodules.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxTable = qsizetype{16} * 1024 * 1024; // modules.dep of a distribution's kernel has less than one

QByteArray textOf(const Host &host, const QString &path)
{
    return host.peek(path, maxTable).value_or(QByteArray());
}

QLatin1StringView providerOf(QStringView module)
{
    for (const auto &[protocol, name] : protocolNames)
        if (infoOf(protocol).module == module)
            return infoOf(protocol).provider;
    return {};
}

bool isInSysfs(const Host &host, const QString &name)
{
    return !host.list("/sys/module/"_L1 + name).isEmpty();
}

} // namespace

ModprobeFiles readModprobeFiles(const Host &host)
{
    std::vector<RulesFile> files;
    QStringList unread;
    for (const QString &directory : modprobeDirectories())
        for (const QString &name : host.list(directory)) {
            if (!name.endsWith(".conf"_L1))
                continue;
            const QString path = directory + u'/' + name;
            const bool isNothing = host.target(path) == "/dev/null"_L1; // it only hides
            const auto bytes = isNothing ? Result<QByteArray>(QByteArray()) : host.peek(path, maxTable);
            if (!bytes)
                unread.append(path);
            files.push_back({path, bytes.value_or(QByteArray())});
        }
    return {effectiveModprobeFiles(files), unread};
}

LoadedModules readLoadedModules(const Host &host)
{
    return loadedModules(textOf(host, u"/proc/modules"_s));
}

KernelModules readKernelModules(const Host &host, const QString &release)
{
    const QString directory = "/lib/modules/"_L1 + release;
    std::vector<RulesFile> files{deniedByCommandLine(textOf(host, kernelCommandLinePath))};
    append(files, readModprobeFiles(host).effective);
    return {.loaded = readLoadedModules(host),
            .builtIn = builtInModules(textOf(host, directory + "/modules.builtin"_L1)),
            .available = moduleDependencies(textOf(host, directory + "/modules.dep"_L1)),
            .modprobeFiles = std::move(files)};
}

QString loadedName(const LoadedModules &loaded, const QString &module)
{
    const QString provider = providerOf(module);
    return !loaded.contains(module) && !provider.isEmpty() && loaded.contains(provider) ? provider : module;
}

QString stepName(const QString &loaded)
{
    if (isRdmaModule(loaded))
        return loaded;
    for (const auto &[protocol, name] : protocolNames)
        if (infoOf(protocol).provider == loaded && !loaded.isEmpty())
            return infoOf(protocol).module;
    return {};
}

QString nameInKernel(const Host &host, const QString &module)
{
    const QString provider = providerOf(module);
    return !provider.isEmpty() && !isInSysfs(host, module) && isInSysfs(host, provider) ? provider : module;
}

bool isModuleLoaded(const Host &host, const QString &module)
{
    return isInSysfs(host, nameInKernel(host, module));
}

} // namespace rdma
