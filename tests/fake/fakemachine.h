// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A whole fake machine: files, kernel and tools that belong together.
#pragma once

#include "helper/machine.h"
#include "tests/fake/fakeaccounts.h"
#include "tests/fake/fakeblock.h"
#include "tests/fake/fakebootimage.h"
#include "tests/fake/fakeevents.h"
#include "tests/fake/fakefirmware.h"
#include "tests/fake/fakejournal.h"
#include "tests/fake/fakekernel.h"
#include "tests/fake/fakemodules.h"
#include "tests/fake/fakeservices.h"
#include "tests/fake/fakesrp.h"
#include "tests/fake/faketools.h"
#include "tests/fake/fakeunits.h"

namespace rdma {

class FakeMachine {
public:
    FakeMachine();

    [[nodiscard]] Machine machine() { return {m_host, m_kernel, m_tools, m_journal, m_services, m_accounts}; }
    [[nodiscard]] QString root() const { return m_files.path(); }
    [[nodiscard]] const Host &host() const { return m_host; }
    [[nodiscard]] FakeHostRoot &files() { return m_files; }
    [[nodiscard]] FakeKernel &kernel() { return m_kernel; }
    [[nodiscard]] FakeBlock &block() { return m_block; }
    [[nodiscard]] FakeSrp &srp() { return m_srp; }
    [[nodiscard]] FakeModules &modules() { return m_modules; }
    [[nodiscard]] FakeTools &tools() { return m_tools; }
    [[nodiscard]] FakeUnits &units() { return m_units; }
    [[nodiscard]] FakeFirmware &firmware() { return m_firmware; }
    [[nodiscard]] FakeBootImage &bootImage() { return m_bootImage; }
    [[nodiscard]] FakeJournal &journal() { return m_journal; }
    [[nodiscard]] FakeServices &services() { return m_services; }
    [[nodiscard]] FakeEvents &events() { return m_events; }

private:
    Result<void> comeWith(const QString &module);
    Result<void> goWith(const QString &module);

    FakeHostRoot m_files;
    FakeKernel m_kernel{m_files};
    FakeBlock m_block{m_files};
    FakeSrp m_srp{m_files, m_block};
    FakeModules m_modules{m_files};
    FakeTools m_tools;
    FakeUnits m_units{m_files};
    FakeFirmware m_firmware{m_files};
    FakeBootImage m_bootImage{m_files};
    FakeJournal m_journal;
    FakeServices m_services;
    FakeAccounts m_accounts{m_files};
    FakeEvents m_events;
    Host m_host;
};

} // namespace rdma
