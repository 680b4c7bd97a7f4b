// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows of lists and tables with room to read and to hit them.
#include "gui/widgets/roomyrows.h"

namespace rdma {

QSize RoomyRows::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize tight = QStyledItemDelegate::sizeHint(option, index);
    return tight + QSize(option.fontMetrics.averageCharWidth(), option.fontMetrics.lineSpacing() / 2);
}

} // namespace rdma
