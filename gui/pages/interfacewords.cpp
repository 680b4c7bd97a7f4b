// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The facts about an IPoIB interface in plain words.
#include "gui/pages/interfacewords.h"

#include "gui/words/plaintext.h"
#include "model/ifname.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::InterfaceWords)
};

const Interface *parentOf(const NamesLive &live, const Interface &interface)
{
    const auto isParent = [&interface](const auto &item) {
        return item.second.name == interface.parent && item.second.parent.isEmpty();
    };
    const auto found = std::ranges::find_if(live.interfaces, isParent);
    return interface.parent.isEmpty() || found == live.interfaces.end() ? nullptr : &found->second;
}

QString fileName(const QString &path)
{
    return path.section(u'/', -1);
}

QString linkSentence(const NextName &next)
{
    if (next.line > 0)
        return Words::tr("by Name= in line %1 of the systemd file %2")
            .arg(QString::number(next.line), technical(next.file));
    if (!next.file.isEmpty())
        return Words::tr("by systemd’s link policy (%1), from where the adapter is plugged in")
            .arg(technical(next.file));
    return Words::tr("by systemd’s link policy, from where the adapter is plugged in");
}

} // namespace

QString portWords(const NamesLive &live, const Interface &interface)
{
    if (interface.rdmaDevice.isEmpty()) {
        const auto above = parentOf(live, interface);
        return above ? portWords(live, *above) : Words::tr("not reported");
    }
    const QString device = technical(interface.rdmaDevice);
    return interface.port > 0 ? Words::tr("%1 port %2").arg(device, QString::number(interface.port)) : device;
}

QString linkWords(const Interface &interface)
{
    if (!interface.up)
        return Words::tr("Switched off");
    if (interface.operState == "up"_L1)
        return Words::tr("Up");
    if (interface.operState == "down"_L1 || interface.operState == "lowerlayerdown"_L1)
        return Words::tr("No link");
    if (interface.operState == "dormant"_L1)
        return Words::tr("Waiting for the subnet manager");
    return Words::tr("Not known");
}

QString presentSourceSentence(const Interface &interface)
{
    if (interface.name == interface.kernelName || looksKernelGiven(interface.name))
        return Words::tr("by the kernel, in the order in which adapters appeared");
    return Words::tr("by hand, or by a setting that is no longer there");
}

QString nextNameWords(const Interface &interface)
{
    const QString &name = interface.nextBoot.name;
    return name.isEmpty() ? Words::tr("not fixed") : technical(name);
}

QString nextSourceWords(const NextName &next)
{
    switch (next.source) {
    case NameSource::Rule:
        return Words::tr("Rule %1").arg(technical(fileName(next.file) % u':' % QString::number(next.line)));
    case NameSource::Link:
        return next.line > 0
                   ? Words::tr("Link file %1").arg(technical(fileName(next.file) % u':' % QString::number(next.line)))
                   : Words::tr("systemd link policy");
    case NameSource::Kernel:
        return Words::tr("Kernel’s choice");
    case NameSource::Creator:
        break;
    }
    return Words::tr("Whoever creates it");
}

QString nextSourceSentence(const NextName &next)
{
    switch (next.source) {
    case NameSource::Rule:
        return Words::tr("by the rule in line %1 of %2").arg(QString::number(next.line), technical(next.file));
    case NameSource::Link:
        return linkSentence(next);
    case NameSource::Kernel:
        return Words::tr("by the kernel, in the order in which adapters appear: it can change from boot to boot");
    case NameSource::Creator:
        break;
    }
    return Words::tr("by whoever creates this P_Key child");
}

} // namespace rdma
