// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Splitting and joining lines exactly as systemd's read_line() and udev_rules_parse_file() do.
#include "model/rulelines.h"

#include "model/ifname.h"
#include "model/udevrules.h"

#include <algorithm>
#include <ranges>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxLineBytes = 16384; // UDEV_LINE_SIZE

/// Where a line of udev's stands in the document.
struct Span {
    qsizetype line = 0;
    qsizetype offset = 0;
    QByteArray text;
};

unsigned endingOf(char c)
{
    return c == '\n' ? 1U : c == '\r' ? 2U : c == '\0' ? 4U : 0U;
}

/// For udev CR and NUL end a line, too, and LF CR is one ending: finer than the document's lines.
std::vector<Span> splitLikeUdev(const QByteArray &bytes)
{
    std::vector<Span> spans;
    unsigned seen = 0;
    bool fresh = true;
    qsizetype line = 0;
    qsizetype lineStart = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const unsigned ending = endingOf(bytes[i]);
        if (fresh || (seen & 4U) != 0 || (seen != 0 && ending == 0) || (seen & ending) != 0) {
            spans.push_back({line, i - lineStart, {}});
            seen = 0;
            fresh = false;
        }
        if (ending == 0)
            spans.back().text += bytes[i];
        seen |= ending;
        if (bytes[i] == '\n') {
            ++line;
            lineStart = i + 1;
        }
    }
    return spans;
}

void skipLeadingBlanks(Span &span)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    const auto first = std::ranges::find_if_not(span.text, isBlank);
    const qsizetype blanks = first - span.text.cbegin();
    span.text.remove(0, blanks);
    span.offset += blanks;
}

void join(RuleLine &rule, const Span &span)
{
    rule.parts.push_back({span.line, span.offset, rule.text.size(), span.text.size()});
    rule.text += span.text;
}

/// udev looks at the end of what it has joined so far, even if the last line added nothing to it.
bool takeBackslash(RuleLine &rule)
{
    if (!rule.text.endsWith('\\'))
        return false;
    rule.text.chop(1);
    for (RuleLine::Part &part : std::views::reverse(rule.parts)) {
        part.start = std::min(part.start, rule.text.size());
        if (part.size > 0) {
            --part.size;
            break;
        }
    }
    return true;
}

/// The part of the rule in which the bytes from start on lie as a whole.
const RuleLine::Part *partWith(const RuleLine &rule, qsizetype start, qsizetype size)
{
    const auto holds = [=](const RuleLine::Part &part) {
        return part.start <= start && start + size <= part.start + part.size;
    };
    const auto part = std::ranges::find_if(rule.parts, holds);
    return part == rule.parts.end() ? nullptr : &*part;
}

} // namespace

Result<RuleLines> ruleLines(const LineDocument &document)
{
    RuleLines lines;
    RuleLine rule;
    for (Span &span : splitLikeUdev(document.bytes())) {
        if (span.text.size() >= maxLineBytes)
            return fail(ErrorCode::BadFile, QString::number(span.line + 1), u"line too long for udev"_s);
        skipLeadingBlanks(span);
        if (span.text.startsWith('#'))
            continue; // even between continued lines
        join(rule, span);
        lines.open = takeBackslash(rule);
        if (lines.open)
            continue;
        if (!rule.text.isEmpty() && rule.text.size() < maxLineBytes)
            lines.rules.push_back(std::move(rule));
        rule = {};
    }
    return lines;
}

Result<LineDocument> withRuleName(LineDocument document, const RuleLine &rule, const QByteArray &name)
{
    if (const NameProblem problem = problemOf(QString::fromUtf8(name)); problem != NameProblem::None)
        return fail(ErrorCode::InvalidWish, QString::fromUtf8(name), nameOf(problem));
    const auto tokens = parseRule(rule.text);
    const RuleToken *assignment = tokens ? nameAssignment(*tokens) : nullptr;
    const RuleLine::Part *part =
        assignment ? partWith(rule, assignment->valueStart, assignment->value.size()) : nullptr;
    if (!part)
        return fail(ErrorCode::NotSupported, {}, QString::number(rule.number()));
    const qsizetype at = part->offset + assignment->valueStart - part->start;
    document.setText(part->line, document.text(part->line).replace(at, assignment->value.size(), name));
    return document;
}

Result<LineDocument> withoutRule(LineDocument document, const RuleLine &rule)
{
    for (const RuleLine::Part &part : rule.parts)
        if (const QByteArray text = document.text(part.line); text.contains('\r') || text.contains('\0'))
            return fail(ErrorCode::NotSupported, {}, QString::number(part.line + 1));
    for (const RuleLine::Part &part : std::views::reverse(rule.parts))
        document.remove(part.line);
    return document;
}

Result<LineDocument> withRule(LineDocument document, const QByteArray &text)
{
    const auto lines = ruleLines(document);
    if (!lines)
        return std::unexpected(lines.error());
    if (lines->open)
        return fail(ErrorCode::BadFile, {}, u"ends within a continued line"_s);
    document.append(text);
    return document;
}

} // namespace rdma
