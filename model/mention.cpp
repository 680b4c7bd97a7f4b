// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Finding an interface's name as a whole word: ib0 is neither in ib0.8002 nor in rib0.
#include "model/mention.h"

#include "model/udevrules.h"

#include <QXmlStreamReader>
#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxPattern = 32; // twice what a name can have; longer ones are no patterns for names
constexpr std::array nmKeys{QByteArrayView("interface-name"), QByteArrayView("parent")};
constexpr std::array ifcfgKeys{QByteArrayView("DEVICE"), QByteArrayView("PHYSDEV")};
constexpr std::array nmAddressKeys{QByteArrayView("mac-address")};
constexpr std::array ifcfgAddressKeys{QByteArrayView("HWADDR")};

bool isNameChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || c == '+' || c == '@' || c == '*' || c == '?';
}

/// Brackets are lists in YAML, so * and ? alone make a pattern.
bool isPattern(QByteArrayView word)
{
    return word.size() <= maxPattern && (word.contains('*') || word.contains('?'));
}

bool means(QByteArrayView word, const NameChange &change)
{
    if (word == change.before)
        return true;
    if (!isPattern(word))
        return false;
    const QByteArray pattern = word.toByteArray();
    return globMatches(pattern, change.before) && !globMatches(pattern, change.after);
}

bool hasWord(QByteArrayView text, const NameChange &change)
{
    qsizetype start = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && isNameChar(text[i]))
            continue;
        if (i > start && means(text.sliced(start, i - start), change))
            return true;
        start = i + 1;
    }
    return false;
}

/// Without a comment, be it the whole line or its end; ; begins one only at the start (systemd, NetworkManager).
QByteArrayView withoutComment(QByteArrayView line)
{
    line = line.trimmed();
    if (line.startsWith('#') || line.startsWith(';'))
        return {};
    for (qsizetype i = 1; i < line.size(); ++i)
        if (line[i] == '#' && (line[i - 1] == ' ' || line[i - 1] == '\t'))
            return line.first(i);
    return line;
}

template <std::size_t N> QByteArrayView valueOfKey(QByteArrayView line, const std::array<QByteArrayView, N> &keys)
{
    const qsizetype equals = line.indexOf('=');
    const bool wanted = equals > 0 && std::ranges::contains(keys, line.first(equals).trimmed());
    return wanted ? line.sliced(equals + 1) : QByteArrayView();
}

QByteArrayView relevantPart(QByteArrayView line, MentionForm form)
{
    const QByteArrayView text = withoutComment(line);
    if (form == MentionForm::NmKeys)
        return valueOfKey(text, nmKeys);
    return form == MentionForm::IfcfgKeys ? valueOfKey(text, ifcfgKeys) : text;
}

QByteArrayView addressPart(QByteArrayView line, MentionForm form)
{
    const QByteArrayView text = withoutComment(line);
    if (form == MentionForm::NmKeys)
        return valueOfKey(text, nmAddressKeys);
    return form == MentionForm::IfcfgKeys ? valueOfKey(text, ifcfgAddressKeys) : QByteArrayView();
}

/// Without quotes, in the kernel's spelling.
QByteArray comparable(QByteArrayView address)
{
    constexpr qsizetype infiniBand = 3 * 20 - 1, guid = 3 * 8 - 1, longest = 80;
    if (address.size() > longest)
        return {};
    QByteArray text = address.toByteArray().toLower().replace('-', ':');
    text = text.replace('"', "").replace('\'', "").trimmed();
    return text.size() == infiniBand ? text.last(guid) : text;
}

template <typename Predicate> std::vector<int> linesWhere(const QByteArray &bytes, const Predicate &isMeant)
{
    std::vector<int> lines;
    int number = 0;
    for (qsizetype start = 0; start < bytes.size();) {
        const qsizetype newline = bytes.indexOf('\n', start);
        const qsizetype end = newline < 0 ? bytes.size() : newline;
        ++number;
        if (isMeant(QByteArrayView(bytes).sliced(start, end - start)))
            lines.push_back(number);
        start = end + 1;
    }
    return lines;
}

std::vector<int> elementsMentioning(const QByteArray &bytes, const NameChange &change)
{
    std::vector<int> lines;
    QXmlStreamReader reader(bytes);
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == "interface"_L1 &&
            reader.attributes().value("name"_L1).toUtf8() == change.before)
            lines.push_back(static_cast<int>(reader.lineNumber()));
    }
    return lines;
}

} // namespace

std::vector<int> linesMentioning(const QByteArray &bytes, MentionForm form, const NameChange &change)
{
    if (form == MentionForm::XmlElement)
        return elementsMentioning(bytes, change);
    return linesWhere(bytes, [&](QByteArrayView line) { return hasWord(relevantPart(line, form), change); });
}

std::vector<int> linesBoundTo(const QByteArray &bytes, MentionForm form, const QByteArray &address)
{
    const QByteArray wanted = comparable(address);
    if (wanted.isEmpty())
        return {};
    return linesWhere(bytes, [&](QByteArrayView line) { return comparable(addressPart(line, form)) == wanted; });
}

bool isNamedAfter(const QByteArray &fileName, const QByteArray &interface)
{
    const qsizetype dash = fileName.indexOf('-');
    return dash > 0 && fileName.sliced(dash + 1) == interface;
}

} // namespace rdma
