// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the application is before it has a window: its identity, its language, its icons.
#pragma once

class QApplication;

namespace rdma {

/// Name, version, desktop file, translations and icon theme; the icons follow a change between light and dark.
void prepareApplication(QApplication *application);

} // namespace rdma
