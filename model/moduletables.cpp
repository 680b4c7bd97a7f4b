// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Three tables of text, line by line.
#include "model/moduletables.h"

#include <QByteArrayList>

#include <algorithm>

namespace rdma {

namespace {

/// "kernel/drivers/infiniband/ulp/srp/ib-srp.ko.xz": path_to_modname() of kmod ends it at the first dot.
QString nameIn(const QByteArray &path)
{
    const QByteArray file = path.sliced(path.lastIndexOf('/') + 1);
    const qsizetype dot = file.indexOf('.');
    return QString::fromLatin1(file.first(dot < 0 ? file.size() : dot).replace('-', '_'));
}

QByteArrayList wordsOf(const QByteArray &line)
{
    QByteArrayList words = line.simplified().split(' ');
    words.removeAll(QByteArray());
    return words;
}

/// "rdma_ucm,ib_iser,[permanent],", or "-".
void takeHolders(const QByteArray &text, LoadedModule &module)
{
    for (const QByteArray &one : text.split(','))
        if (one == "[permanent]")
            module.isPermanent = true;
        else if (!one.isEmpty() && one != "-")
            module.holders.push_back(QString::fromLatin1(one));
}

} // namespace

LoadedModules loadedModules(const QByteArray &procModules)
{
    LoadedModules modules;
    for (const QByteArray &line : procModules.split('\n')) {
        const QByteArrayList words = wordsOf(line);
        bool isNumber = false;
        LoadedModule module;
        if (words.size() >= 5)
            module.references = words[2].toInt(&isNumber);
        if (!isNumber)
            continue;
        takeHolders(words[3], module);
        modules[QString::fromLatin1(words[0])] = std::move(module);
    }
    return modules;
}

ModuleDependencies moduleDependencies(const QByteArray &modulesDep)
{
    ModuleDependencies all;
    for (const QByteArray &line : modulesDep.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            continue;
        std::vector<QString> before;
        for (const QByteArray &path : wordsOf(line.sliced(colon + 1)))
            before.push_back(nameIn(path));
        std::ranges::reverse(before);
        all[nameIn(line.first(colon))] = std::move(before);
    }
    return all;
}

std::set<QString> builtInModules(const QByteArray &modulesBuiltin)
{
    std::set<QString> names;
    for (const QByteArray &line : modulesBuiltin.split('\n'))
        if (!line.trimmed().isEmpty())
            names.insert(nameIn(line.trimmed()));
    return names;
}

} // namespace rdma
