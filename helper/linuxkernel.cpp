// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Links by rtnetlink; nodes of configfs are in a file of their own.
#include "helper/linuxkernel.h"

#include "helper/configfsnodes.h"
#include "helper/errnoerror.h"
#include "helper/ethtoolmodes.h"
#include "helper/linkaddresses.h"
#include "helper/netlinkexchange.h"
#include "helper/portattributes.h"
#include "helper/sessionattributes.h"

#include <linux/if.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <sys/utsname.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Buffer = NetlinkBuffer;

Result<void> exchange(nlmsghdr *request, const QString &subject, mnl_cb_t callback, void *data)
{
    return rdma::exchange(NETLINK_ROUTE, request, subject, callback, data);
}

int readAltname(const nlattr *attribute, void *data)
{
    if (mnl_attr_get_type(attribute) == IFLA_ALT_IFNAME)
        static_cast<Link *>(data)->altnames.append(QString::fromUtf8(mnl_attr_get_str(attribute)));
    return MNL_CB_OK;
}

int readAttribute(const nlattr *attribute, void *data)
{
    auto *link = static_cast<Link *>(data);
    if (mnl_attr_get_type(attribute) == IFLA_IFNAME)
        link->name = QString::fromUtf8(mnl_attr_get_str(attribute));
    if (mnl_attr_get_type(attribute) == IFLA_PROP_LIST)
        return mnl_attr_parse_nested(attribute, readAltname, data);
    return MNL_CB_OK;
}

int readLink(const nlmsghdr *message, void *data)
{
    const auto *info = static_cast<const ifinfomsg *>(mnl_nlmsg_get_payload(message));
    Link link;
    link.index = info->ifi_index;
    link.up = info->ifi_flags & IFF_UP;
    if (mnl_attr_parse(message, sizeof *info, readAttribute, &link) == MNL_CB_ERROR)
        return MNL_CB_ERROR;
    static_cast<std::vector<Link> *>(data)->push_back(std::move(link));
    return MNL_CB_OK;
}

nlmsghdr *putRequest(Buffer &buffer, quint16 type, int flags, const ifinfomsg &info)
{
    nlmsghdr *request = mnl_nlmsg_put_header(buffer.data());
    request->nlmsg_type = type;
    request->nlmsg_flags = static_cast<quint16>(NLM_F_REQUEST | flags);
    *static_cast<ifinfomsg *>(mnl_nlmsg_put_extra_header(request, sizeof info)) = info;
    return request;
}

Result<std::vector<Link>> dumpLinks()
{
    Buffer buffer;
    std::vector<Link> links;
    nlmsghdr *request = putRequest(buffer, RTM_GETLINK, NLM_F_DUMP, ifinfomsg{});
    mnl_attr_put_u32(request, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
    return exchange(request, u"links"_s, readLink, &links).transform([&] { return std::move(links); });
}

ifinfomsg linkInfo(int index)
{
    ifinfomsg info{};
    info.ifi_index = index;
    return info;
}

} // namespace

QString LinuxKernel::release() const
{
    utsname system{};
    return ::uname(&system) == 0 ? QString::fromUtf8(system.release) : QString();
}

Result<std::vector<Link>> LinuxKernel::links() const
{
    // libmnl answers NLM_F_DUMP_INTR (a link came or went during the dump) with EINTR: the dump is not consistent.
    auto links = dumpLinks();
    for (int attempt = 0; attempt < 10 && !links && links.error().detail == "EINTR"_L1; ++attempt)
        links = dumpLinks();
    return links;
}

Result<std::vector<LinkAddress>> LinuxKernel::addresses() const
{
    return askAddresses();
}

Result<void> LinuxKernel::renameLink(int index, const QString &name)
{
    if (index < 1) // the kernel would look the link up by the new name
        return kernelFailure(ENODEV, name);
    const QByteArray bytes = name.toUtf8();
    Buffer buffer;
    // RTM_SETLINK: unlike RTM_NEWLINK it can never create a link.
    nlmsghdr *request = putRequest(buffer, RTM_SETLINK, NLM_F_ACK, linkInfo(index));
    if (!mnl_attr_put_strz_check(request, 4096, IFLA_IFNAME, bytes.constData()))
        return kernelFailure(ERANGE, name);
    return exchange(request, name, nullptr, nullptr);
}

Result<void> LinuxKernel::setLinkUp(int index, bool up)
{
    if (index < 1)
        return kernelFailure(ENODEV, QString::number(index));
    ifinfomsg info = linkInfo(index);
    info.ifi_change = IFF_UP;
    info.ifi_flags = up ? static_cast<unsigned>(IFF_UP) : 0U;
    Buffer buffer;
    return exchange(putRequest(buffer, RTM_SETLINK, NLM_F_ACK, info), QString::number(index), nullptr, nullptr);
}

ReadLinkModes LinuxKernel::linkModes() const
{
    return askLinkModes; // it has no state
}

Result<void> LinuxKernel::makeNode(const QString &path)
{
    return makeConfigfsNode(path);
}

Result<void> LinuxKernel::removeNode(const QString &path)
{
    return removeConfigfsNode(path);
}

Result<void> LinuxKernel::linkNode(const QString &path, const QString &target)
{
    return linkConfigfsNode(path, target);
}

Result<void> LinuxKernel::unlinkNode(const QString &path)
{
    return unlinkConfigfsNode(path);
}

Result<void> LinuxKernel::storeAttribute(const QString &path, const QByteArray &value)
{
    return storeConfigfsAttribute(path, value);
}

Result<void> LinuxKernel::storeSessionAttribute(const QString &path, const QByteArray &value)
{
    return rdma::storeSessionAttribute(path, value);
}

Result<void> LinuxKernel::storePortType(const QString &path, const QByteArray &value)
{
    return rdma::storePortType(path, value);
}

Result<void> LinuxKernel::expectUnheld(const QString &device)
{
    return expectUnheldDisk(device);
}

} // namespace rdma
