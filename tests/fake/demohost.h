// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The demo host: an IPoIB machine with two ports, the second already renamed by a rule, a P_Key child on the first.
#pragma once

#include "tests/fake/fakemachine.h"

namespace rdma {

class DemoHost final : public FakeMachine {
public:
    DemoHost();

    /// What else a machine has: network settings that name its interfaces, a mount, a rule for an adapter that is gone,
    /// further cards, disks, exports.
    void furnish();

    /// A VPI card with an Ethernet port, a dual-port card whose second port waits for a subnet manager, four of its
    /// virtual functions, a soft device; and the interfaces that all these bring.
    void plugInCards();

    /// A system disk with swap, a free SAS and a free NVMe disk, an LVM volume mounted and one free, a multipath
    /// device, an md array.
    void plugInDisks();

    /// One of them over SRP, to two initiators, one of which is logged in; and a ramdisk that nobody saved. A third
    /// initiator was refused.
    void exportDisks();

    /// Limits of locked memory, with a line that does nothing; two people, a group for RDMA, a service with a drop-in,
    /// sessions, one of which began before its user was in the group.
    void limitMemory();

    /// mstconfig, which knows the card of mlx5 and not those of mlx4, and a boot image that holds the driver of these.
    void offerPortTypes();

    /// A disk over SRP on two paths, mounted; further targets on the subnet and elsewhere, one of which refuses us.
    void attachDisks();

    /// What loads at boot, what is loaded, and the services around it: on top of all that.
    void chooseModules();

private:
    void startServices();
};

} // namespace rdma
