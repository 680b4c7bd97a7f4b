// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one spelling of a PCI address.
#include "model/pciaddress.h"

#include <QRegularExpression>

namespace rdma {

using namespace Qt::StringLiterals;

bool isPciAddress(QStringView text)
{
    constexpr qsizetype longest = 16; // "12345678:00:00.0"
    // Five bits of device and three of function: PCI_SLOT() and PCI_FUNC() of include/uapi/linux/pci.h.
    static const QRegularExpression shape(
        QRegularExpression::anchoredPattern(u"[0-9a-f]{4,8}:[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]"_s));
    return text.size() <= longest && shape.matchView(text).hasMatch();
}

Result<QString> pciAddressFrom(const QString &text, const QString &subject)
{
    constexpr qsizetype maxQuoted = 64;
    if (!isPciAddress(text))
        return fail(ErrorCode::InvalidWish, subject, text.left(maxQuoted));
    return text;
}

} // namespace rdma
