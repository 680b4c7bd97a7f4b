// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The entry that libFuzzer calls.
#include "tests/fuzz/law.h"

#include <clocale>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's names
extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    std::setlocale(LC_ALL, "C.UTF-8"); // as in the helper: fnmatch() depends on it
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    rdma::fuzz(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}
