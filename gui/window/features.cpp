// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The table of features: a later one joins the window by one line here.
#include "gui/window/features.h"

#include "gui/pages/devicespage.h"
#include "gui/pages/historypage.h"
#include "gui/pages/limitspage.h"
#include "gui/pages/logpage.h"
#include "gui/pages/modulespage.h"
#include "gui/pages/namespage.h"
#include "gui/pages/portspage.h"
#include "gui/pages/srpinitiatorpage.h"
#include "gui/pages/srptargetpage.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

template <typename SomePage> Page *make(QWidget *parent)
{
    return new SomePage(parent);
}

constexpr FeatureEntry features[] = {
    {"devices"_L1, QT_TRANSLATE_NOOP("rdma::Features", "Devices"), "network-card"_L1, make<DevicesPage>, true},
    {"names"_L1, QT_TRANSLATE_NOOP("rdma::Features", "Interface Names"), "network-wired"_L1, make<NamesPage>},
    {"modules"_L1, QT_TRANSLATE_NOOP("rdma::Features", "Protocols & Services"), "configure"_L1, make<ModulesPage>},
    {"ports"_L1, QT_TRANSLATE_NOOP("rdma::Features", "Port Types"), "exchange-positions"_L1, make<PortsPage>},
    {"limits"_L1, QT_TRANSLATE_NOOP("rdma::Features", "Memory Locking"), "object-locked"_L1, make<LimitsPage>},
    {"srp_target"_L1, QT_TRANSLATE_NOOP("rdma::Features", "Export Disks"), "drive-harddisk"_L1, make<SrpTargetPage>},
    {"srp_initiator"_L1, QT_TRANSLATE_NOOP("rdma::Features", "Attach Disks"), "network-connect"_L1,
     make<SrpInitiatorPage>},
    {"log"_L1, QT_TRANSLATE_NOOP("rdma::Features", "Kernel Messages"), "dialog-messages"_L1, make<LogPage>, true},
    {"jobs"_L1, QT_TRANSLATE_NOOP("rdma::Features", "History"), "view-history"_L1, make<HistoryPage>},
};

} // namespace

std::span<const FeatureEntry> allFeatures()
{
    return features;
}

QString titleOf(const FeatureEntry &entry)
{
    return QCoreApplication::translate("rdma::Features", entry.title);
}

} // namespace rdma
