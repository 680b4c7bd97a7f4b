// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the kernel writes paths into its tables.
#include "helper/proctable.h"

namespace rdma {

QByteArray unescaped(const QByteArray &text)
{
    QByteArray plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        bool octal = false;
        const int code = text[i] == '\\' ? text.mid(i + 1, 3).toInt(&octal, 8) : 0;
        plain += octal ? static_cast<char>(code) : text[i];
        i += octal ? 3 : 0;
    }
    return plain;
}

} // namespace rdma
