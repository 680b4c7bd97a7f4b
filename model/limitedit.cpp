// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// From the limits that a file wishes to those that are wanted, line by line. LineDocument would take the CR before a
// newline for a part of the ending; to pam_limits it is a part of the value.
#include "model/limitedit.h"

#include "model/limitfields.h"

#include <algorithm>
#include <ranges>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 kibibyte = 1024;

QByteArray valueText(MemoryAmount amount)
{
    return amount == unlimitedMemory ? "unlimited"_ba : QByteArray::number(amount.bytes / kibibyte);
}

QByteArray padded(const QByteArray &field, qsizetype width)
{
    return field.size() < width ? field.leftJustified(width) : field + ' ';
}

QByteArray lineText(const LimitHolder &holder, const QByteArray &type, MemoryAmount amount)
{
    constexpr qsizetype narrow = 8;
    constexpr qsizetype wide = 16;
    return padded(holder.text().toLatin1(), narrow) + padded(type, narrow) + padded("memlock", wide) +
           valueText(amount) + '\n';
}

} // namespace

std::vector<OwnLimitLine> ownLimitLinesIn(const QByteArray &file, const PamLimits &pam)
{
    std::vector<OwnLimitLine> lines;
    for (const LimitRule &rule : limitLinesIn({QString(rdmaLimitsFile), file}, pam).rules)
        if (const auto holder = LimitHolder::fromText(QString::fromLatin1(rule.domain.text));
            holder && rule.kind != LimitRule::Exempt)
            lines.push_back({static_cast<std::size_t>(rule.line - 1), *holder, rule.kind, rule.amount});
    return lines;
}

LimitEdit::LimitEdit(const QByteArray &file, const PamLimits &pam) : m_pam(pam), m_own(ownLimitLinesIn(file, pam))
{
    for (const OwnLimitLine &own : m_own)
        m_ofHolder[own.holder].push_back(own);
    for (qsizetype start = 0; start < file.size();) {
        const qsizetype newline = file.indexOf('\n', start);
        const qsizetype next = newline < 0 ? file.size() : newline + 1;
        m_lines.push_back(file.sliced(start, next - start));
        start = next;
    }
}

/// A CR behind the value goes with it, also where pam_limits is one that does not mind: its successor will.
void LimitEdit::setValue(std::size_t line, MemoryAmount amount)
{
    const LimitFields fields = limitFieldsOf(m_lines[line], m_pam.readsWords);
    const qsizetype end = fields.valueAt + fields.value.size();
    const bool hasReturn = QByteArrayView(m_lines[line]).sliced(end).startsWith('\r');
    m_lines[line].replace(fields.valueAt, fields.value.size() + (hasReturn ? 1 : 0), valueText(amount));
}

/// What stands behind the old value, a comment, goes to the first of the new lines.
void LimitEdit::setLines(std::size_t line, QByteArray text)
{
    const LimitFields fields = limitFieldsOf(m_lines[line], m_pam.readsWords);
    QByteArray behind = m_lines[line].sliced(fields.valueAt + fields.value.size());
    while (behind.endsWith('\n') || behind.endsWith('\r'))
        behind.chop(1);
    text.insert(text.indexOf('\n'), behind);
    m_lines[line] = text;
}

/// Of a line about both sides, one of which nobody wishes any more.
void LimitEdit::keepOneSide(const OwnLimitLine &own, const WantedLimit &wanted, bool decides)
{
    const QByteArray type = wanted.soft ? "soft" : "hard";
    if (decides)
        setLines(own.line, lineText(own.holder, type, wanted.soft ? *wanted.soft : *wanted.hard));
    else
        m_lines[own.line].clear();
}

void LimitEdit::changeLine(const OwnLimitLine &own, const WantedLimit &wanted, bool decidesSoft, bool decidesHard)
{
    const bool isBoth = own.kind == LimitRule::Both;
    const bool wantsSoft = wanted.soft.has_value() && own.kind != LimitRule::Hard;
    const bool wantsHard = wanted.hard.has_value() && own.kind != LimitRule::Soft;
    if (!wantsSoft && !wantsHard)
        m_lines[own.line].clear();
    else if (isBoth && !(wantsSoft && wantsHard))
        keepOneSide(own, wanted, wantsSoft ? decidesSoft : decidesHard);
    else if (decidesSoft && decidesHard && *wanted.soft != *wanted.hard)
        setLines(own.line, lineText(own.holder, "soft", *wanted.soft) + lineText(own.holder, "hard", *wanted.hard));
    else if (decidesSoft && *wanted.soft != own.amount)
        setValue(own.line, *wanted.soft);
    else if (decidesHard && *wanted.hard != own.amount)
        setValue(own.line, *wanted.hard);
}

/// From the last line to the first: the last one decides.
void LimitEdit::change(const LimitHolder &holder, const WantedLimit &wanted)
{
    bool sawSoft = false;
    bool sawHard = false;
    for (const OwnLimitLine &own : std::views::reverse(m_ofHolder[holder])) {
        const bool isSoft = own.kind != LimitRule::Hard;
        const bool isHard = own.kind != LimitRule::Soft;
        changeLine(own, wanted, isSoft && !sawSoft, isHard && !sawHard);
        sawSoft = sawSoft || isSoft;
        sawHard = sawHard || isHard;
    }
    add(holder, {sawSoft ? std::nullopt : wanted.soft, sawHard ? std::nullopt : wanted.hard});
}

void LimitEdit::add(const LimitHolder &holder, const WantedLimit &missing)
{
    QByteArray text;
    if (missing.soft)
        text += lineText(holder, "soft", *missing.soft);
    if (missing.hard)
        text += lineText(holder, "hard", *missing.hard);
    if (!text.isEmpty())
        m_added[placeFor(holder)] += text;
}

/// Behind the lines of its kind or of a weaker one; before the stronger; before the end that the guide's file has.
std::size_t LimitEdit::placeFor(const LimitHolder &holder) const
{
    const auto isStronger = [&](const OwnLimitLine &own) { return own.holder.kind() > holder.kind(); };
    const auto weaker = std::ranges::find_if_not(m_own.rbegin(), m_own.rend(), isStronger);
    if (weaker != m_own.rend())
        return weaker->line + 1;
    if (!m_own.empty())
        return m_own.front().line;
    const auto end =
        std::ranges::find_if(m_lines, [](const QByteArray &line) { return line.trimmed() == limitsFileEnd; });
    return static_cast<std::size_t>(end - m_lines.begin());
}

QByteArray LimitEdit::bytes() const
{
    QByteArray file;
    for (std::size_t line = 0; line <= m_lines.size(); ++line) {
        if (const auto added = m_added.find(line); added != m_added.end()) {
            if (!file.isEmpty() && !file.endsWith('\n'))
                file += '\n';
            file += added->second;
        }
        if (line < m_lines.size())
            file += m_lines[line];
    }
    return file;
}

} // namespace rdma
