// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What udev of a fake machine calls an interface that appears.
#pragma once

#include "tests/fake/fakehostroot.h"
#include "tests/fake/fakelink.h"

namespace rdma {

/// The name by the machine's rules files; empty: none, the kernel's stays.
[[nodiscard]] QString nameByUdev(const FakeHostRoot &root, const FakeLink &link, const FakeCard &card);

} // namespace rdma
