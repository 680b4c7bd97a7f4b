// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The user's language: loads the compiled-in catalogue for it, or the English one, which has the plural forms.
#pragma once

class QCoreApplication;

namespace rdma {

/// Before the first text is shown.
void loadCatalogue(QCoreApplication &application);

} // namespace rdma
