// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The parameter of drivers/net/ethernet/mellanox/mlx4/main.c, in words as next_arg() of the kernel's lib/cmdline.c cuts
// them.
#include "model/porttypearray.h"

#include "model/linedocument.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView module{"mlx4_core"};
constexpr QByteArrayView parameter{"port_type_array"};
constexpr QByteArrayView ownComment{"# Port types of ConnectX-3 and older cards, by RDMA Manager."};

/// MLX4_PORT_TYPE_NONE, _IB and _ETH; it has no number for Auto.
constexpr EnumNames<PortType, 3> numbers{
    {{PortType::Unknown, "0"_L1}, {PortType::InfiniBand, "1"_L1}, {PortType::Ethernet, "2"_L1}}};

struct Span {
    qsizetype from = 0;
    qsizetype to = 0;
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Blanks between quotes are part of a word.
std::vector<Span> wordsOf(QByteArrayView text)
{
    std::vector<Span> words;
    bool isQuoted = false;
    bool isInWord = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        isQuoted = isQuoted != (text[i] == '"');
        const bool isBetween = !isQuoted && isBlank(text[i]);
        if (!isBetween && !isInWord)
            words.push_back({i, i});
        if (!isBetween)
            words.back().to = i + 1;
        isInWord = !isBetween;
    }
    return words;
}

/// parameq(): "-" is "_".
std::optional<QByteArray> valueIn(QByteArrayView word)
{
    QByteArray plain = word.toByteArray().replace('"', "");
    const qsizetype equals = plain.indexOf('=');
    if (equals < 0 || plain.first(equals).replace('-', '_') != parameter)
        return std::nullopt;
    return plain.sliced(equals + 1);
}

/// Of the text of an options line, its command and module included.
std::vector<Span> mentionsIn(QByteArrayView text)
{
    std::vector<Span> mentions = wordsOf(text);
    std::erase_if(mentions, [text](const Span &word) { return !valueIn(text.sliced(word.from, word.to - word.from)); });
    return mentions;
}

std::optional<PortTypes> typesIn(const QByteArray &value)
{
    PortTypes types;
    for (const QByteArray &number : value.split(',')) {
        const auto type = valueOf(numbers, QString::fromLatin1(number));
        if (!type || types.size() == 2)
            return std::nullopt;
        types[static_cast<int>(types.size()) + 1] = *type;
    }
    return types;
}

bool isOurs(const ModprobeLine &line)
{
    return line.kind == ModprobeLine::Options && line.name == module;
}

Result<QByteArray> wordFor(const PortTypes &types)
{
    QByteArrayList values;
    for (const auto &[port, type] : types) {
        const QString number = nameOf(numbers, type);
        if (port != values.size() + 1 || port > 2 || number.isEmpty() || type == PortType::Unknown)
            return fail(ErrorCode::InvalidWish, ownModuleOptionsPath, u"types"_s);
        values += number.toLatin1();
    }
    if (types.empty() || values == QByteArrayList{"2", "1"})
        return fail(ErrorCode::InvalidWish, ownModuleOptionsPath, u"types"_s);
    return parameter.toByteArray() + '=' + values.join(',');
}

/// kmod's own backslashes, a NUL that ends its line, a CR that it takes for part of a value: no file of ours.
Result<LineDocument> editable(const QByteArray &file)
{
    if (file.contains('\\') || file.contains('\0') || file.contains('\r'))
        return fail(ErrorCode::BadFile, ownModuleOptionsPath);
    return LineDocument(file);
}

/// From 0; in their order.
std::vector<qsizetype> linesWithArray(const QByteArray &file)
{
    std::vector<qsizetype> lines;
    const LineDocument document(file);
    for (const ModprobeLine &line : modprobeLines(file))
        if (isOurs(line) && !mentionsIn(document.text(line.line - 1)).empty())
            lines.push_back(line.line - 1);
    return lines;
}

/// The last mention of a line counts.
QByteArray withWord(const QByteArray &text, const QByteArray &word)
{
    const Span last = mentionsIn(text).back();
    return text.first(last.from) + word + text.sliced(last.to);
}

/// Each mention goes with the blanks before it.
QByteArray withoutWord(QByteArray text)
{
    for (auto mentions = mentionsIn(text); !mentions.empty(); mentions.pop_back()) {
        qsizetype from = mentions.back().from;
        while (from > 0 && isBlank(text[from - 1]))
            --from;
        text.remove(from, mentions.back().to - from);
    }
    return text;
}

bool saysNothing(const LineDocument &document)
{
    for (qsizetype i = 0; i < document.count(); ++i)
        if (const QByteArray text = document.text(i).trimmed(); !text.isEmpty() && text != ownComment)
            return false;
    return true;
}

void appendMentions(std::vector<PortTypeArray> &found, const QString &path, const ModprobeLine &line)
{
    for (const Span &word : mentionsIn(line.argument)) {
        const auto types = typesIn(*valueIn(QByteArrayView(line.argument).sliced(word.from, word.to - word.from)));
        found.push_back({types.value_or(PortTypes()), path, line.line, types.has_value()});
    }
}

} // namespace

std::vector<PortTypeArray> portTypeArrays(const std::vector<RulesFile> &effective)
{
    std::vector<PortTypeArray> found;
    for (const RulesFile &file : effective)
        for (const ModprobeLine &line : modprobeLines(file.bytes))
            if (isOurs(line))
                appendMentions(found, file.path, line);
    return found;
}

std::optional<PortTypeArray> effectivePortTypeArray(const std::vector<RulesFile> &effective)
{
    const auto all = portTypeArrays(effective);
    return all.empty() ? std::nullopt : std::optional(all.back());
}

Result<QByteArray> withPortTypeArray(const QByteArray &file, const PortTypes &types)
{
    const auto word = wordFor(types);
    if (!word)
        return std::unexpected(word.error());
    auto document = editable(file);
    if (!document)
        return std::unexpected(document.error());
    if (file.isEmpty())
        document->append(ownComment.toByteArray());
    if (const auto lines = linesWithArray(file); !lines.empty())
        document->setText(lines.back(), withWord(document->text(lines.back()), *word));
    else
        document->append("options " + module.toByteArray() + ' ' + *word);
    return document->bytes();
}

Result<QByteArray> withoutPortTypeArray(const QByteArray &file)
{
    auto document = editable(file);
    if (!document)
        return std::unexpected(document.error());
    const auto lines = linesWithArray(file);
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        const QByteArray text = withoutWord(document->text(*line));
        if (modprobeLines(text).empty())
            document->remove(*line);
        else
            document->setText(*line, text);
    }
    return !lines.empty() && saysNothing(*document) ? QByteArray() : document->bytes();
}

} // namespace rdma
