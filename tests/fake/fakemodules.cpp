// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// kernel/module/main.c and kmod's tools, as far as they are asked here.
#include "tests/fake/fakemodules.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString directory = u"/lib/modules/6.12.0-fake/"_s;
const QString modules = u"/sys/module/"_s;

Result<void> refused(const QString &words)
{
    return fail(ErrorCode::ToolFailed, u"/usr/sbin/modprobe"_s, "exit 1: modprobe: "_L1 + words);
}

Result<void> kept(const QString &words)
{
    return fail(ErrorCode::ToolFailed, u"/usr/sbin/rmmod"_s, "exit 1: rmmod: ERROR: Module "_L1 + words);
}

QByteArray pathOf(const QString &name)
{
    return "kernel/" + name.toUtf8() + ".ko.xz";
}

} // namespace

FakeModules::FakeModules(FakeHostRoot &files) : m_files(files)
{
    m_available = {{u"ib_core"_s, {}},
                   {u"ib_cm"_s, {u"ib_core"_s}},
                   {u"iw_cm"_s, {u"ib_core"_s}},
                   {u"rdma_cm"_s, {u"iw_cm"_s, u"ib_cm"_s, u"ib_core"_s}},
                   {u"ib_ipoib"_s, {u"ib_cm"_s, u"ib_core"_s}},
                   {u"scsi_transport_srp"_s, {}},
                   {u"ib_srp"_s, {u"scsi_transport_srp"_s, u"ib_cm"_s, u"ib_core"_s}},
                   {u"ib_srpt"_s, {u"rdma_cm"_s, u"ib_cm"_s, u"ib_core"_s}},
                   {u"ib_iser"_s, {u"rdma_cm"_s, u"ib_core"_s}},
                   {u"ib_isert"_s, {u"rdma_cm"_s, u"ib_core"_s}},
                   {u"ib_umad"_s, {u"ib_core"_s}},
                   {u"ib_uverbs"_s, {u"ib_core"_s}},
                   {u"rdma_ucm"_s, {u"ib_uverbs"_s, u"rdma_cm"_s, u"ib_core"_s}},
                   {u"rdma_rxe"_s, {u"ib_uverbs"_s, u"ib_core"_s}},
                   {u"rds"_s, {}},
                   {u"rds_rdma"_s, {u"rds"_s, u"rdma_cm"_s, u"ib_core"_s}},
                   {u"rpcrdma"_s, {u"rdma_cm"_s, u"ib_core"_s}}};
    showAvailable();
    show();
}

void FakeModules::install(const QString &name, const QStringList &needs)
{
    m_available[name] = needs;
    showAvailable();
}

void FakeModules::uninstall(const QString &name)
{
    m_available.erase(name);
    showAvailable();
}

void FakeModules::buildIn(const QString &name)
{
    uninstall(name);
    m_builtIn.insert(name);
    showAvailable();
}

void FakeModules::load(const QString &name)
{
    if (!probe(name, true))
        qFatal("fake modules: %s", qPrintable(name));
}

void FakeModules::hold(const QString &name, int references)
{
    m_held[name] = references;
    show();
}

bool FakeModules::isLoaded(const QString &name) const
{
    return m_files.exists(modules + name + "/initstate"_L1) || m_files.exists(modules + name + "/refcnt"_L1);
}

/// net/sunrpc/xprtrdma/module.c: MODULE_ALIAS
QString FakeModules::realName(const QString &name) const
{
    const bool isNfs = name == "xprtrdma"_L1 || name == "svcrdma"_L1;
    return isNfs && !m_available.contains(name) ? u"rpcrdma"_s : name;
}

/// depmod's line: what it uses, then what that uses.
QStringList FakeModules::allNeeds(const QString &name) const
{
    QStringList needs = m_available.at(name);
    for (qsizetype i = 0; i < needs.size(); ++i)
        if (const auto found = m_available.find(needs[i]); found != m_available.end())
            for (const QString &more : found->second) {
                needs.removeAll(more); // behind whoever needs it
                needs.append(more);
            }
    return needs;
}

QStringList FakeModules::holdersOf(const QString &name) const
{
    QStringList holders;
    for (const auto &[other, needs] : m_available)
        if (needs.contains(name) && isLoaded(other))
            holders.append(other);
    return holders;
}

int FakeModules::othersUsing(const QString &name) const
{
    const auto held = m_held.find(name);
    return (held == m_held.end() ? 0 : held->second) + (m_uses ? m_uses(name) : 0);
}

void FakeModules::show()
{
    QByteArray text;
    for (const auto &[name, needs] : m_available) {
        if (!isLoaded(name))
            continue;
        const QStringList holders = holdersOf(name);
        const auto references = holders.size() + othersUsing(name);
        const QByteArray users = holders.isEmpty() ? QByteArray("-") : QByteArray(holders.join(u',').toUtf8() + ',');
        text += name.toUtf8() + " 65536 " + QByteArray::number(references) + ' ' + users + " Live 0x0000000000000000\n";
    }
    m_files.write(u"/proc/modules"_s, text, 0444);
}

void FakeModules::showAvailable()
{
    QByteArray dependencies;
    for (const auto &[name, needs] : m_available) {
        dependencies += pathOf(name) + ':';
        for (const QString &one : allNeeds(name))
            dependencies += ' ' + pathOf(one);
        dependencies += '\n';
    }
    QByteArray builtIn;
    for (const QString &name : m_builtIn)
        builtIn += "kernel/" + name.toUtf8() + ".ko\n";
    m_files.write(directory + "modules.dep"_L1, dependencies);
    m_files.write(directory + "modules.builtin"_L1, builtIn);
}

Result<void> FakeModules::insert(const QString &name)
{
    if (isLoaded(name))
        return {};
    if (const auto words = m_refused.find(name); words != m_refused.end())
        return refused(words->second);
    if (m_onLoaded)
        if (auto done = m_onLoaded(name); !done)
            return done;
    if (!isLoaded(name))
        m_files.write(modules + name + "/initstate"_L1, "live\n");
    return {};
}

Result<void> FakeModules::remove(const QString &name)
{
    if (!isLoaded(name))
        return kept(name + " is not currently loaded"_L1);
    if (const QStringList holders = holdersOf(name); !holders.isEmpty())
        return kept(u"%1 is in use by: %2"_s.arg(name, holders.join(u' ')));
    if (othersUsing(name) > 0)
        return kept(name + " is in use"_L1);
    if (m_onUnloaded)
        if (auto done = m_onUnloaded(name); !done)
            return done;
    if (m_files.exists(modules + name))
        m_files.remove(modules + name);
    return {};
}

Result<void> FakeModules::probe(const QString &name, bool load)
{
    const QString real = realName(name);
    if (m_ignored.contains(name))
        return {};
    if (!m_available.contains(real))
        return refused(u"FATAL: Module %1 not found in directory %2"_s.arg(name, directory.chopped(1)));
    Result<void> done;
    if (!load) {
        done = remove(real);
    } else {
        QStringList needs = allNeeds(real);
        std::ranges::reverse(needs);
        for (const QString &one : needs + QStringList(real))
            if (done)
                done = insert(one);
    }
    show();
    return done;
}

} // namespace rdma
