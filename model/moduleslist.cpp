// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// apply_file() of systemd's src/modules-load/modules-load.c, and one line of such a file changed.
#include "model/moduleslist.h"

#include "model/rdmamodules.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool endsLine(char c)
{
    return c == '\n' || c == '\r' || c == '\0';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isComment(char c)
{
    return c == '#' || c == ';';
}

bool isModuleName(QByteArrayView text)
{
    return !text.isEmpty() && text[0] != '-' && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

qsizetype skipped(const QByteArray &file, qsizetype from, qsizetype to, auto wanted)
{
    while (from < to && wanted(file[from]))
        ++from;
    return from;
}

/// `from` to `to`: the line without its blanks.
std::optional<ModuleLine> lineIn(const QByteArray &file, qsizetype from, qsizetype to, int number)
{
    if (from == to)
        return std::nullopt;
    const auto isSign = [](char c) { return isComment(c) || isBlank(c); };
    const qsizetype word = isComment(file[from]) ? skipped(file, from, to, isSign) : from;
    const QByteArrayView text = QByteArrayView(file).sliced(word, to - word);
    if (!isModuleName(text))
        return word == from ? std::optional(ModuleLine{ModuleLine::Odd, text.toByteArray(), number, from, word})
                            : std::nullopt;
    const auto kind = word == from ? ModuleLine::Loads : ModuleLine::Commented;
    return ModuleLine{kind, canonicalModule(text), number, from, word};
}

QByteArray withoutComment(QByteArray file, const ModuleLine &line)
{
    return file.remove(line.from, line.word - line.from);
}

QByteArray allCommented(const QByteArray &file, const std::vector<ModuleLine> &lines, const QByteArray &name)
{
    QByteArray result;
    qsizetype taken = 0;
    for (const ModuleLine &line : lines) {
        if (line.kind != ModuleLine::Loads || line.name != name)
            continue;
        result += QByteArrayView(file).sliced(taken, line.from - taken);
        result += "# ";
        taken = line.from;
    }
    return result + file.sliced(taken);
}

QByteArray withNewLine(const QByteArray &file, const QByteArray &name)
{
    const qsizetype newline = file.indexOf('\n');
    const QByteArray ending = newline > 0 && file[newline - 1] == '\r' ? "\r\n"_ba : "\n"_ba;
    return file.isEmpty() || file.endsWith('\n') ? file + name + ending : file + ending + name;
}

} // namespace

std::vector<ModuleLine> moduleLines(const QByteArray &file)
{
    std::vector<ModuleLine> lines;
    int number = 1;
    for (qsizetype start = 0; start < file.size();) {
        const qsizetype end = skipped(file, start, file.size(), [](char c) { return !endsLine(c); });
        const qsizetype from = skipped(file, start, end, isBlank);
        qsizetype to = end;
        while (to > from && isBlank(file[to - 1]))
            --to;
        if (auto line = lineIn(file, from, to, number))
            lines.push_back(*std::move(line));
        number += end < file.size() && file[end] == '\n' ? 1 : 0;
        start = end + 1;
    }
    return lines;
}

QByteArray canonicalModule(QByteArrayView name)
{
    return name.toByteArray().replace('-', '_');
}

Result<QByteArray> withModule(const QByteArray &file, const QString &module, bool on)
{
    if (!isRdmaModule(module))
        return fail(ErrorCode::InvalidWish, module.left(64));
    if (file.size() > maxModulesListBytes)
        return fail(ErrorCode::BadFile, {}, u"larger than %1 bytes"_s.arg(maxModulesListBytes));
    const QByteArray name = module.toLatin1();
    const auto lines = moduleLines(file);
    const auto find = [&](ModuleLine::Kind kind) {
        return std::ranges::find_if(lines, [&](const auto &one) { return one.kind == kind && one.name == name; });
    };
    if (!on)
        return allCommented(file, lines, name);
    if (find(ModuleLine::Loads) != lines.end())
        return file;
    const auto commented = find(ModuleLine::Commented);
    return commented != lines.end() ? withoutComment(file, *commented) : withNewLine(file, name);
}

} // namespace rdma
