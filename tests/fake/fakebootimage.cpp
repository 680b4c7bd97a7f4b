// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A boot image that is a list of names.
#include "tests/fake/fakebootimage.h"

#include "helper/bootimageorder.h"

#include <QDir>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString saidPath = u"/run/rdma-manager/work/said"_s;

QString pathOf(ImageTool tool, const QString &kernel)
{
    return tool == ImageTool::Dracut ? u"/boot/initramfs-%1.img"_s.arg(kernel) : u"/boot/initrd.img-"_s + kernel;
}

QString stampOf(const QString &path)
{
    struct stat status{};
    if (::stat(path.toUtf8().constData(), &status) == -1)
        qFatal("fake boot image: %s", qPrintable(path));
    return u"%1:%2"_s.arg(status.st_size).arg(qint64{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec);
}

} // namespace

void FakeBootImage::install(ImageTool tool, const QString &kernel, const QStringList &holds)
{
    m_path = pathOf(tool, kernel);
    m_holds = holds;
    m_settings.clear();
    m_files.write(u"/usr/lib/modules/%1/modules.dep"_s.arg(kernel), {});
    m_files.write(tool == ImageTool::Dracut ? u"/usr/bin/dracut"_s : u"/usr/sbin/update-initramfs"_s, "#!/bin/sh\n",
                  0755);
    m_files.write(tool == ImageTool::Dracut ? u"/usr/bin/lsinitrd"_s : u"/usr/bin/lsinitramfs"_s, "#!/bin/sh\n", 0755);
    write();
}

QStringList FakeBootImage::content() const
{
    QStringList all = m_holds + m_settings;
    all.sort();
    return all;
}

/// Longer each time: a clock that ticks slowly cannot make two images look the same.
void FakeBootImage::write()
{
    m_files.write(m_path, content().join(u'\n').toUtf8() + QByteArray(++m_builds, '\n') + QByteArray(4096, 'x'), 0600);
}

void FakeBootImage::say(const QStringList &lines)
{
    m_files.makeDirectory(saidPath.section(u'/', 0, -2), 0700);
    m_files.write(saidPath, lines.join(u'\n').toUtf8() + '\n', 0600);
}

Result<ToolOutcome> FakeBootImage::rebuild(const QString &object)
{
    const auto order = imageOrderFrom(object);
    if (!order)
        return std::unexpected(order.error());
    if (order->image != m_path)
        return fail(ErrorCode::NotFound, order->image, u"image"_s);
    if (m_failure)
        return std::unexpected(*m_failure);
    if (m_doesNothing)
        return fail(ErrorCode::ToolFailed, order->image, u"noEffect"_s);
    m_settings.clear();
    for (const QString &name : QDir(m_files.inside(u"/etc/modprobe.d"_s)).entryList({u"*.conf"_s}, QDir::Files))
        m_settings.append("etc/modprobe.d/"_L1 + name);
    if (order->tool == ImageTool::Dracut)
        for (const QString &path : {u"etc/rdma/mlx4.conf"_s, u"usr/libexec/mlx4-setup.sh"_s})
            if (m_files.exists(u'/' + path) && path != m_leftOut)
                m_settings.append(path);
    write();
    if (m_files.exists(saidPath))
        m_files.remove(saidPath);
    return ToolOutcome{rebuiltText({stampOf(m_files.inside(m_path)), m_path + ".before-rdma-manager"_L1})};
}

Result<ToolOutcome> FakeBootImage::run(const ToolCall &call)
{
    if (call.tool == Tool::RebuildBootImage)
        return rebuild(call.object);
    if (call.object != m_path || m_path.isEmpty())
        return fail(ErrorCode::NotFound, call.object, u"image"_s);
    return ToolOutcome{content().join(u'\n').toUtf8() + '\n'};
}

} // namespace rdma
