// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Edits of mlx4.conf: one card's line, and no other.
#include "model/mlx4conf.h"
#include "model/pcislot.h"

#include <algorithm>
#include <ranges>

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
    if (!isPciSlot(slot))
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
    const bool hasOpenEnd = document.count() > 0 && !document.bytes().endsWith('\n');
    qsizetype place = document.count() - (hasOpenEnd ? 1 : 0);
    while (place > 0 && document.text(place - 1).endsWith('\\'))
        --place;
    return place;
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
        document.remove(present->line - 1);
    document.insert(present ? present->line - 1 : placeForNew(document), *text);
    return {};
}

Result<void> removeTypes(LineDocument &document, const QString &slot)
{
    if (!isPciSlot(slot))
        return fail(ErrorCode::InvalidWish, slot.left(64), u"slot"_s);
    const auto lines = mlx4ConfLines(document);
    for (const Mlx4ConfLine &line : std::views::reverse(lines))
        if (line.slot == slot)
            document.remove(line.line - 1);
    return {};
}

Result<void> removeBadLine(LineDocument &document, const Mlx4ConfLine &line)
{
    const auto bad = badMlx4ConfLines(document);
    if (std::ranges::find(bad, line) == bad.end())
        return fail(ErrorCode::Conflict, mlx4ConfPath, u"line %1"_s.arg(line.line));
    document.remove(line.line - 1);
    return {};
}

} // namespace rdma
