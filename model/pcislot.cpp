// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// %04x:%02x:%02x.%d of pci_setup_device() (drivers/pci/probe.c): the domain has more digits where it needs them.
#include "model/pcislot.h"

#include <QRegularExpression>

namespace rdma {

using namespace Qt::StringLiterals;

bool isPciSlot(QStringView text)
{
    static const QRegularExpression slot(
        QRegularExpression::anchoredPattern(u"[0-9a-f]{4,8}:[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]"_s));
    constexpr qsizetype longest = 16;
    return text.size() <= longest && slot.matchView(text).hasMatch();
}

} // namespace rdma
