// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The table of features: a later one joins the window by one line here.
#pragma once

#include "gui/pages/page.h"

#include <span>

namespace rdma {

struct FeatureEntry {
    QLatin1StringView feature; ///< the helper's object
    const char *title;         ///< untranslated; see titleOf()
    QLatin1StringView iconName;
    Page *(*makePage)(QWidget *parent);
    bool seenOnly = false; ///< watched only while it is on screen: watching it costs the helper something
};

[[nodiscard]] std::span<const FeatureEntry> allFeatures();
[[nodiscard]] QString titleOf(const FeatureEntry &entry);

} // namespace rdma
