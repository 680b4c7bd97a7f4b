// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// From words to assignments: which commands are nothing but assignments, and when bash runs them.
#include "model/shellassignments.h"

#include "model/append.h"
#include "model/shellwords.h"

#include <algorithm>
#include <array>

namespace rdma {

namespace {

using Names = QByteArrayView;

constexpr std::array<Names, 7> closingWords{"then", "else", "elif", "fi", "do", "done", "esac"};
constexpr std::array<Names, 10> openingWords{"if",    "case",     "for",  "select", "while",
                                             "until", "function", "time", "coproc", "!"};

/// Their assignment fails, means something else or changes how the script that sources the file goes on: bash(1),
/// "Shell Variables", and redhat/rdma.kernel-init of rdma-core 13.
constexpr std::array<Names, 38> specialNames{"CONFIG",   "COLUMNS",    "DIRSTACK",
                                             "ENV",      "EUID",       "EXECIGNORE",
                                             "FCEDIT",   "FIGNORE",    "FUNCNAME",
                                             "FUNCNEST", "GLOBIGNORE", "GROUPS",
                                             "HOME",     "HOSTFILE",   "IFS",
                                             "LANG",     "LANGUAGE",   "LINENO",
                                             "LINES",    "MAPFILE",    "MODPROBE_OPTIONS",
                                             "OPTARG",   "OPTERR",     "OPTIND",
                                             "PATH",     "PIPESTATUS", "POSIXLY_CORRECT",
                                             "PPID",     "RANDOM",     "RC",
                                             "REPLY",    "SECONDS",    "SHELLOPTS",
                                             "SHLVL",    "SRANDOM",    "TMPDIR",
                                             "UID",      "_"};
constexpr std::array<Names, 8> specialStarts{"BASH", "COMP", "COPROC", "EPOCH", "HIST", "LC_", "LD_", "LOAD_"};

template <std::size_t N> bool isOneOf(const std::array<Names, N> &names, QByteArrayView text)
{
    return std::ranges::find(names, text) != names.end();
}

bool isSpecial(QByteArrayView name)
{
    return isOneOf(specialNames, name) ||
           std::ranges::any_of(specialStarts, [&](Names start) { return name.startsWith(start); });
}

bool isName(QByteArrayView text)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !text.isEmpty() && isLetter(text[0]) &&
           std::ranges::all_of(text, [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

bool isPlain(const ShellToken &word)
{
    return word.quoted >= word.text.size();
}

std::optional<ShellAssignment> assignmentIn(const ShellToken &word)
{
    if (word.equals < 1 || word.quoted <= word.equals)
        return std::nullopt;
    const bool appends = word.text[word.equals - 1] == '+';
    QByteArray name = word.text.first(word.equals - (appends ? 1 : 0));
    if (!isName(name))
        return std::nullopt;
    return ShellAssignment{.name = std::move(name),
                           .value = word.text.sliced(word.equals + 1),
                           .appends = appends,
                           .line = word.line,
                           .from = word.from,
                           .to = word.to};
}

/// What a word says that cannot stand where it does.
ShellProblem problemOf(const ShellToken &word, bool isFirst)
{
    if (isFirst && isPlain(word) && isOneOf(closingWords, word.text))
        return ShellProblem::MisplacedToken;
    const bool opens = isFirst && isPlain(word) && isOneOf(openingWords, word.text);
    return opens ? ShellProblem::Compound : ShellProblem::Command;
}

class Commands {
public:
    explicit Commands(const QByteArray &file) : m_words(file) {}

    ShellReading read()
    {
        while (!m_ended && !m_reading.refusal)
            takeToken();
        if (m_reading.refusal && !isSyntaxError(m_reading.refusal->problem))
            m_reading.assignments.clear();
        return std::move(m_reading);
    }

private:
    enum class Command { None, Assignments, Export, LoneReturn };

    void takeToken()
    {
        const auto token = m_words.next(m_command == Command::None);
        if (!token)
            refuse(token.error(), m_words.line());
        else if (token->kind == ShellToken::Word)
            takeWord(*token);
        else
            endCommand(*token);
    }

    void refuse(ShellProblem problem, int line) { m_reading.refusal = ShellRefusal{problem, line}; }

    void takeWord(const ShellToken &word)
    {
        const bool isFirst = m_command == Command::None;
        const auto assignment = assignmentIn(word);
        if (m_command == Command::LoneReturn)
            refuse(ShellProblem::Command, word.line);
        else if (assignment)
            takeAssignment(*assignment);
        else if (isFirst && isPlain(word) && word.text == "export")
            m_command = Command::Export;
        else if (isFirst && isPlain(word) && word.text == "\r") // an empty line ended by CR LF: a command of no name
            m_command = Command::LoneReturn;
        else if (m_command != Command::Export || !isPlain(word) || !isName(word.text))
            refuse(problemOf(word, isFirst), word.line);
    }

    void takeAssignment(const ShellAssignment &assignment)
    {
        if (isSpecial(assignment.name))
            refuse(ShellProblem::SpecialVariable, assignment.line);
        m_pending.push_back(assignment);
        if (m_command == Command::None)
            m_command = Command::Assignments;
    }

    /// bash runs what stands on a line when it has read all of it.
    void endCommand(const ShellToken &token)
    {
        m_command = Command::None;
        m_ended = token.kind == ShellToken::End;
        if (token.kind == ShellToken::Semicolon)
            return;
        for (ShellAssignment &assignment : m_pending)
            assignment.nextCommandLine = token.to;
        append(m_reading.assignments, std::exchange(m_pending, {}));
    }

    ShellWords m_words;
    ShellReading m_reading;
    std::vector<ShellAssignment> m_pending;
    Command m_command = Command::None;
    bool m_ended = false;
};

} // namespace

ShellReading readShell(const QByteArray &file)
{
    if (const qsizetype at = file.indexOf('\0'); at >= 0) // bash takes such a file for a program, or drops the byte
        return {{}, ShellRefusal{ShellProblem::ControlCharacter, static_cast<int>(file.first(at).count('\n')) + 1}};
    return Commands(file).read();
}

std::optional<ShellValue> valueIn(const ShellReading &reading, QByteArrayView name)
{
    std::optional<ShellValue> found;
    for (const ShellAssignment &one : reading.assignments) {
        if (one.name != name)
            continue;
        if (!found || !one.appends)
            found.emplace();
        found->value += one.value;
        found->line = one.line;
    }
    return found;
}

} // namespace rdma
