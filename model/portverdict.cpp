// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// State and physical state of a port, put together (InfiniBand Architecture Specification 1, 14.2.5.6 and 7.2.7).
#include "model/portverdict.h"

namespace rdma {

namespace {

/// Drivers of soft devices and old ones leave the physical state out or at zero.
bool isUp(PhysicalState state)
{
    return state == PhysicalState::LinkUp || state == PhysicalState::NoChange || state == PhysicalState::Unknown;
}

/// What a state that needs a link means on this line.
PortVerdict onLink(PhysicalState physical, PortVerdict whenUp)
{
    if (isUp(physical))
        return whenUp;
    return physical == PhysicalState::ErrorRecovery ? PortVerdict::Recovering : PortVerdict::Changing;
}

PortVerdict working(const RdmaPort &port)
{
    if (!port.rate || !port.canDo || port.rate->gigabits >= port.canDo->gigabits)
        return PortVerdict::Working;
    const bool isNarrow = port.rate->width > 0 && port.rate->width < port.canDo->width;
    return isNarrow ? PortVerdict::WorkingNarrow : PortVerdict::WorkingSlow;
}

PortVerdict downInfiniBand(PhysicalState physical)
{
    switch (physical) {
    case PhysicalState::Sleep:
        return PortVerdict::Asleep;
    case PhysicalState::Polling:
        return PortVerdict::NoCable;
    case PhysicalState::Disabled:
        return PortVerdict::Disabled;
    case PhysicalState::Training:
        return PortVerdict::CableNoPartner;
    case PhysicalState::LinkUp:
        return PortVerdict::PortTypeMismatch;
    case PhysicalState::ErrorRecovery:
        return PortVerdict::Recovering;
    case PhysicalState::Test:
        return PortVerdict::UnderTest;
    case PhysicalState::NoChange:
    case PhysicalState::Unknown:
        break;
    }
    return PortVerdict::NoLink;
}

/// The permissive LID 0xffff names nobody (4.1.3), nor does Omni-Path's of 32 bits.
bool namesSubnetManager(quint32 smLid)
{
    return smLid != 0 && smLid != 0xffff && smLid != 0xffffffff;
}

/// A subnet manager that holds this very port is about to set it up. Else a LID in MasterSMLID was left by one that did
/// so before: only a subnet manager writes it (14.2.5.6), or a person in its stead.
PortVerdict waiting(const RdmaPort &port, bool openSmRuns)
{
    if (port.capabilities.value_or(0) & isSmBit)
        return PortVerdict::WaitingForSubnetManager;
    if (port.smLid && namesSubnetManager(*port.smLid))
        return PortVerdict::SubnetManagerSilent;
    return openSmRuns ? PortVerdict::OpenSmDoesNotServe : PortVerdict::WaitingForSubnetManager;
}

/// Subnet managers write their LID before they arm a port; ibportstate(8) arms and activates one without. EFA reports
/// no subnet manager either, and an unknown link layer.
PortVerdict setUp(const RdmaPort &port, PortVerdict whenNamed)
{
    const bool isInfiniBand = port.linkLayer == LinkLayer::InfiniBand;
    return isInfiniBand && port.smLid && !namesSubnetManager(*port.smLid) ? PortVerdict::WithoutSubnetManager
                                                                          : whenNamed;
}

PortVerdict infiniBandVerdict(const RdmaPort &port, bool openSmRuns)
{
    switch (port.state) {
    case PortState::Down:
        return downInfiniBand(port.physicalState);
    case PortState::Initializing:
        return onLink(port.physicalState, waiting(port, openSmRuns));
    case PortState::Armed:
        return onLink(port.physicalState, setUp(port, PortVerdict::Armed));
    case PortState::Active:
        return onLink(port.physicalState, setUp(port, working(port)));
    case PortState::ActiveDefer: // the line is lost and the hardware still holds the logical link
        return PortVerdict::Recovering;
    case PortState::Nop:
    case PortState::Unknown:
        break;
    }
    return PortVerdict::NotReported;
}

/// Without a carrier mlx5 says Disabled, rdma_rxe Polling (rxe_query_port()), so the physical state tells no cause
/// here.
PortVerdict downEthernet(PhysicalState physical)
{
    if (physical == PhysicalState::ErrorRecovery)
        return PortVerdict::Recovering;
    return physical == PhysicalState::Test ? PortVerdict::UnderTest : PortVerdict::EthernetNoLink;
}

PortVerdict ethernetVerdict(const RdmaPort &port)
{
    switch (port.state) {
    case PortState::Down:
        return downEthernet(port.physicalState);
    case PortState::Initializing:
        return PortVerdict::EthernetNoAddress;
    case PortState::Armed: // no subnet manager arms an Ethernet port
        return PortVerdict::Changing;
    case PortState::Active:
        return onLink(port.physicalState, working(port));
    case PortState::ActiveDefer:
        return PortVerdict::Recovering;
    case PortState::Nop:
    case PortState::Unknown:
        break;
    }
    return PortVerdict::NotReported;
}

} // namespace

PortVerdict portVerdict(const RdmaPort &port, bool openSmRuns)
{
    return port.linkLayer == LinkLayer::Ethernet ? ethernetVerdict(port) : infiniBandVerdict(port, openSmRuns);
}

} // namespace rdma
