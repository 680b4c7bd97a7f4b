// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which sentence fits which error: tables of translatable sentences, chosen by code and detail.
#pragma once

#include "model/result.h"

namespace rdma {

/// %1 is the error's subject, %2 its detail. `general` is said instead of `happened` when there is no subject.
struct ErrorSentence {
    const char *happened;
    const char *next;
    const char *general = nullptr;
    QString detail = {};  ///< %2, when it is only a part of the error's detail
    QString subject = {}; ///< %1, when it is only a part of the error's subject
};

[[nodiscard]] ErrorSentence errorSentence(const Error &error);
[[nodiscard]] QString translatedSentence(const char *sentence);

} // namespace rdma
