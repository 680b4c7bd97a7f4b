// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the fake kernel reacts; every rule is one of net/core/dev.c or net/core/rtnetlink.c.
#include "tests/fake/fakekernel.h"

#include "helper/errnoerror.h"

#include <QVersionNumber>
#include <cerrno>
#include <net/if.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = IFNAMSIZ - 1;

/// isspace() of lib/ctype.c, which counts the byte 0xa0 too.
bool isKernelSpace(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r') || byte == '\xa0';
}

/// dev_valid_name(); the length was netlink's concern before.
bool isValidName(const QByteArray &name)
{
    return name != "." && name != ".." && !name.contains('/') && !name.contains(':') &&
           std::ranges::none_of(name, isKernelSpace);
}

/// A template has exactly one % and it is a %d (__dev_alloc_name()).
bool isValidTemplate(const QString &name)
{
    return name.count(u'%') == 1 && name.contains("%d"_L1);
}

} // namespace

QString FakeKernel::release() const
{
    const QMutexLocker locker(&m_mutex);
    return m_release;
}

void FakeKernel::setRelease(const QString &release)
{
    const QMutexLocker locker(&m_mutex);
    m_release = release;
    m_configfs.setOldKernel(QVersionNumber::fromString(release) < QVersionNumber(6, 5));
}

Result<std::vector<Link>> FakeKernel::links() const
{
    const QMutexLocker locker(&m_mutex);
    if (auto error = injected(Call::Links, u"links"_s))
        return std::unexpected(*error);
    std::vector<Link> links;
    for (const auto &[index, link] : m_links)
        links.push_back({index, link.name, link.altnames, link.up});
    return links;
}

Result<std::vector<LinkAddress>> FakeKernel::addresses() const
{
    const QMutexLocker locker(&m_mutex);
    std::vector<LinkAddress> addresses;
    for (const auto &[index, link] : m_links)
        for (const QString &address : link.addresses)
            addresses.push_back({index, address});
    return addresses;
}

Result<void> FakeKernel::renameLink(int index, const QString &name)
{
    const QMutexLocker locker(&m_mutex);
    if (auto error = injected(Call::RenameLink, name))
        return std::unexpected(*error);
    if (const int error = requestRename(find(index), name); error != 0)
        return kernelFailure(error, name);
    return {};
}

/// rtnl_setlink(): the attribute's length is looked at first, an empty name is no wish.
int FakeKernel::requestRename(FakeLink *link, const QString &name)
{
    if (name.toUtf8().size() > longestName)
        return ERANGE;
    if (!link)
        return ENODEV;
    return name.isEmpty() ? 0 : rename(*link, name);
}

/// dev_change_name()
int FakeKernel::rename(FakeLink &link, const QString &name)
{
    const bool renamesWhileUp = QVersionNumber::fromString(m_release) >= QVersionNumber(6, 2);
    if (link.up && !renamesWhileUp)
        return EBUSY;
    if (name == link.name)
        return 0;
    const bool isTemplate = name.contains(u'%');
    if (!isValidName(name.toUtf8()) || (isTemplate && !isValidTemplate(name)))
        return EINVAL;
    if (!isTemplate && isTaken(name))
        return EEXIST;
    const QString oldName = std::exchange(link.name, isTemplate ? expanded(name) : name);
    link.renamed = true;
    m_sysfs.renameLink(link, oldName);
    refresh(link);
    return 0;
}

Result<void> FakeKernel::setLinkUp(int index, bool up)
{
    const QMutexLocker locker(&m_mutex);
    if (auto error = injected(Call::SetLinkUp, QString::number(index)))
        return std::unexpected(*error);
    FakeLink *link = find(index);
    if (!link)
        return kernelFailure(ENODEV, QString::number(index));
    link->up = up;
    refresh(*link);
    return {};
}

/// ethnl_parse_header_dev_get() and linkmodes_prepare_data() (net/ethtool): no such link, no driver that would tell.
ReadLinkModes FakeKernel::linkModes() const
{
    const QMutexLocker locker(&m_mutex);
    QStringList names;
    for (const auto &[index, link] : m_links)
        names << link.name << link.altnames;
    return [names, modes = m_modes](const QString &name) -> Result<LinkModes> {
        const auto found = modes.find(name);
        if (found != modes.end())
            return found->second;
        return kernelFailure(names.contains(name) ? EOPNOTSUPP : ENODEV, name);
    };
}

void FakeKernel::setLinkModes(const QString &name, const LinkModes &modes)
{
    const QMutexLocker locker(&m_mutex);
    m_modes[name] = modes;
}

void FakeKernel::failNext(Call call, ErrorCode code, const QString &detail)
{
    const QMutexLocker locker(&m_mutex);
    m_failures.insert({call, {code, {}, detail}});
}

FakeLink *FakeKernel::find(int index)
{
    const auto found = m_links.find(index);
    return found == m_links.end() ? nullptr : &found->second;
}

FakeLink *FakeKernel::find(const QString &name)
{
    for (auto &[index, link] : m_links)
        if (link.name == name)
            return &link;
    qFatal("fake kernel: no link %s", qPrintable(name));
}

bool FakeKernel::isTaken(const QString &name) const
{
    return std::ranges::any_of(
        m_links, [&](const auto &entry) { return entry.second.name == name || entry.second.altnames.contains(name); });
}

/// The smallest number that makes a free name.
QString FakeKernel::expanded(const QString &format) const
{
    for (int number = 0;; ++number) {
        const QString name = QString(format).replace("%d"_L1, QString::number(number));
        if (!isTaken(name))
            return name;
    }
}

void FakeKernel::refresh(const FakeLink &link)
{
    m_sysfs.refresh(link, link.parent ? find(link.parent)->name : QString());
    for (const auto &[index, child] : m_links)
        if (child.parent == link.index)
            m_sysfs.refresh(child, link.name);
}

std::optional<Error> FakeKernel::injected(Call call, const QString &subject) const
{
    const auto found = m_failures.find(call);
    if (found == m_failures.end())
        return std::nullopt;
    Error error = found->second;
    m_failures.erase(found);
    error.subject = subject;
    return error;
}

} // namespace rdma
