// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The command line's words, and what modprobe and the kernel itself make of them.
#include "model/kernelcommandline.h"

#include <algorithm>

namespace rdma {

namespace {

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// A module's name has "_" for "-"; both compare it as it is written here, so that any other denies nothing.
bool isModuleName(const QByteArray &name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

QByteArray linesFor(const QByteArray &names, const QByteArray &before, const QByteArray &after)
{
    QByteArray lines;
    for (const QByteArray &name : names.split(','))
        if (isModuleName(name))
            lines += before + name + after + '\n';
    return lines;
}

} // namespace

QByteArrayList commandLineWords(const QByteArray &commandLine)
{
    QByteArrayList words;
    QByteArray word;
    bool isQuoted = false;
    const QByteArray ended = commandLine + ' ';
    for (const char c : ended) {
        if (!isSpace(c) || isQuoted) {
            isQuoted = isQuoted != (c == '"');
            word += c;
        } else if (!word.isEmpty()) {
            words.append(std::exchange(word, {}));
        }
    }
    return words;
}

RulesFile deniedByCommandLine(const QByteArray &commandLine)
{
    const QByteArray ofModprobe = "modprobe.blacklist=";
    const QByteArray ofKernel = "module_blacklist=";
    RulesFile denied{kernelCommandLinePath, {}};
    QByteArray refused; // of the kernel's own the last one counts
    bool isForInit = false;
    for (const QByteArray &word : commandLineWords(commandLine)) {
        isForInit = isForInit || word == "--"; // the kernel reads no further, modprobe does
        if (word.startsWith(ofModprobe))
            denied.bytes += linesFor(word.mid(ofModprobe.size()), "blacklist ", {});
        if (!isForInit && word.startsWith(ofKernel))
            refused = word.mid(ofKernel.size()).replace('"', "");
    }
    denied.bytes += linesFor(refused, "install ", " /bin/false");
    return denied;
}

} // namespace rdma
