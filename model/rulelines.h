// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A rules file as the rules udev reads: physical lines joined where they are continued, and edits of one rule.
#pragma once

#include "model/linedocument.h"
#include "model/result.h"

#include <vector>

namespace rdma {

/// One rule, from one or several physical lines.
struct RuleLine {
    struct Part {
        qsizetype line = 0;   ///< in the document, from 0
        qsizetype offset = 0; ///< in that line's text
        qsizetype start = 0;  ///< in `text`
        qsizetype size = 0;

        bool operator==(const Part &) const = default;
    };

    QByteArray text; ///< for parseRule()
    std::vector<Part> parts;

    [[nodiscard]] int number() const { return static_cast<int>(parts.front().line) + 1; } ///< for people, from 1
    bool operator==(const RuleLine &) const = default;
};

struct RuleLines {
    std::vector<RuleLine> rules; ///< no blank lines, no comments
    bool open = false;           ///< the file ends within a continued line, which udev ignores

    bool operator==(const RuleLines &) const = default;
};

/// BadFile when a line is so long that udev ignores the whole file.
[[nodiscard]] Result<RuleLines> ruleLines(const LineDocument &document);

/// The document with another value of the rule's NAME. NotSupported (detail: the line) when that value is spread over
/// several lines; InvalidWish for a name that ifname.h refuses.
[[nodiscard]] Result<LineDocument> withRuleName(LineDocument document, const RuleLine &rule, const QByteArray &name);

/// The document without the rule's lines; comments between them stay. NotSupported when another rule shares a line.
[[nodiscard]] Result<LineDocument> withoutRule(LineDocument document, const RuleLine &rule);

/// The document with one more rule at its end. BadFile when the file ends within a continued line: what follows would
/// become a part of it.
[[nodiscard]] Result<LineDocument> withRule(LineDocument document, const QByteArray &text);

} // namespace rdma
