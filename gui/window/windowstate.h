// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window's size and place between two runs, in the user's state directory.
#pragma once

class QMainWindow;

namespace rdma {

void restoreWindow(QMainWindow *window); ///< or a size that fits the font, the first time
void saveWindow(const QMainWindow &window);

} // namespace rdma
