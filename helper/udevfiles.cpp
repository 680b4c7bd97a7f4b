// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What udev has on disk: its rules files and its database.
#include "helper/udevfiles.h"

#include "helper/udevdatabase.h"
#include "model/append.h"
#include "model/kernelcommandline.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

template <std::size_t N>
QStringList places(const std::array<QLatin1StringView, N> &directories, const QString &below = {})
{
    QStringList paths;
    for (const auto directory : directories)
        paths.append(directory + below);
    return paths;
}

/// A link to /dev/null is as empty as an empty file: it hides others. What cannot be read counts as empty, too.
RulesFile readFile(const Host &host, const QString &path, std::vector<Note> *notes)
{
    if (host.target(path) == "/dev/null"_L1)
        return {path, {}};
    const auto bytes = host.peek(path);
    if (!bytes && notes)
        notes->push_back({NoteCode::UnreadableFile, path, bytes.error().detail});
    return {path, bytes.value_or(QByteArray())};
}

std::vector<RulesFile> filesIn(const Host &host, const QStringList &directories, QLatin1StringView ending,
                               std::vector<Note> *notes = nullptr)
{
    std::vector<RulesFile> files;
    for (const QString &directory : directories)
        for (const QString &name : host.list(directory))
            if (name.endsWith(ending))
                files.push_back(readFile(host, directory + u'/' + name, notes));
    return files;
}

/// The file that chose is gone. After a live rename ID_NET_NAME is merely the live name (udev sets it so on "move"), so
/// it counts only when it is one of the names that a policy makes, or when it is not the present name.
std::optional<LinkChoice> choiceInDatabase(const LinkSubject &subject, const QByteArray &presentName)
{
    const QByteArray chosen = subject.properties.value("ID_NET_NAME");
    bool isMade = false;
    for (const auto &[key, value] : subject.properties.asKeyValueRange())
        isMade = isMade || (key.startsWith("ID_NET_NAME_") && value == chosen);
    if (chosen.isEmpty() || (!isMade && chosen == presentName))
        return std::nullopt;
    return LinkChoice{chosen, {}, 0};
}

} // namespace

std::vector<RulesFile> readRulesFiles(const Host &host, std::vector<Note> &notes)
{
    return filesIn(host, places(rulesDirectories), ".rules"_L1, &notes);
}

std::vector<RulesFile> withRulesFile(std::vector<RulesFile> files, const QString &path,
                                     const std::optional<QByteArray> &bytes)
{
    std::erase_if(files, [&](const RulesFile &file) { return file.path == path; });
    if (bytes)
        files.push_back({path, *bytes});
    return files;
}

LinkFiles readLinkFiles(const Host &host)
{
    LinkFiles found;
    for (const RulesFile &file :
         effectiveFiles(filesIn(host, places(linkDirectories), ".link"_L1), places(linkDirectories), ".link"_L1)) {
        const QStringList dropIns = places(linkDirectories, u'/' + file.path.section(u'/', -1) + ".d"_L1);
        std::vector<RulesFile> parts{file};
        append(parts, effectiveFiles(filesIn(host, dropIns, ".conf"_L1), dropIns, ".conf"_L1));
        found.files.push_back(parseLinkFile(parts));
    }
    const QByteArray commandLine = host.peek(kernelCommandLinePath).value_or(QByteArray());
    found.predictable = !commandLineWords(commandLine).contains("net.ifnames=0");
    return found;
}

std::optional<LinkChoice> linkChoiceFor(const Host &host, const LinkFiles &files, const Interface &interface)
{
    LinkSubject subject{interface.kernelName.toUtf8(), interface.address.text(),
                        readUdevEntry(host, u"n%1"_s.arg(interface.index)).properties, files.predictable,
                        interface.name.toUtf8()};
    const QByteArray last = subject.properties.value("ID_NET_LINK_FILE");
    const bool isKnown = last.isEmpty() || std::ranges::contains(files.files, QString::fromUtf8(last), &LinkFile::path);
    return isKnown ? chooseLinkName(files.files, subject) : choiceInDatabase(subject, interface.name.toUtf8());
}

} // namespace rdma
