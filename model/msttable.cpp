// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tables of all versions from 4.0 on. Never by columns: the titles of 4.22 to 4.25 stand one beside their values, and a
// long value leaves one blank only.
#include "model/msttable.h"

#include "model/devicetext.h"

#include <QRegularExpression>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

enum class Title { Default, Current, NextBoot, New };
using Titles = std::vector<Title>;

constexpr qsizetype maxWord = 128; // the longest name of the tool's own table has 48

std::optional<Title> titleFrom(QByteArrayView word)
{
    constexpr EnumNames<Title, 4> words{{
        {Title::Default, "Default"_L1},
        {Title::Current, "Current"_L1},
        {Title::NextBoot, "NextBoot"_L1},
        {Title::New, "New"_L1},
    }};
    return valueOf(words, QString::fromLatin1(word));
}

/// Up to 4.5 the only title is "Current", and means what will be so after the next boot.
Titles inTheirMeaning(Titles titles)
{
    if (!std::ranges::contains(titles, Title::NextBoot))
        std::ranges::replace(titles, Title::Current, Title::NextBoot);
    return titles;
}

/// None, if one of them is unknown.
Titles titlesFrom(const QByteArray &text)
{
    Titles titles;
    for (const QByteArray &word : text.simplified().replace("Next Boot", "NextBoot").split(' ')) {
        const auto title = titleFrom(word);
        if (!title)
            return {};
        titles.push_back(*title);
    }
    return inTheirMeaning(std::move(titles));
}

bool isName(QByteArrayView word)
{
    static const QRegularExpression shape(
        QRegularExpression::anchoredPattern(u"[A-Z_][A-Za-z0-9_]*(\\[[0-9]+(\\.\\.[0-9]+)?\\])?"_s));
    return word.size() <= maxWord && shape.match(QString::fromLatin1(word)).hasMatch();
}

bool isValue(QByteArrayView word)
{
    return word.size() <= maxWord && std::ranges::all_of(word, [](char c) { return c > ' ' && c <= '~'; });
}

void give(MstParameter &parameter, Title title, const QByteArray &word)
{
    const auto value = QString::fromLatin1(word);
    if (title == Title::Default)
        parameter.byDefault = value;
    else if (title == Title::Current)
        parameter.current = value;
    else if (title == Title::NextBoot)
        parameter.next = value;
}

std::optional<MstParameter> parameterFrom(QByteArrayView line, const Titles &titles)
{
    QByteArray text = line.toByteArray().simplified();
    MstParameter parameter{.modified = text.startsWith('*')};
    if (parameter.modified)
        text = text.sliced(1).trimmed();
    QByteArrayList words = text.split(' ');
    parameter.readOnly = words.front() == "RO";
    if (parameter.readOnly)
        words.removeFirst();
    if (words.size() != std::ssize(titles) + 1 || !isName(words.front()) || !std::ranges::all_of(words, isValue))
        return std::nullopt;
    parameter.name = QString::fromLatin1(words.front());
    for (qsizetype i = 1; i < words.size(); ++i)
        give(parameter, titles[static_cast<std::size_t>(i - 1)], words[i]);
    return parameter;
}

QString describedBy(QByteArrayView text)
{
    const QString shown = shownText(text.trimmed()).value_or(QString());
    return shown == "N/A"_L1 ? QString() : shown;
}

/// "Device type:    ConnectX5"
void readLabel(MstCard &card, QByteArrayView line)
{
    const std::pair<QByteArrayView, QString MstCard::*> labels[] = {
        {"Device type:", &MstCard::deviceType},  {"Name:", &MstCard::name},
        {"Description:", &MstCard::description}, {"Device:", &MstCard::device},
        {"PCI device:", &MstCard::device}, // up to 4.8
    };
    for (const auto &[label, member] : labels)
        if (line.startsWith(label))
            card.*member = describedBy(line.sliced(label.size()));
}

bool opensDevice(QByteArrayView line)
{
    static const QRegularExpression shape(QRegularExpression::anchoredPattern(u"Device #[0-9]{1,6}:"_s));
    return line.size() <= maxWord && shape.match(QString::fromLatin1(line)).hasMatch();
}

class TableReader {
public:
    void read(QByteArrayView line)
    {
        constexpr QByteArrayView heading = "Configurations:";
        if (opensDevice(line.trimmed())) {
            m_cards.emplace_back();
            m_titles.reset();
        } else if (m_cards.empty()) {
            return;
        } else if (line.startsWith(heading)) {
            m_titles = titlesFrom(line.sliced(heading.size()).toByteArray());
        } else if (!m_titles) {
            readLabel(m_cards.back(), line);
        } else if (auto parameter = m_titles->empty() ? std::nullopt : parameterFrom(line, *m_titles)) {
            m_cards.back().parameters.push_back(*std::move(parameter));
        }
    }

    [[nodiscard]] std::vector<MstCard> cards() && { return std::move(m_cards); }

private:
    std::vector<MstCard> m_cards;
    std::optional<Titles> m_titles; ///< of the table that is being read
};

} // namespace

std::vector<MstCard> mstCardsIn(QByteArrayView out)
{
    TableReader reader;
    for (const QByteArray &line : out.toByteArray().split('\n'))
        reader.read(line);
    return std::move(reader).cards();
}

} // namespace rdma
