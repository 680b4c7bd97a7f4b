// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What each line of a limits file says about locked memory, and which files there are.
#include "model/limitlines.h"

#include "model/limitfields.h"

#include <algorithm>
#include <array>
#include <map>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestPiece = 1023; ///< of 1.5.2: fgets() into LINE_LENGTH bytes
constexpr qsizetype maxQuotedField = 255;

/// All items of 1.7, and Debian's "chroot".
constexpr std::array<QByteArrayView, 20> items{"cpu",       "fsize",        "data",     "stack",      "core",
                                               "rss",       "nproc",        "nofile",   "memlock",    "as",
                                               "locks",     "sigpending",   "msgqueue", "nice",       "rtprio",
                                               "maxlogins", "maxsyslogins", "priority", "nonewprivs", "chroot"};

constexpr std::array<std::pair<QByteArrayView, LimitRule::Kind>, 3> types{
    {{"soft", LimitRule::Soft}, {"hard", LimitRule::Hard}, {"-", LimitRule::Both}}};

QByteArray quoted(const QByteArray &text)
{
    return '\'' + text.left(maxQuotedField) + '\'';
}

std::optional<LimitRule::Kind> typeOf(const QByteArray &text)
{
    const auto found = std::ranges::find(types, QByteArrayView(text), [](const auto &type) { return type.first; });
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

/// Reads line by line; a line is what pam_limits takes for one.
class Reading {
public:
    Reading(const RulesFile &file, const PamLimits &pam) : m_pam(pam) { m_lines.path = file.path; }

    void take(const QByteArray &line, int number);
    LimitLines take() { return std::move(m_lines); }

private:
    void complain(LimitProblem::Kind kind, const QByteArray &said)
    {
        m_lines.problems.push_back({m_number, kind, said});
    }
    void takeExemption(const LimitDomain &domain);
    void takeLimit(const LimitDomain &domain, const LimitFields &fields);
    void takeMemlock(const LimitDomain &domain, const LimitFields &fields);
    QByteArray invalidLine(const LimitFields &fields) const;

    PamLimits m_pam;
    LimitLines m_lines;
    int m_number = 0;
};

QByteArray Reading::invalidLine(const LimitFields &fields) const
{
    if (m_pam.readsWords)
        return "invalid line " + quoted(fields.content) + " - skipped";
    return "invalid line " + QByteArray::number(m_number) + " in '" + m_lines.path.toUtf8() + "' - skipped";
}

void Reading::takeExemption(const LimitDomain &domain)
{
    if (domain.kind == LimitDomain::Everyone || domain.kind == LimitDomain::Logins)
        complain(LimitProblem::ExemptsNobody, {});
    else
        m_lines.rules.push_back({m_number, domain, LimitRule::Exempt, {}});
}

void Reading::takeMemlock(const LimitDomain &domain, const LimitFields &fields)
{
    const auto kind = typeOf(fields.type);
    const auto amount = limitAmountOf(fields.value);
    if (!kind)
        complain(LimitProblem::UnknownType, "unknown limit type " + quoted(fields.type));
    else if (!amount)
        complain(LimitProblem::WrongValue,
                 "wrong limit value " + quoted(fields.value) + " for limit type " + quoted(fields.type));
    else if (domain.kind == LimitDomain::Logins && !(m_pam.isDebians && domain.text.contains(':')))
        complain(LimitProblem::LoginsOnly, "'%' domain valid for maxlogins type only");
    else
        m_lines.rules.push_back({m_number, domain, *kind, *amount});
}

void Reading::takeLimit(const LimitDomain &domain, const LimitFields &fields)
{
    if (std::ranges::find(items, QByteArrayView(fields.item)) == items.end())
        complain(LimitProblem::UnknownItem, "unknown limit item " + quoted(fields.item));
    else if (fields.item == "memlock")
        takeMemlock(domain, fields);
}

void Reading::take(const QByteArray &line, int number)
{
    m_number = number;
    const LimitFields fields = limitFieldsOf(line, m_pam.readsWords);
    if (fields.count == 0)
        return;
    const bool isExemption = fields.count == 2 && fields.type.startsWith('-');
    const auto domain = limitDomainOf(fields.domain, isExemption);
    if (!domain)
        complain(LimitProblem::InvalidRange, "invalid uid range " + quoted(fields.domain) + " - skipped");
    else if (isExemption)
        takeExemption(*domain);
    else if (fields.count == 4)
        takeLimit(*domain, fields);
    else
        complain(LimitProblem::InvalidLine, invalidLine(fields));
}

QString baseName(const QString &path)
{
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

bool isLocal(const RulesFile &file)
{
    return file.path.startsWith(limitsDirectory + u'/');
}

/// glob("*.conf") finds no name that begins with a dot.
bool isDropIn(const RulesFile &file)
{
    const QString name = baseName(file.path);
    return file.path.chopped(name.size()).endsWith(u"/limits.d/"_s) && name.endsWith(u".conf"_s) &&
           !name.startsWith(u'.');
}

} // namespace

LimitLines limitLinesIn(const RulesFile &file, const PamLimits &pam)
{
    Reading reading(file, pam);
    int number = 0;
    for (qsizetype start = 0; start < file.bytes.size(); ++number) {
        const qsizetype newline = file.bytes.indexOf('\n', start);
        const qsizetype next = newline < 0 ? file.bytes.size() : newline + 1;
        const qsizetype piece = pam.readsWords ? longestPiece : next - start;
        for (; start < next; start = std::min(next, start + piece))
            reading.take(file.bytes.sliced(start, std::min(piece, next - start)), number + 1);
    }
    return reading.take();
}

std::vector<RulesFile> limitsFilesInOrder(const std::vector<RulesFile> &files)
{
    std::map<QByteArray, RulesFile> mains;
    std::map<QByteArray, RulesFile> dropIns; // by the bytes of their names, as strcmp() has them
    for (const RulesFile &file : files) {
        const QByteArray name = baseName(file.path).toUtf8();
        if (!isDropIn(file) && name != "limits.conf")
            continue;
        auto &place = isDropIn(file) ? dropIns : mains;
        if (!place.contains(name) || isLocal(file))
            place[name] = file;
    }
    std::vector<RulesFile> ordered;
    for (const auto *part : {&mains, &dropIns})
        for (const auto &[name, file] : *part)
            ordered.push_back(file);
    return ordered;
}

} // namespace rdma
