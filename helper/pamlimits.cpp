// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where distributions keep pam_limits and its files.
#include "helper/pamlimits.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto module = "/security/pam_limits.so"_L1;
/// What 1.5.2 says of a bad line; 1.7 has its number in it (parse_config_file()).
constexpr QByteArrayView wordsOfOld{"invalid line '%s' - skipped"};

/// Debian and Ubuntu: /usr/lib/x86_64-linux-gnu; Red Hat and SUSE: /usr/lib64; before them /lib64.
QStringList libraryDirectories(const Host &host)
{
    QStringList directories{u"/usr/lib64"_s, u"/lib64"_s, u"/usr/lib"_s};
    for (const QString &name : host.list(u"/usr/lib"_s))
        if (name.endsWith("-linux-gnu"_L1))
            directories.append("/usr/lib/"_L1 + name);
    return directories;
}

QByteArray moduleBytes(const Host &host)
{
    for (const QString &directory : libraryDirectories(host))
        if (const auto bytes = host.peek(directory + module))
            return *bytes;
    return {};
}

/// The value of ID= or ID_LIKE=, quoted or not (os-release(5)).
QByteArrayList wordsOf(const QByteArray &release, const QByteArray &key)
{
    for (const QByteArray &line : release.split('\n'))
        if (line.startsWith(QByteArray(key + '=')))
            return line.sliced(key.size() + 1).trimmed().replace('"', "").replace('\'', "").split(' ');
    return {};
}

bool isDebian(const Host &host)
{
    const QByteArray own = host.peek(u"/etc/os-release"_s).value_or(QByteArray());
    const QByteArray release = own.isEmpty() ? host.peek(u"/usr/lib/os-release"_s).value_or(QByteArray()) : own;
    return (wordsOf(release, "ID") + wordsOf(release, "ID_LIKE")).contains("debian");
}

} // namespace

PamLimits readPamLimits(const Host &host)
{
    return {.readsWords = moduleBytes(host).contains(wordsOfOld), .isDebians = isDebian(host)};
}

bool isPublicFile(const Host &host, const QString &path)
{
    for (QString place = path; !place.isEmpty(); place = place.section(u'/', 0, -2))
        if (host.target(place))
            return false;
    return host.isReadableByAll(path);
}

RulesFile peekFile(const Host &host, const QString &path, std::vector<Note> &notes)
{
    const auto bytes = host.peek(path);
    if (!bytes && bytes.error().code != ErrorCode::NotFound && host.target(path) != "/dev/null"_L1)
        notes.push_back({NoteCode::UnreadableFile, path, bytes.error().detail});
    return {path, bytes.value_or(QByteArray())};
}

std::vector<RulesFile> readLimitsFiles(const Host &host, std::vector<Note> &notes)
{
    std::vector<RulesFile> files;
    for (const QString &directory : {QString(limitsDirectory), u"/usr/etc/security"_s}) {
        if (host.modeOf(directory + "/limits.conf"_L1))
            files.push_back(peekFile(host, directory + "/limits.conf"_L1, notes));
        for (const QString &name : host.list(directory + "/limits.d"_L1))
            if (name.endsWith(".conf"_L1))
                files.push_back(peekFile(host, directory + "/limits.d/"_L1 + name, notes));
    }
    return limitsFilesInOrder(files);
}

} // namespace rdma
