// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The names of the bits: enum ib_port_capability_mask_bits and ib_port_cap_flags, rdma/ib_verbs.h and ib_mad.h.
#include "model/portcapabilities.h"

#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, 32> names{{
    {},
    "IsSM"_L1,
    "IsNoticeSupported"_L1,
    "IsTrapSupported"_L1,
    "IsOptionalIPDSupported"_L1,
    "IsAutomaticMigrationSupported"_L1,
    "IsSLMappingSupported"_L1,
    "IsMKeyNVRAM"_L1,
    "IsPKeyNVRAM"_L1,
    "IsLEDInfoSupported"_L1,
    "IsSMDisabled"_L1,
    "IsSystemImageGUIDSupported"_L1,
    "IsPKeySwitchExternalPortTrapSupported"_L1,
    {},
    "IsExtendedSpeedsSupported"_L1,
    "IsCapabilityMask2Supported"_L1,
    "IsCommunicationManagementSupported"_L1,
    "IsSNMPTunnelingSupported"_L1,
    "IsReinitSupported"_L1,
    "IsDeviceManagementSupported"_L1,
    "IsVendorClassSupported"_L1,
    "IsDRNoticeSupported"_L1,
    "IsCapabilityMaskNoticeSupported"_L1,
    "IsBootManagementSupported"_L1,
    "IsLinkRoundTripLatencySupported"_L1,
    "IsClientReregistrationSupported"_L1,
    "IsOtherLocalChangesNoticeSupported"_L1,
    "IsLinkSpeedWidthPairsTableSupported"_L1,
    "IsVendorSpecificMadsTableSupported"_L1,
    "IsMcastPkeyTrapSuppressionSupported"_L1,
    "IsMulticastFDBTopSupported"_L1,
    "IsHierarchyInfoSupported"_L1,
}};

} // namespace

QStringList capabilityNames(quint32 mask)
{
    QStringList found;
    for (std::size_t bit = 0; bit < names.size(); ++bit)
        if (mask >> bit & 1U)
            found += names[bit].isEmpty() ? u"bit %1"_s.arg(bit) : QString(names[bit]);
    return found;
}

} // namespace rdma
