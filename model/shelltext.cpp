// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Quoting for the shell (POSIX.1, Shell Command Language 2.2).
#include "model/shelltext.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

QString shellWord(const QString &word)
{
    const auto isPlain = [](QChar c) {
        return c.unicode() < 0x7f && (c.isLetterOrNumber() || QStringView(u"_./:=,@%+-").contains(c));
    };
    if (!word.isEmpty() && std::ranges::all_of(word, isPlain))
        return word;
    return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace rdma
