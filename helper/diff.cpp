// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A unified diff of two versions of a configuration file, for reading.
#include "helper/stepview.h"

#include <QStringDecoder>
#include <dtl/dtl.hpp>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Lines = std::vector<std::string>;

Lines linesOf(const std::optional<QByteArray> &bytes)
{
    Lines lines;
    if (!bytes || bytes->isEmpty())
        return lines;
    const bool terminated = bytes->endsWith('\n');
    for (const QByteArray &line : (terminated ? bytes->chopped(1) : *bytes).split('\n'))
        lines.push_back(line.toStdString());
    return lines;
}

QString escaped(char byte)
{
    return u"\\x%1"_s.arg(static_cast<uint>(static_cast<uchar>(byte)), 2, 16, QChar(u'0'));
}

/// Text for a person: control bytes would move their terminal's cursor, foreign encodings would vanish.
QString readable(const std::string &line)
{
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(QByteArrayView(line));
    const bool foreign = decode.hasError();
    QString out;
    for (qsizetype i = 0; i < (foreign ? qsizetype(line.size()) : text.size()); ++i) {
        const QChar c = foreign ? QLatin1Char(line[std::size_t(i)]) : text[i];
        const bool shown = c == u'\t' || (c.isPrint() && (!foreign || c.unicode() < 0x80));
        out += shown ? QString(c) : c.unicode() < 0x100 ? escaped(char(c.unicode())) : u"\ufffd"_s;
    }
    return out;
}

QChar marker(dtl::edit_t type)
{
    return type == dtl::SES_ADD ? u'+' : type == dtl::SES_DELETE ? u'-' : u' ';
}

using Hunk = dtl::uniHunk<std::pair<std::string, dtl::elemInfo>>;

/// What was removed and what was added, and not what stands around it or between.
void appendChanges(QStringList &diff, const Hunk &hunk)
{
    diff.append(u"@@ -%1 +%2 @@"_s.arg(hunk.a + std::ssize(hunk.common[0])).arg(hunk.c + std::ssize(hunk.common[0])));
    for (const auto &[line, info] : hunk.change)
        if (info.type != dtl::SES_COMMON)
            diff.append(marker(info.type) + readable(line));
}

void appendHunk(QStringList &diff, const Hunk &hunk)
{
    const auto start = [](auto line, auto count) {
        return count == 0 ? line - 1 : line;
    }; // of nothing: the line before
    diff.append(u"@@ -%1,%2 +%3,%4 @@"_s.arg(start(hunk.a, hunk.b)).arg(hunk.b).arg(start(hunk.c, hunk.d)).arg(hunk.d));
    for (const auto &[line, info] : hunk.common[0])
        diff.append(u' ' + readable(line));
    for (const auto &[line, info] : hunk.change)
        diff.append(marker(info.type) + readable(line));
    for (const auto &[line, info] : hunk.common[1])
        diff.append(u' ' + readable(line));
}

} // namespace

QStringList unifiedDiff(const QString &path, const std::optional<QByteArray> &before,
                        const std::optional<QByteArray> &after, Context context)
{
    dtl::Diff<std::string> diff(linesOf(before), linesOf(after));
    diff.compose();
    diff.composeUnifiedHunks();
    QStringList lines{u"--- "_s + (before ? path : u"/dev/null"_s), u"+++ "_s + (after ? path : u"/dev/null"_s)};
    for (const auto &hunk : diff.getUniHunks())
        context == Context::None ? appendChanges(lines, hunk) : appendHunk(lines, hunk);
    return lines;
}

} // namespace rdma
