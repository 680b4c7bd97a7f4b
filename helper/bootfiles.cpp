// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Collecting boot files, and who would read them.
#include "helper/bootfiles.h"

#include "helper/devicekinds.h"
#include "helper/units.h"
#include "model/bootvotes.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool isThere(const Host &host, const QString &path)
{
    return host.modeOf(path).has_value();
}

/// Where systemd runs a script of init.d by itself there is no unit file to ask.
bool startsAtBoot(const Host &host, const QString &unit)
{
    return !hasUnitFile(host, unit) || readUnit(host, unit).enabled;
}

BootLayout layoutOf(const Host &host)
{
    return {.rdmaConf = isThere(host, rdmaConfPath),
            .rdmaInitKernel = isThere(host, u"/usr/libexec/rdma-init-kernel"_s),
            .rdmaService = hasUnitFile(host, u"rdma.service"_s),
            .rdmaInitScript = isThere(host, u"/etc/rc.d/init.d/rdma"_s),
            .bootLists = isThere(host, u"/etc/rdma/modules"_s),
            .loadModulesUnit = hasUnitFile(host, u"rdma-load-modules@.service"_s),
            .openibConf = isThere(host, openibConfPath),
            .openibd = isThere(host, u"/etc/init.d/openibd"_s) && startsAtBoot(host, u"openibd.service"_s)};
}

/// os-release(5): ID=, and ID_LIKE= of what is made from it.
Packager packagerOf(const Host &host)
{
    const QByteArray text = host.peek(u"/etc/os-release"_s)
                                .or_else([&](const Error &) { return host.peek(u"/usr/lib/os-release"_s); })
                                .value_or(QByteArray());
    for (const QByteArray &line : text.split('\n')) {
        if (!line.startsWith("ID=") && !line.startsWith("ID_LIKE="))
            continue;
        const QByteArrayList ids = line.sliced(line.indexOf('=') + 1).replace('"', "").replace('\'', "").split(' ');
        if (ids.contains("rhel") || ids.contains("fedora") || ids.contains("centos"))
            return Packager::RedHat;
    }
    return Packager::Upstream;
}

class Collecting {
public:
    explicit Collecting(const Host &host) : m_host(host) {}

    FoundBootFiles run()
    {
        BootFiles &files = m_found.files;
        files.live = liveDialects(layoutOf(m_host));
        files.packager = packagerOf(m_host);
        files.idle = idleLists(m_host);
        files.rdmaConf = take(rdmaConfPath, files.live.rdmaConf);
        files.openibConf = take(openibConfPath, files.live.openibConf);
        for (const auto &[list, path] : bootListPaths)
            if (const auto bytes = take(path, files.live.bootLists))
                files.lists[list] = *bytes;
        for (BootFile &file : m_found.shown)
            file.isIdle = isIdle(file.path);
        for (const QString &directory : staticListDirectories())
            for (const QString &name : m_host.list(directory))
                if (name.endsWith(".conf"_L1))
                    takeStatic(directory + u'/' + name);
        return std::move(m_found);
    }

private:
    bool isIdle(const QString &path) const
    {
        return std::ranges::any_of(m_found.files.idle, [&](BootList list) { return pathOf(list) == path; });
    }

    /// A file that we would not write to is shown all the same: systemd and bash read it.
    std::optional<QByteArray> take(const QString &path, DialectUse use)
    {
        if (!isThere(m_host, path))
            return std::nullopt;
        m_found.shown.push_back({path, *dialectOf(path), use});
        auto read = m_host.read(path);
        if (read)
            return *std::move(read);
        m_found.files.unwritable.insert(path);
        auto seen = m_host.peek(path);
        if (!seen)
            m_found.notes.push_back({NoteCode::UnreadableFile, path, seen.error().detail});
        return std::move(seen).value_or(QByteArray());
    }

    /// A link to /dev/null hides, and that is all.
    void takeStatic(const QString &path)
    {
        const bool isNothing = m_host.target(path) == "/dev/null"_L1;
        m_found.files.staticLists.push_back(
            {path, isNothing ? QByteArray() : take(path, DialectUse::Live).value_or(QByteArray())});
    }

    const Host &m_host;
    FoundBootFiles m_found;
};

const RulesFile *staticListAt(const BootFiles &files, const QString &path)
{
    const auto found = std::ranges::find(files.staticLists, path, &RulesFile::path);
    return found == files.staticLists.end() ? nullptr : &*found;
}

} // namespace

FoundBootFiles readBootFiles(const Host &host)
{
    return Collecting(host).run();
}

std::optional<QByteArray> bytesAt(const BootFiles &files, const QString &path)
{
    if (path == rdmaConfPath)
        return files.rdmaConf;
    for (const auto &[list, bytes] : files.lists)
        if (pathOf(list) == path)
            return bytes;
    const RulesFile *file = staticListAt(files, path);
    return file ? std::optional(file->bytes) : std::nullopt;
}

void replaceBytes(BootFiles &files, const QString &path, const QByteArray &bytes)
{
    if (path == rdmaConfPath)
        files.rdmaConf = bytes;
    for (const auto &[list, listPath] : bootListPaths)
        if (path == listPath)
            files.lists[list] = bytes;
    if (dialectOf(path) != BootDialect::StaticList)
        return;
    std::erase_if(files.staticLists, [&](const RulesFile &file) { return file.path == path; });
    files.staticLists.push_back({path, bytes});
}

} // namespace rdma
