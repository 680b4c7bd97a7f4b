// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// redhat/rdma.mlx4-setup.sh of rdma-core: "while read device port1 port2", in the driver's directory.
#include "model/mlx4conf.h"

#include "model/pcislot.h"

#include <QRegularExpression>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// IFS of the shell.
QByteArrayList wordsOf(QByteArray text)
{
    QByteArrayList words = text.replace('\t', ' ').split(' ');
    words.removeIf([](const QByteArray &word) { return word.isEmpty(); });
    return words;
}

/// To read without -r it has no end.
bool continues(const QByteArray &text)
{
    qsizetype backslashes = 0;
    while (backslashes < text.size() && text[text.size() - 1 - backslashes] == '\\')
        ++backslashes;
    return backslashes % 2 == 1;
}

bool isComment(const QByteArrayList &words)
{
    return words.isEmpty() || words.first().startsWith('#');
}

bool isOdd(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return c == '\\' || byte > '~' || (byte < ' ' && c != '\t' && c != '\r');
}

/// [ -d "$device" ] holds for any path that there is, and then root writes to mlx4_port1 below it.
bool isPath(const QByteArray &device)
{
    return device.contains('/') || device == "." || device == "..";
}

Mlx4ConfVerdict addressVerdict(const QByteArray &device)
{
    const QString whole = u"0000:"_s + QString::fromLatin1(device);
    return isPciSlot(whole) ? Mlx4ConfVerdict::ShortAddress : Mlx4ConfVerdict::NotAnAddress;
}

std::optional<PortType> typeOf(const QByteArray &word)
{
    return valueOf(mlx4TypeWords, QString::fromLatin1(word));
}

/// Of the words behind the address. `types` are what the script takes.
Mlx4ConfVerdict typesVerdict(const QByteArrayList &words, PortTypes &types)
{
    if (words.isEmpty())
        return Mlx4ConfVerdict::TypeMissing;
    const auto first = typeOf(words[0]);
    if (first && words.size() > 1 && words[1].startsWith('#'))
        return Mlx4ConfVerdict::TrailingText;
    const auto second = words.size() > 1 ? typeOf(words[1]) : first;
    if (!first || !second)
        return Mlx4ConfVerdict::UnknownType;
    if (*first == PortType::Ethernet && *second != PortType::Ethernet)
        return Mlx4ConfVerdict::EthernetBeforeOtherType;
    types[1] = *first;
    if (words.size() > 1)
        types[2] = *second;
    return words.size() > 2 ? Mlx4ConfVerdict::TrailingText : Mlx4ConfVerdict::Understood;
}

Mlx4ConfVerdict verdictOf(const QByteArray &text, QByteArrayList words, bool isEnded, PortTypes &types)
{
    const QByteArray device = words.takeFirst();
    if (isPath(device))
        return Mlx4ConfVerdict::Dangerous;
    if (std::ranges::any_of(text, isOdd))
        return Mlx4ConfVerdict::OddBytes;
    if (text.contains('\r'))
        return Mlx4ConfVerdict::CarriageReturn;
    if (!isPciSlot(QString::fromLatin1(device)))
        return addressVerdict(device);
    if (!isEnded)
        return Mlx4ConfVerdict::Unread;
    return typesVerdict(words, types);
}

Mlx4ConfLine readLine(const QByteArray &text, bool isEnded)
{
    constexpr qsizetype longestText = 256;
    Mlx4ConfLine read{.text = QString::fromUtf8(text.left(longestText)).left(longestText)};
    const QByteArrayList words = wordsOf(text);
    if (isComment(words))
        return read;
    if (const QString device = QString::fromLatin1(words.first()); isPciSlot(device))
        read.slot = device;
    read.verdict = verdictOf(text, words, isEnded, read.types);
    return read;
}

/// Lines as read of bash has them: the bytes before each LF, which LineDocument would take a CR from.
class Lines {
public:
    explicit Lines(const LineDocument &document) : m_pieces(document.bytes().split('\n')) {}

    [[nodiscard]] std::vector<Mlx4ConfLine> read() const
    {
        std::vector<Mlx4ConfLine> lines;
        bool isContinued = false;
        for (qsizetype i = 0; i < m_pieces.size(); ++i) {
            const bool isEnded = i + 1 < m_pieces.size();
            if (!isEnded && m_pieces[i].isEmpty())
                break;
            lines.push_back(line(i, isEnded, isContinued));
            isContinued = isEnded && continues(m_pieces[i]);
        }
        return lines;
    }

private:
    [[nodiscard]] Mlx4ConfLine line(qsizetype i, bool isEnded, bool isContinued) const
    {
        Mlx4ConfLine read = readLine(m_pieces[i], isEnded);
        read.line = static_cast<int>(i) + 1;
        const bool isJoined = isContinued || (isEnded && continues(m_pieces[i]));
        if (isJoined && read.verdict != Mlx4ConfVerdict::Dangerous)
            read.verdict = Mlx4ConfVerdict::OddBytes;
        if (isJoined)
            read.types.clear();
        if (isContinued)
            read.slot.clear();
        return read;
    }

    QByteArrayList m_pieces;
};

} // namespace

bool runsMlx4Setup(const QByteArray &installCommand)
{
    static const QRegularExpression script(
        u"(^|[\\s/(;&|])mlx4-setup\\.sh\\s*<\\s*/etc/rdma/mlx4\\.conf($|[\\s);&|])"_s);
    return script.match(QString::fromLatin1(installCommand)).hasMatch();
}

std::vector<Mlx4ConfLine> mlx4ConfLines(const LineDocument &document)
{
    return Lines(document).read();
}

std::vector<Mlx4ConfLine> badMlx4ConfLines(const LineDocument &document)
{
    std::vector<Mlx4ConfLine> lines = mlx4ConfLines(document);
    std::erase_if(lines, [](const Mlx4ConfLine &line) {
        return line.verdict == Mlx4ConfVerdict::Understood || line.verdict == Mlx4ConfVerdict::Comment;
    });
    return lines;
}

std::optional<PortTypes> typesOf(const LineDocument &document, const QString &slot)
{
    std::optional<PortTypes> types;
    for (const Mlx4ConfLine &line : mlx4ConfLines(document))
        if (line.slot == slot && line.verdict == Mlx4ConfVerdict::OddBytes)
            types.reset(); // bash may make types of it that are not written there
        else if (line.slot == slot && !line.types.empty())
            types = line.types;
    return types;
}

} // namespace rdma
