// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// kmod_config_parse() and kmod_lookup_alias_from_config() of kmod's libkmod, getline_wrapped() of its shared/util.c.
#include "model/modprobeconf.h"

#include "model/append.h"
#include "model/enumnames.h"
#include "model/udevrules.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<ModprobeLine::Kind, 6> commands{{{ModprobeLine::Blacklist, "blacklist"_L1},
                                                     {ModprobeLine::Install, "install"_L1},
                                                     {ModprobeLine::Alias, "alias"_L1},
                                                     {ModprobeLine::Options, "options"_L1},
                                                     {ModprobeLine::Remove, "remove"_L1},
                                                     {ModprobeLine::Softdep, "softdep"_L1}}};

/// Lines joined where a backslash ends one, also that of a comment; any other backslash goes, and what follows it
/// stays.
class WrappedLines {
public:
    explicit WrappedLines(const QByteArray &file) : m_file(file) {}

    [[nodiscard]] bool atEnd() const { return m_at >= m_file.size(); }
    [[nodiscard]] int number() const { return m_began; }
    QByteArray next()
    {
        m_began = m_line;
        QByteArray text;
        for (; !atEnd() && m_file[m_at] != '\n'; ++m_at)
            if (m_file[m_at] != '\\')
                text += m_file[m_at];
            else if (++m_at < m_file.size() && m_file[m_at] != '\n')
                text += m_file[m_at];
            else
                ++m_line;
        ++m_at;
        ++m_line;
        const qsizetype end = text.indexOf('\0'); // to kmod it is a string of C
        return end < 0 ? text : text.first(end);
    }

private:
    const QByteArray &m_file;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_began = 1;
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// strtok_r(): the blanks before a word go, and one behind it.
QByteArray takeWord(QByteArray &rest)
{
    const auto begin = std::ranges::find_if_not(rest, isBlank);
    const auto end = std::find_if(begin, rest.end(), isBlank);
    QByteArray word(begin, end - begin);
    rest = end == rest.end() ? QByteArray() : QByteArray(end + 1, rest.end() - end - 1);
    return word;
}

/// alias_normalize(): brackets keep what is in them; nullopt where they do not fit.
std::optional<QByteArray> canonicalPattern(QByteArray pattern)
{
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        if (pattern[at] == '-')
            pattern[at] = '_';
        if (pattern[at] == ']')
            return std::nullopt;
        if (pattern[at] == '[' && (at = pattern.indexOf(']', at)) < 0)
            return std::nullopt;
    }
    return pattern;
}

/// A comment is no more than a line whose first word is no command.
std::optional<ModprobeLine> lineIn(QByteArray text, int number)
{
    const auto kind = valueOf(commands, QString::fromLatin1(takeWord(text)));
    const auto name = canonicalPattern(takeWord(text));
    const bool takesWord = kind == ModprobeLine::Alias;
    const auto argument = takesWord ? canonicalPattern(takeWord(text)) : text;
    const bool isWhole = kind == ModprobeLine::Blacklist || (argument && !argument->isEmpty());
    if (!kind || !name || name->isEmpty() || !isWhole)
        return std::nullopt;
    return ModprobeLine{*kind, *name, kind == ModprobeLine::Blacklist ? QByteArray() : *argument, number};
}

/// kmod hands it to a shell; true and false alone do nothing for certain.
bool doesNothing(const QByteArray &command)
{
    const QByteArrayList words{"/bin/true", "/bin/false", "/usr/bin/true", "/usr/bin/false", "true", "false", ":"};
    QByteArray rest = command;
    const QByteArray word = takeWord(rest);
    return words.contains(word) && (rest.trimmed().isEmpty() || rest.trimmed().startsWith('#'));
}

/// fnmatch(3) knows no alternatives, unlike udev's patterns.
bool fits(const ModprobeLine &line, const QByteArray &module)
{
    return !line.name.contains('|') && globMatches(line.name, module);
}

/// What each line means for one module.
class Denials {
public:
    explicit Denials(QByteArray module) : m_module(std::move(module)) {}

    void look(const QString &file, const ModprobeLine &line)
    {
        if (line.kind == ModprobeLine::Blacklist && line.name == m_module)
            m_found.push_back({Denial::Blacklisted, file, line.line});
        if (line.kind == ModprobeLine::Install && fits(line, m_module))
            lookAtCommand({Denial::NoCommand, file, line.line}, line.argument);
        if (line.kind == ModprobeLine::Alias && fits(line, m_module))
            (line.argument == m_module ? m_keepsName : m_renamed).push_back({Denial::Renamed, file, line.line});
    }

    /// All modules of an alias are loaded: the module is kept out only if it is none of them.
    std::vector<Denial> found() const
    {
        std::vector<Denial> all = m_found;
        if (m_keepsName.empty())
            append(all, m_renamed);
        return all;
    }

private:
    /// The first command that fits counts.
    void lookAtCommand(const Denial &denial, const QByteArray &command)
    {
        if (!m_hasCommand && doesNothing(command))
            m_found.push_back(denial);
        m_hasCommand = true;
    }

    QByteArray m_module;
    std::vector<Denial> m_found;
    std::vector<Denial> m_renamed;
    std::vector<Denial> m_keepsName;
    bool m_hasCommand = false;
};

} // namespace

std::vector<ModprobeLine> modprobeLines(const QByteArray &file)
{
    std::vector<ModprobeLine> lines;
    for (WrappedLines wrapped(file); !wrapped.atEnd();) {
        const QByteArray text = wrapped.next();
        if (auto line = lineIn(text, wrapped.number()))
            lines.push_back(*std::move(line));
    }
    return lines;
}

const QStringList &modprobeDirectories()
{
    static const QStringList directories{u"/etc/modprobe.d"_s, u"/run/modprobe.d"_s, u"/usr/local/lib/modprobe.d"_s,
                                         u"/usr/lib/modprobe.d"_s, u"/lib/modprobe.d"_s};
    return directories;
}

std::vector<RulesFile> effectiveModprobeFiles(const std::vector<RulesFile> &files)
{
    return effectiveFiles(files, modprobeDirectories(), ".conf"_L1);
}

std::vector<Denial> denialsOf(const std::vector<RulesFile> &effective, const QString &module)
{
    Denials denials(module.toLatin1().replace('-', '_'));
    for (const RulesFile &file : effective)
        for (const ModprobeLine &line : modprobeLines(file.bytes))
            denials.look(file.path, line);
    return denials.found();
}

std::optional<InstallCommand> installCommandOf(const std::vector<RulesFile> &effective, const QString &module)
{
    const QByteArray name = module.toLatin1().replace('-', '_');
    for (const RulesFile &file : effective)
        for (const ModprobeLine &line : modprobeLines(file.bytes))
            if (line.kind == ModprobeLine::Install && fits(line, name))
                return InstallCommand{line.argument, file.path, line.line};
    return std::nullopt;
}

} // namespace rdma
