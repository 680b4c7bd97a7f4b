// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Drop-ins as hands leave them, each beside a unit whose own file says 1536 bytes.
#pragma once

#include "model/unitmemlock.h"

namespace rdma {

inline const QByteArray unitWith1536 = "[Service]\nExecStart=/bin/true\nLimitMEMLOCK=1.5K\n";

constexpr MemoryLimit bothSides(quint64 bytes)
{
    return {{bytes}, {bytes}};
}

struct MangledDropIn {
    const char *name;
    QByteArray bytes;
    quint64 expected; ///< of both sides
};

inline const std::vector<MangledDropIn> mangledDropIns{
    {"empty", "", 1536},
    {"plain", "[Service]\nLimitMEMLOCK=9K\n", 9216},
    {"infinity", "[Service]\nLimitMEMLOCK=infinity\n", unlimitedMemory.bytes},
    {"pam_limits' word", "[Service]\nLimitMEMLOCK=unlimited\n", 1536},
    {"capital infinity", "[Service]\nLimitMEMLOCK=Infinity\n", 1536},
    {"the last one holds", "[Service]\nLimitMEMLOCK=7K\nLimitMEMLOCK=9K\n", 9216},
    {"an empty one takes nothing back", "[Service]\nLimitMEMLOCK=9K\nLimitMEMLOCK=\n", 9216},
    {"a wrong one takes nothing back", "[Service]\nLimitMEMLOCK=9K\nLimitMEMLOCK=lots\n", 9216},
    {"no final newline", "[Service]\nLimitMEMLOCK=9K", 9216},
    {"CRLF", "[Service]\r\nLimitMEMLOCK=9K\r\n", 9216},
    {"CR", "[Service]\rLimitMEMLOCK=9K\r", 9216},
    {"NUL", QByteArray("[Service]\nLimitMEMLOCK=9K\0LimitMEMLOCK=8K\n", 41), 8192},
    {"blanks around", " [Service] \n\tLimitMEMLOCK = 9K \n", 9216},
    {"blanks within", "[Service]\nLimitMEMLOCK=9 K 5\n", 9221},
    {"no blank before the colon", "[Service]\nLimitMEMLOCK=9K : 10K\n", 1536},
    {"byte order mark", "\xef\xbb\xbf[Service]\nLimitMEMLOCK=9K\n", 9216},
    {"no section", "LimitMEMLOCK=9K\n", 1536},
    {"another section", "[Unit]\nLimitMEMLOCK=9K\n[Install]\nLimitMEMLOCK=9K\n", 1536},
    {"a small section", "[service]\nLimitMEMLOCK=9K\n", 1536},
    {"a section of nobody", "[X-Ours]\nLimitMEMLOCK=8K\n[Service]\nLimitMEMLOCK=9K\n", 9216},
    {"a section without a name", "[Service]\nLimitMEMLOCK=9K\n[]\nLimitMEMLOCK=8K\n", 9216},
    {"the section again", "[Service]\nLimitMEMLOCK=8K\n[Unit]\n[Service]\nLimitMEMLOCK=9K\n", 9216},
    {"a small key", "[Service]\nlimitmemlock=9K\n", 1536},
    {"a key that begins alike", "[Service]\nLimitMEMLOCKSoft=9K\nLimitMEMLOCK =8K\n", 8192},
    {"a comment behind", "[Service]\nLimitMEMLOCK=9K # nine\n", 1536},
    {"comments", "# [Service]\n; x\n[Service]\n  # LimitMEMLOCK=8K\n;LimitMEMLOCK=8K\nLimitMEMLOCK=9K\n", 9216},
    {"continued", "[Service]\nLimitMEMLOCK=\\\n  9K\n", 9216},
    {"continued over a comment", "[Service]\nLimitMEMLOCK=\\\n# c\n 9K\n", 9216},
    {"continued to the end", "[Service]\nLimitMEMLOCK=9K\\", 9216},
    {"a continued key", "[Service]\nLimit\\\nMEMLOCK=9K\n", 1536},
    {"a comment is not continued", "[Service]\n# c \\\nLimitMEMLOCK=9K\n", 9216},
    {"two backslashes", "[Service]\nLimitMEMLOCK=9K\\\\\nLimitMEMLOCK=8K\n", 8192},
    {"a backslash within", "[Service]\nLimitMEMLOCK=9\\K\n", 9216},
    {"quotes", "[Service]\nLimitMEMLOCK=\"9K\"\n", 1536},
    {"no key and no equals sign", "[Service]\n=5\nfoo\nLimitMEMLOCK=9K\n", 9216},
    {"an open header ends it", "[Service]\nLimitMEMLOCK=9K\n[Service\nLimitMEMLOCK=8K\n", 9216},
    {"only a bracket ends it", "[Service]\nLimitMEMLOCK=9K\n[\nLimitMEMLOCK=8K\n", 9216},
    {"a bad header ends it", "[Service]\nLimitMEMLOCK=9K\n[a\x01z]\n[Service]\nLimitMEMLOCK=8K\n", 9216},
    {"a header with a quote ends it", "[Service]\nLimitMEMLOCK=9K\n[X-\"a\"]\n[Service]\nLimitMEMLOCK=8K\n", 9216},
    {"not UTF-8 ends it", "[Service]\nLimitMEMLOCK=9K\n\xff=1\nLimitMEMLOCK=8K\n", 9216},
    {"a noncharacter ends it", "[Service]\nLimitMEMLOCK=9K\nX=\xef\xbf\xbe\nLimitMEMLOCK=8K\n", 9216},
    {"not UTF-8 in a comment", "[Service]\n# \xff\nLimitMEMLOCK=9K\n", 9216},
    {"too large", "[Service]\nLimitMEMLOCK=16E\nLimitMEMLOCK=18446744073709551615\nLimitMEMLOCK=-1\n", 1536},
    {"nothing at all", "[Service]\nLimitMEMLOCK=0\n", 0},
};

} // namespace rdma
