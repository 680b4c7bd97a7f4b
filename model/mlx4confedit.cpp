// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Edits of mlx4.conf: one card's line, and no other.
#include "model/mlx4conf.h"
#include "model/pciaddress.h"

#include <algorithm>
#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

std::optional<Mlx4ConfLine> lastNaming(const LineDocument &document, const QString &slot)
{
    std::optional<Mlx4ConfLine> found;
    for (const Mlx4ConfLine &line : mlx4ConfLines(document))
        if (line.slot == slot)
            found = line;
    return found;
}

bool isUnderstood(const QByteArray &text)
{
    const auto lines = mlx4ConfLines(LineDocument(text + '\n'));
    return lines.size() == 1 && lines.front().verdict == Mlx4ConfVerdict::Understood;
}

Result<QByteArray> textFor(const QString &slot, const PortTypes &types)
{
    if (!isPciAddress(slot))
        return fail(ErrorCode::InvalidWish, slot.left(64), u"slot"_s);
    QByteArray text = slot.toLatin1();
    int expected = 1;
    for (const auto &[port, type] : types) {
        const QString word = nameOf(mlx4TypeWords, type);
        if (port != expected++ || port > 2 || word.isEmpty())
            return fail(ErrorCode::InvalidWish, slot, u"types"_s);
        text += ' ' + word.toLatin1();
    }
    if (!isUnderstood(text))
        return fail(ErrorCode::InvalidWish, slot, u"types"_s);
    return text;
}

/// Not behind a line that would swallow it, nor behind one that a newline would bring to life.
qsizetype placeForNew(const LineDocument &document)
{
    const auto lines = mlx4ConfLines(document);
    const bool hasOpenEnd = document.count() > 0 && !document.bytes().endsWith('\n');
    qsizetype place = document.count() - (hasOpenEnd ? 1 : 0);
    while (place > 0 && lines[static_cast<std::size_t>(place) - 1].continues)
        --place;
    return place;
}

/// Alone, what was joined to it would be read as lines.
void removeWhole(LineDocument &document, const std::vector<Mlx4ConfLine> &lines, std::size_t first)
{
    std::size_t last = first;
    while (lines[last].continues && last + 1 < lines.size())
        ++last;
    for (std::size_t i = last + 1; i-- > first;)
        document.remove(lines[i].line - 1);
}

/// At once: there may be hundreds of thousands of lines in a megabyte.
QByteArray bytesWithout(const QByteArray &bytes, const std::set<int> &numbers)
{
    QByteArray left;
    int number = 0;
    for (qsizetype begin = 0, end = 0; begin < bytes.size(); begin = end) {
        const qsizetype newline = bytes.indexOf('\n', begin);
        end = newline == -1 ? bytes.size() : newline + 1;
        if (!numbers.contains(++number))
            left += bytes.sliced(begin, end - begin);
    }
    return left;
}

} // namespace

Result<void> setTypes(LineDocument &document, const QString &slot, const PortTypes &types)
{
    const auto text = textFor(slot, types);
    if (!text)
        return std::unexpected(text.error());
    const auto present = lastNaming(document, slot);
    if (present && present->verdict == Mlx4ConfVerdict::Understood && present->types == types)
        return {};
    if (present)
        removeWhole(document, mlx4ConfLines(document), static_cast<std::size_t>(present->line) - 1);
    document.insert(present ? present->line - 1 : placeForNew(document), *text);
    return {};
}

Result<void> removeTypes(LineDocument &document, const QString &slot)
{
    if (!isPciAddress(slot))
        return fail(ErrorCode::InvalidWish, slot.left(64), u"slot"_s);
    const auto lines = mlx4ConfLines(document);
    for (std::size_t i = lines.size(); i-- > 0;)
        if (lines[i].slot == slot)
            removeWhole(document, lines, i);
    return {};
}

Result<void> removeBadLines(LineDocument &document, const std::vector<Mlx4ConfLine> &lines)
{
    const auto bad = badMlx4ConfLines(document);
    auto present = bad.begin();
    std::set<int> going;
    for (const Mlx4ConfLine &line : lines) {
        present = std::find(present, bad.end(), line);
        if (present == bad.end())
            return fail(ErrorCode::Conflict, mlx4ConfPath, u"line %1"_s.arg(line.line));
        going.insert(line.line);
    }
    document = LineDocument(bytesWithout(document.bytes(), going));
    return {};
}

} // namespace rdma
