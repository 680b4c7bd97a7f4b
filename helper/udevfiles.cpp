// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What udev has on disk: its rules files and its database.
#include "helper/udevfiles.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

RulesFile readRulesFile(const Host &host, const QString &path, std::vector<Note> &notes)
{
    if (host.target(path) == "/dev/null"_L1)
        return {path, {}};
    const auto bytes = host.peek(path);
    if (!bytes)
        notes.push_back({NoteCode::UnreadableFile, path, bytes.error().detail});
    return {path, bytes.value_or(QByteArray())};
}

} // namespace

std::vector<RulesFile> readRulesFiles(const Host &host, std::vector<Note> &notes)
{
    std::vector<RulesFile> files;
    for (const auto directory : rulesDirectories)
        for (const QString &name : host.list(directory))
            if (name.endsWith(".rules"_L1))
                files.push_back(readRulesFile(host, directory + u'/' + name, notes));
    return files;
}

std::vector<RulesFile> withRulesFile(std::vector<RulesFile> files, const QString &path,
                                     const std::optional<QByteArray> &bytes)
{
    std::erase_if(files, [&](const RulesFile &file) { return file.path == path; });
    if (bytes)
        files.push_back({path, *bytes});
    return files;
}

std::optional<QByteArray> linkNameInUdevDatabase(const Host &host, int index, const QByteArray &presentName)
{
    const QByteArray key = "E:ID_NET_NAME";
    std::optional<QByteArray> chosen;
    QList<QByteArray> made;
    const auto entry = host.peek(u"/run/udev/data/n%1"_s.arg(index));
    for (const QByteArray &line : entry.value_or(QByteArray()).split('\n')) {
        if (line.startsWith(QByteArray(key + '=')))
            chosen = line.mid(key.size() + 1);
        else if (line.startsWith(QByteArray(key + '_')))
            made.append(line.mid(line.indexOf('=') + 1));
    }
    const bool counts = chosen && (made.contains(*chosen) || *chosen != presentName);
    return counts ? chosen : std::nullopt;
}

} // namespace rdma
