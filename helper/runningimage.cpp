// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Names of images, and which programs there are.
#include "helper/runningimage.h"

#include "helper/bootimageorder.h"
#include "helper/keptcopies.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool isThere(const Host &host, std::initializer_list<QLatin1StringView> paths)
{
    return std::ranges::any_of(paths, [&](QLatin1StringView path) { return host.modeOf(path).has_value(); });
}

/// kernel-install(8): $BOOT/MACHINE-ID/KERNEL, or unified images.
bool hasBootEntries(const Host &host)
{
    const QString machine = QString::fromLatin1(host.attribute(u"/etc/machine-id"_s).value_or(QByteArray())).trimmed();
    for (const QString &boot : {u"/boot"_s, u"/efi"_s, u"/boot/efi"_s}) {
        if (!machine.isEmpty() && !host.list(boot + u'/' + machine).isEmpty())
            return true;
        for (const QString &name : host.list(boot + "/EFI/Linux"_L1))
            if (name.endsWith(".efi"_L1))
                return true;
    }
    return false;
}

} // namespace

QString runningImage(const Machine &machine)
{
    const QString kernel = machine.kernel.release();
    for (const QString &name : {u"initrd.img-%1"_s, u"initramfs-%1.img"_s, u"initrd-%1"_s}) {
        const QString path = "/boot/"_L1 + name.arg(kernel);
        if (isImagePath(path) && machine.host.modeOf(path))
            return path;
    }
    return {};
}

QStringList otherImages(const Machine &machine)
{
    QStringList others;
    const QString running = runningImage(machine);
    for (const QString &name : machine.host.list(u"/boot"_s))
        if (const QString path = "/boot/"_L1 + name; isImagePath(path) && path != running && !isCopy(path))
            others.append(path);
    return others;
}

ImageBuilder readImageBuilder(const Host &host)
{
    return imageBuilder({.bootedOstree = isThere(host, {"/run/ostree-booted"_L1}),
                         .hasRpmOstree = isThere(host, {"/usr/bin/rpm-ostree"_L1}),
                         .hasUpdateInitramfs = isThere(host, {"/usr/sbin/update-initramfs"_L1}),
                         .hasDracut = isThere(host, {"/usr/bin/dracut"_L1, "/usr/sbin/dracut"_L1}),
                         .hasMkinitcpio = isThere(host, {"/usr/bin/mkinitcpio"_L1}),
                         .hasKernelInstall = isThere(host, {"/usr/bin/kernel-install"_L1}),
                         .hasBootEntries = hasBootEntries(host)});
}

qint64 bytesOfStamp(const QString &stamp)
{
    return stamp.section(u':', 0, 0).toLongLong();
}

} // namespace rdma
