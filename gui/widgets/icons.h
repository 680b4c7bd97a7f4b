// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Icons by their freedesktop name, with drawings of our own where no theme has them.
#pragma once

#include <QIcon>

class QPalette;

namespace rdma {

[[nodiscard]] QIcon themeIcon(const QString &name);
/// An arrow to where one came from: its side depends on the script's direction.
[[nodiscard]] QIcon backIcon();
[[nodiscard]] QIcon applicationIcon();

/// On desktops that set no icon theme: Breeze, in the variant that is legible on the palette.
void chooseIconTheme(const QPalette &palette);

} // namespace rdma
