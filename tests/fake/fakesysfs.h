// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sysfs of a fake machine: cards and links as directories, links and attribute files.
#pragma once

#include "tests/fake/fakehostroot.h"
#include "tests/fake/fakelink.h"

namespace rdma {

class FakeSysfs {
public:
    explicit FakeSysfs(FakeHostRoot &root) : m_root(root) {}

    void addCard(const FakeCard &card);
    void addLink(const FakeLink &link, const QString &parentName);
    void renameLink(const FakeLink &link, const QString &oldName);
    void removeLink(const FakeLink &link);
    /// Writes what changes in a link's life: flags, operstate, the parent's name, who named it.
    void refresh(const FakeLink &link, const QString &parentName);

    /// What mlx4_core shows of its ports' types, and the RDMA device with it.
    void showPortTypes(const FakeCard &card);

    /// Below /sys/devices: pci0000:00/0000:05:00.0
    [[nodiscard]] static QString directoryOf(const FakeCard &card);

private:
    void addFunction(const FakeCard &card);
    void addPort(const FakeCard &card, int port);
    void writeAll(const QString &directory, FakeFiles files, const FakeFiles &instead);
    void addUdevEntry(const FakeLink &link);

    FakeHostRoot &m_root;
};

} // namespace rdma
