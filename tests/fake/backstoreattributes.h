// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The attributes of a storage object as Linux 6.12 and 6.1 show them, seen in the lab.
#pragma once

#include "tests/fake/configfstree.h"

namespace rdma {

struct FakeStorageObject;

[[nodiscard]] ConfigfsAttributes newHba(const QString &plugin);
[[nodiscard]] ConfigfsAttributes newStorageObject(const QString &plugin, bool isOldKernel);

/// Below attrib/: what the backend decides when the object is enabled.
[[nodiscard]] QMap<QString, QByteArray> attributesWhenEnabled(const FakeStorageObject &object);

/// What `info` says after its first line.
[[nodiscard]] QByteArray backendInfo(const FakeStorageObject &object);

[[nodiscard]] QByteArray shownSerial(const QByteArray &serial);

} // namespace rdma
