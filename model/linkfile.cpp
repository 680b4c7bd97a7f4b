// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// .link files as link-config.c and net-condition.c of systemd 257 read them.
#include "model/linkfile.h"

#include <algorithm>

namespace rdma {

namespace {

constexpr std::array<std::pair<QByteArrayView, QByteArrayView>, 5> policyProperties{{
    {"database", "ID_NET_NAME_FROM_DATABASE"},
    {"onboard", "ID_NET_NAME_ONBOARD"},
    {"slot", "ID_NET_NAME_SLOT"},
    {"path", "ID_NET_NAME_PATH"},
    {"mac", "ID_NET_NAME_MAC"},
}};

QByteArrayList wordsOf(const QByteArray &value)
{
    QByteArrayList words;
    for (QByteArray word : value.simplified().split(' '))
        if (word.remove(0, word.startsWith('"') ? 1 : 0); !word.isEmpty())
            words.append(word.endsWith('"') ? word.chopped(1) : word);
    return words;
}

/// A "!" before the first pattern is for all of that line (config_parse_match_strv()).
QByteArrayList patternsOf(QByteArray value)
{
    const bool inverted = value.startsWith('!');
    QByteArrayList patterns = wordsOf(inverted ? value.removeFirst() : value);
    if (inverted)
        for (QByteArray &pattern : patterns)
            pattern.prepend('!');
    return patterns;
}

void setMatch(LinkFile &file, const QByteArray &key, const QByteArray &value)
{
    if (value.isEmpty())
        file.matches.erase(key);
    else
        file.matches[key] += patternsOf(value);
}

/// An empty value takes back what was said before.
void setLink(LinkFile &file, const QByteArray &key, const QByteArray &value, const QString &path, int line)
{
    if (key == "NamePolicy")
        file.policies = wordsOf(value);
    if (key != "Name")
        return;
    file.name = value;
    file.nameFile = path;
    file.nameLine = line;
}

/// Walks over one file: sections, comments, lines continued by a backslash.
void readPart(LinkFile &file, const RulesFile &part)
{
    QByteArray section;
    QByteArray text;
    int number = 0;
    int start = 1;
    for (const QByteArray &raw : part.bytes.split('\n')) {
        ++number;
        const QByteArray line = raw.trimmed();
        if (line.startsWith('#') || line.startsWith(';'))
            continue;
        if (text.isEmpty())
            start = number;
        text += line;
        if (text.endsWith('\\')) {
            text.back() = ' ';
            continue;
        }
        const QByteArray whole = std::exchange(text, {});
        const qsizetype equals = whole.indexOf('=');
        if (whole.startsWith('['))
            section = whole;
        if (section == "[Match]" && equals > 0)
            setMatch(file, whole.left(equals).trimmed(), whole.mid(equals + 1).trimmed());
        if (section == "[Link]" && equals > 0)
            setLink(file, whole.left(equals).trimmed(), whole.mid(equals + 1).trimmed(), part.path, start);
    }
}

/// net_condition_test_strv(); alternatives with | are udev's, not systemd's.
bool fits(const QByteArrayList &patterns, const QByteArray &text)
{
    bool matched = false;
    bool positive = false;
    for (const QByteArray &pattern : patterns) {
        const bool inverted = pattern.startsWith('!');
        positive = positive || !inverted;
        const QByteArray glob = inverted ? pattern.sliced(1) : pattern;
        if (glob.contains('|') || !globMatches(glob, text))
            continue;
        if (inverted)
            return false;
        matched = true;
    }
    return matched || !positive;
}

Match fitsIf(const QByteArrayList &patterns, const std::optional<QByteArray> &text)
{
    if (!text)
        return Match::Unknown;
    return fits(patterns, *text) ? Match::Yes : Match::No;
}

Match fitsKernelName(const QByteArrayList &patterns, const QByteArray &name)
{
    if (!name.isEmpty())
        return fitsIf(patterns, name);
    const Match first = fitsIf(patterns, "ib0");
    return first == fitsIf(patterns, "ib1") && first == fitsIf(patterns, "ib10") ? first : Match::Unknown;
}

std::optional<QByteArray> propertyOf(const LinkSubject &subject, QByteArrayView key)
{
    const auto found = subject.properties.constFind(key.toByteArray());
    return found == subject.properties.constEnd() ? std::nullopt : std::optional(*found);
}

Match fitsAddress(const QByteArrayList &addresses, const QByteArray &address)
{
    const auto same = [&](QByteArray one) { return one.toLower().replace('-', ':') == address; };
    return std::ranges::any_of(addresses, same) ? Match::Yes : Match::No;
}

Match evaluateKey(QByteArrayView key, const QByteArrayList &patterns, const LinkSubject &subject)
{
    if (key == "OriginalName")
        return fitsKernelName(patterns, subject.kernelName);
    if (key == "Type")
        return fitsIf(patterns, "infiniband"); // ARPHRD_INFINIBAND
    if (key == "Path")
        return fitsIf(patterns, propertyOf(subject, "ID_PATH"));
    if (key == "Driver")
        return fitsIf(patterns, propertyOf(subject, "ID_NET_DRIVER"));
    if (key == "MACAddress")
        return fitsAddress(patterns, subject.address);
    return Match::Unknown;
}

/// "keep" and "kernel" keep names that somebody else chose or the kernel calls predictable; IPoIB's is neither.
std::optional<LinkChoice> chosenBy(const LinkFile &file, const LinkSubject &subject)
{
    for (const QByteArray &policy : subject.predictable ? file.policies : QByteArrayList())
        for (const auto &[word, property] : policyProperties)
            if (const auto name = propertyOf(subject, property); word == policy && name && !name->isEmpty())
                return LinkChoice{*name, file.path, 0};
    if (file.name.isEmpty())
        return std::nullopt;
    return LinkChoice{file.name, file.nameFile, file.nameLine};
}

} // namespace

LinkFile parseLinkFile(const std::vector<RulesFile> &parts)
{
    LinkFile file;
    for (const RulesFile &part : parts)
        readPart(file, part);
    file.path = parts.empty() ? QString() : parts.front().path;
    return file;
}

Match evaluate(const LinkFile &file, const LinkSubject &subject)
{
    Match result = file.matches.empty() ? Match::No : Match::Yes; // systemd ignores a file without [Match]
    for (const auto &[key, patterns] : file.matches) {
        const Match one = evaluateKey(key, patterns, subject);
        if (one == Match::No)
            return Match::No;
        if (one == Match::Unknown)
            result = Match::Unknown;
    }
    return result;
}

std::optional<LinkChoice> chooseLinkName(const std::vector<LinkFile> &files, const LinkSubject &subject)
{
    const QByteArray last = subject.properties.value("ID_NET_LINK_FILE");
    for (const LinkFile &file : files) {
        const Match match = evaluate(file, subject);
        const bool didLastTime =
            file.path.toUtf8() == last || (!file.name.isEmpty() && file.name == subject.presentName);
        if (match == Match::Yes || (match == Match::Unknown && didLastTime))
            return chosenBy(file, subject);
    }
    return std::nullopt;
}

} // namespace rdma
