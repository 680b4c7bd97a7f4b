// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Running the rules over one interface, in udev's order, with an honest account of what cannot be known here.
#include "model/nextname.h"

#include "model/ifname.h"
#include "model/parsedrules.h"

#include <algorithm>
#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxPossible = 16; // more names than that are "any name": keeps hostile files cheap

/// The rule without the tokens that `unwanted` picks.
template <typename Picks> Tokens without(const Tokens &tokens, Picks unwanted)
{
    Tokens rest;
    std::ranges::remove_copy_if(tokens, std::back_inserter(rest), unwanted);
    return rest;
}

bool matchesName(const RuleToken &token)
{
    return token.key == "NAME" && (token.op == "==" || token.op == "!=");
}

/// Quote is our own scruple: udev gives such a name.
bool isUsable(const std::optional<QByteArray> &name)
{
    const NameProblem problem = problemOf(QString::fromUtf8(name.value_or(QByteArray())));
    return problem == NameProblem::None || problem == NameProblem::Quote;
}

class Predictor {
public:
    Predictor(const UdevDevice &device, const std::optional<QByteArray> &idNetName)
        : m_event{device, QByteArray(), std::nullopt}, m_idNetName(idNetName)
    {
    }

    void run(const ParsedFile &file);
    [[nodiscard]] NamePrediction prediction() const { return {m_next, m_doubts}; }

private:
    struct Run {
        bool onMain = false;  ///< the main path runs the rule
        bool certain = false; ///< every path reaches it
    };

    [[nodiscard]] Match matchOf(const Tokens &tokens) const;
    [[nodiscard]] std::optional<QByteArray> nameFrom(const RuleToken &assignment) const;
    void importLinkName(const Tokens &tokens);
    [[nodiscard]] bool replacesAll(const Tokens &tokens);
    void assign(const FlowRule &rule, const RuleToken &assignment, Run run, const NextName &place);
    void take(const std::optional<QByteArray> &name, const RuleToken &assignment, const NextName &place);
    void remember(const std::optional<QByteArray> &name, const QString &place);

    UdevEvent m_event; ///< on the main path
    std::optional<QByteArray> m_idNetName;
    NextName m_next;
    std::optional<std::set<QByteArray>> m_possible{{QByteArray()}}; ///< names on any path; nullopt: could be any
    QStringList m_doubts;
    bool m_mainFinal = false;
    bool m_perhapsFinal = false;
    bool m_certainlyFinal = false;
};

/// Over all names the interface may have by now.
Match Predictor::matchOf(const Tokens &tokens) const
{
    if (std::ranges::none_of(tokens, matchesName))
        return evaluate(tokens, m_event);
    UdevEvent event = m_event;
    event.name = m_possible ? std::optional(*m_possible->begin()) : std::nullopt;
    const Match first = evaluate(tokens, event);
    if (!m_possible)
        return first;
    for (const QByteArray &name : *m_possible) {
        event.name = name;
        if (evaluate(tokens, event) != first)
            return Match::Unknown;
    }
    return first;
}

/// udev_replace_ifname() of systemd, src/shared/udev-util.c: what an interface name may not hold becomes _.
QByteArray withoutBadCharacters(QByteArray name)
{
    const auto isBad = [](char c) { return c <= ' ' || c == '\x7f' || c == ':' || c == '/' || c == '%'; };
    std::ranges::replace_if(name, isBad, '_'); // a byte above 127 is negative
    return name;
}

/// What udev(7) substitutes, as far as we know it; nullopt: we do not.
std::optional<QByteArray> Predictor::nameFrom(const RuleToken &assignment) const
{
    QByteArray value = plainValue(assignment).value_or(QByteArray());
    if (takesLinkName(assignment))
        return m_event.linkName;
    if (const QByteArray kernelName = m_event.device.kernelName; !kernelName.isEmpty())
        value.replace("$kernel", kernelName).replace("%k", kernelName);
    if (value.contains('$') || value.contains('%'))
        return std::nullopt;
    return withoutBadCharacters(value);
}

void Predictor::importLinkName(const Tokens &tokens)
{
    const auto isImport = [](const RuleToken &token) { return token.key == "IMPORT"; };
    if (std::ranges::any_of(tokens, runsLinkPolicy) && matchOf(without(tokens, isImport)) != Match::No)
        m_event.linkName = m_idNetName.value_or(QByteArray());
}

/// A name that no interface can have is not given: the interface keeps the kernel's.
void Predictor::take(const std::optional<QByteArray> &name, const RuleToken &assignment, const NextName &place)
{
    m_event.name = name;
    m_next = takesLinkName(assignment) ? NextName{{}, NameSource::Link, {}, 0} : place;
    if (isUsable(name))
        m_next.name = QString::fromUtf8(*name);
    m_mainFinal = m_mainFinal || assignment.op == ":=";
}

/// Forgets the names so far for which the rule surely runs. True when none is left.
bool Predictor::replacesAll(const Tokens &tokens)
{
    UdevEvent event = m_event;
    const auto isReplaced = [&](const std::optional<QByteArray> &before) {
        event.name = before;
        return evaluate(tokens, event) == Match::Yes;
    };
    if (m_possible)
        std::erase_if(*m_possible, isReplaced);
    else if (isReplaced(std::nullopt))
        m_possible.emplace();
    return m_possible && m_possible->empty();
}

void Predictor::remember(const std::optional<QByteArray> &name, const QString &place)
{
    if (m_possible && name && m_possible->size() < maxPossible)
        m_possible->insert(*name);
    else
        m_possible.reset();
    if (m_possible && m_possible->size() == 1 && isUsable(*m_possible->begin()))
        m_doubts.clear();
    else
        m_doubts.append(place);
}

void Predictor::assign(const FlowRule &rule, const RuleToken &assignment, Run run, const NextName &place)
{
    if (m_certainlyFinal)
        return;
    const bool certain = run.certain && !m_perhapsFinal && replacesAll(rule.tokens);
    if (certain)
        m_doubts.clear();
    const auto name = nameFrom(assignment);
    if (run.onMain && !m_mainFinal)
        take(name, assignment, place);
    remember(name, place.file + u':' + QString::number(place.line));
    if (assignment.op == ":=")
        (certain ? m_certainlyFinal : m_perhapsFinal) = true;
}

void Predictor::run(const ParsedFile &file)
{
    RuleFlow flow;
    for (const std::size_t i : file.concerning(m_event.device)) {
        flow.arriveAt(i);
        const auto &[tokens, line, target] = file.rules[i];
        const Match match = flow.reached() ? matchOf(tokens) : Match::No;
        const bool onMain = flow.onMain() && evaluate(tokens, m_event) == Match::Yes;
        if (flow.reached())
            importLinkName(tokens);
        if (match == Match::No)
            continue;
        if (const RuleToken *assignment = nameAssignment(tokens))
            assign(file.rules[i], *assignment, {onMain, flow.isCertain()}, {{}, NameSource::Rule, file.path, line});
        if (target)
            flow.jump(*target, match, onMain);
    }
}

} // namespace

NamePrediction predictName(const ParsedRules &rules, const UdevDevice &device,
                           const std::optional<QByteArray> &idNetName)
{
    Predictor predictor(device, idNetName);
    for (const ParsedFile &file : rules)
        predictor.run(file);
    return predictor.prediction();
}

NamePrediction predictName(const std::vector<RulesFile> &files, const UdevDevice &device,
                           const std::optional<QByteArray> &idNetName)
{
    return predictName(parseRules(files), device, idNetName);
}

} // namespace rdma
