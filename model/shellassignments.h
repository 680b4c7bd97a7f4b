// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A file that bash sources for its variables: what it assigns, as far as that is certain without running it.
#pragma once

#include <QByteArray>
#include <optional>
#include <vector>

namespace rdma {

struct ShellAssignment {
    QByteArray name;
    QByteArray value;     ///< without its quotes; "yes\r" where the line ends with CR LF: to bash that is part of it
    bool appends = false; ///< name+=value
    int line = 0;         ///< from 1, where it begins
    qsizetype from = 0;   ///< the bytes of the file that hold its operator and value
    qsizetype to = 0;     ///< behind them
    qsizetype nextCommandLine = 0; ///< where a line can be inserted behind it

    bool operator==(const ShellAssignment &) const = default;
};

/// Why nothing of a file, or nothing behind a line of it, is certain.
enum class ShellProblem {
    UnclosedQuote,    ///< bash stops here, and what it read until then holds
    MisplacedToken,   ///< as well: ";;", a closing parenthesis, "fi"
    Expansion,        ///< variables, command substitution, patterns, braces, escapes that differ
    Command,          ///< something that is neither an assignment nor a plain export
    Redirection,      ///< and here documents
    Compound,         ///< if, loops, functions, subshells, pipelines, background commands, arrays
    SpecialVariable,  ///< one that bash or the script that sources the file uses itself
    ControlCharacter, ///< which bash uses inside of itself, or NUL
    OpenEnd,          ///< the file ends with a backslash
};

[[nodiscard]] constexpr bool isSyntaxError(ShellProblem problem)
{
    return problem == ShellProblem::UnclosedQuote || problem == ShellProblem::MisplacedToken;
}

struct ShellRefusal {
    ShellProblem problem = ShellProblem::Command;
    int line = 0; ///< from 1: where what is not understood begins

    bool operator==(const ShellRefusal &) const = default;
};

struct ShellReading {
    /// In bash's order. With a syntax error: of the lines before it, which bash has run by then. With anything else
    /// that is refused: none, for what follows may take them back.
    std::vector<ShellAssignment> assignments;
    std::optional<ShellRefusal> refusal;

    bool operator==(const ShellReading &) const = default;
};

[[nodiscard]] ShellReading readShell(const QByteArray &file);

struct ShellValue {
    QByteArray value;
    int line = 0; ///< of the last assignment, from 1

    bool operator==(const ShellValue &) const = default;
};

/// nullopt: it is not assigned.
[[nodiscard]] std::optional<ShellValue> valueIn(const ShellReading &reading, QByteArrayView name);

} // namespace rdma
