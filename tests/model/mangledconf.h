// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files for bash as people write them, and combinations of all that is allowed in them.
#pragma once

#include "random.h"

#include <QByteArrayList>

namespace rdma {

inline const QByteArrayList shellNames{
    "IPOIB_LOAD",    "SRP_LOAD",     "SRPT_LOAD",     "ISER_LOAD", "ISERT_LOAD", "RDS_LOAD",
    "XPRTRDMA_LOAD", "SVCRDMA_LOAD", "NFSoRDMA_LOAD", "A",         "B",          "y"};

/// Understood, each of them.
inline const QByteArrayList mangledConfs{
    "",
    "\n",
    "# nothing\n",
    "IPOIB_LOAD=yes",
    "IPOIB_LOAD=\"yes\"\nSRP_LOAD='yes'\nRDS_LOAD=$'yes'\n",
    "export IPOIB_LOAD=yes\nexport SRP_LOAD\nexport\n",
    "export SRP_LOAD=no IPOIB_LOAD SRP_LOAD=yes\n",
    "IPOIB_LOAD=yes # as always\nSRP_LOAD=no#not_a_comment\nRDS_LOAD=#neither\n",
    "IPOIB_LOAD=yes\nIPOIB_LOAD=no\n",
    "IPOIB_LOAD=no IPOIB_LOAD=yes SRP_LOAD=yes\n",
    "IPOIB_LOAD=yes; SRP_LOAD=yes;RDS_LOAD=no ;\n",
    "  \t IPOIB_LOAD=yes\t \n",
    "IPOIB_LOAD=Yes\nSRP_LOAD=YES\nRDS_LOAD=1\nISER_LOAD=true\nISERT_LOAD=\n",
    "IPOIB_LOAD=yes\r\n\r\n# comment\r\nSRP_LOAD=no\r\nRDS_LOAD=\"yes\"\r\n",
    "IPOIB_LOAD=yes # the CR is the comment's\r\nSRP_LOAD=yes",
    "IPOIB_LOAD=y\\\nes\nSRP_\\\nLOAD=yes\n",
    "IPOIB_LOAD=\\\nyes \\\n SRP_LOAD=yes \\\n# a comment\nRDS_LOAD=yes\n",
    "# a comment goes on nowhere \\\nIPOIB_LOAD=yes\n",
    "IPOIB_LOAD=\"y\\\nes\"\nSRP_LOAD='y\\\nes'\nRDS_LOAD=\"a\\b\\\"c\\\\\"\n",
    "IPOIB_LOAD=y'e's\nSRP_LOAD=\"\"yes''\nRDS_LOAD=\\y\\e\\s\nISER_LOAD=$'y\\'e\\\"\\\\s\\n\\t\\r'\n",
    "IPOIB_LOAD=\"yes\nSRP_LOAD=no\n\"\nRDS_LOAD=yes\n",
    "IPOIB_LOAD=no\nIPOIB_LOAD+=x\nSRP_LOAD+=yes\nexport RDS_LOAD+=y\nRDS_LOAD+=es\n",
    "IPOIB_LOAD='it'\"'\"'s'\nSRP_LOAD=a=b\nRDS_LOAD==\nISER_LOAD=a!b%^@,:./-_+]\n",
    "IPOIB_LOAD=yes\xc2\xa0\nSRP_LOAD=\xff\xe9\nRDS_LOAD=\"\xa0\"\n",
    "#!/bin/bash\nIPOIB_LOAD=yes\n",
    "MLX4_LOAD=yes\nNFSoRDMA_PORT=2050\nSRP_DEFAULT_TL_RETRY_COUNT=7\nIPOIB_LOAD=yes\n",
    "IPOIB_LOAD= SRP_LOAD=yes\n",
    "\\\n\nIPOIB_LOAD=yes\n",
    "# it's one \"quote $(here) `and` there\nIPOIB_LOAD=yes\n",
    "ipoib_load=yes\nIPOIB_LOADX=yes\n",
    "IPOIB_LOAD=yes\nfoo=bar # unknown\n_x1=''\n"};

/// Of bytes that mean something to a shell.
inline QByteArray noise()
{
    return random::bytes(24, "AB==+ \t\n\n\"'\\#;$y\r.&|(");
}

/// One assignment in some spelling, and with what may surround it.
inline QByteArray randomAssignment()
{
    static const QByteArrayList spellings{"yes",      "no",  "\"yes\"",  "'no'",        "$'yes'", "y\"e\"s",    "\\yes",
                                          "y\\\nes",  "",    "\"y es\"", "'a\nb'",      "Yes",    "yes\\ ",     "'#'",
                                          "\"\\\"\"", "a#b", "\"'\"",    "$'a\\tb\\''", "a=b",    "yes\xc2\xa0"};
    const QByteArray name = shellNames[random::below(static_cast<int>(shellNames.size()))];
    const QByteArray spelling = spellings[random::below(static_cast<int>(spellings.size()))];
    return name + (random::below(5) == 0 ? "+=" : "=") + spelling;
}

inline QByteArray randomConf()
{
    static const QByteArrayList starts{"", "", "", "export ", " \t", "\\\n"};
    static const QByteArrayList between{" ", "; ", "\t", ";", " \\\n "};
    static const QByteArrayList ends{"\n",   "\n",    "\r\n", " # it's \"done\n", ";\n", "\n# SRP_LOAD=yes\n",
                                     "\n\n", "\n\r\n"};
    const auto oneOf = [](const QByteArrayList &list) { return list[random::below(static_cast<int>(list.size()))]; };
    QByteArray file;
    for (int left = 1 + random::below(8); left > 0; --left) {
        file += oneOf(starts) + randomAssignment();
        if (random::below(3) == 0)
            file += oneOf(between) + randomAssignment();
        file += oneOf(ends);
    }
    return random::coin() ? file : file + randomAssignment();
}

} // namespace rdma
