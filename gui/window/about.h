// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What this program is, its version and its licence.
#pragma once

class QWidget;

namespace rdma {

void showAbout(QWidget *window);

} // namespace rdma
