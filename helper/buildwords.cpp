// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Words of update-initramfs(8) and dracut(8).
#include "helper/buildwords.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Of rdma-core. By itself it joins only while there is an RDMA device (redhat/rdma.modules-setup.sh: check()).
bool hasRdmaModule(const Host &host)
{
    return std::ranges::any_of(host.list(u"/usr/lib/dracut/modules.d"_s), [](const QString &name) {
        return name.size() > 4 && name.endsWith("rdma"_L1) && name.front().isDigit() &&
               std::ranges::all_of(name.chopped(4), [](QChar one) { return one.isDigit(); });
    });
}

} // namespace

QStringList buildWords(const Host &host, const ImageOrder &order)
{
    if (order.tool == ImageTool::UpdateInitramfs)
        return {u"-u"_s, u"-k"_s, order.kernel};
    QStringList words{u"--force"_s};
    if (hasRdmaModule(host))
        words += {u"--add"_s, u"rdma"_s};
    return words + QStringList{order.image, order.kernel};
}

} // namespace rdma
