// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// mkdir, rmdir, symlink, unlink, write.
#include "helper/configfsnodes.h"

#include "helper/descriptor.h"
#include "helper/errnoerror.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto top = "/sys/kernel/config/"_L1;
/// SIMPLE_ATTR_SIZE - 1 (fs/configfs/file.c): what is longer is stored without its end.
constexpr qsizetype longestValue = 4095;

Result<void> outcome(int returned, const QString &path)
{
    if (returned == -1)
        return kernelFailure(errno, path);
    return {};
}

template <typename Call> Result<void> onNode(const QString &path, Call call)
{
    if (!isConfigfsPath(path))
        return kernelFailure(EINVAL, path);
    const QByteArray name = path.toUtf8();
    return outcome(call(name.constData()), path);
}

Result<void> writeOnce(int file, const QByteArray &value, const QString &path)
{
    const auto written = ::write(file, value.constData(), static_cast<size_t>(value.size()));
    if (written == -1)
        return kernelFailure(errno, path);
    if (written != value.size())
        return fail(ErrorCode::Io, path, u"short write"_s);
    return {};
}

} // namespace

bool isConfigfsPath(const QString &path)
{
    if (!path.startsWith(top) || path.contains(u'\0'))
        return false;
    const auto names = QStringView(path).sliced(top.size()).tokenize(u'/');
    return std::ranges::none_of(names,
                                [](QStringView name) { return name.isEmpty() || name == "."_L1 || name == ".."_L1; });
}

Result<void> makeConfigfsNode(const QString &path)
{
    return onNode(path, [](const char *name) { return ::mkdir(name, 0755); });
}

Result<void> removeConfigfsNode(const QString &path)
{
    return onNode(path, [](const char *name) { return ::rmdir(name); });
}

Result<void> linkConfigfsNode(const QString &path, const QString &target)
{
    if (!isConfigfsPath(target))
        return kernelFailure(EINVAL, target);
    const QByteArray object = target.toUtf8();
    return onNode(path, [&](const char *name) { return ::symlink(object.constData(), name); });
}

Result<void> unlinkConfigfsNode(const QString &path)
{
    return onNode(path, [](const char *name) { return ::unlink(name); });
}

Result<void> storeConfigfsAttribute(const QString &path, const QByteArray &value)
{
    if (!isConfigfsPath(path) || value.size() > longestValue)
        return kernelFailure(EINVAL, path);
    const QByteArray name = path.toUtf8();
    const Descriptor file(::open(name.constData(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file.valid())
        return kernelFailure(errno, path);
    return writeOnce(file.get(), value, path);
}

} // namespace rdma
