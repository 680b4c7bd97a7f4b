// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Aligned columns of text.
#include "gui/ctl/table.h"

#include <algorithm>

namespace rdma {

namespace {

QList<qsizetype> widthsOf(const QList<QStringList> &rows)
{
    QList<qsizetype> widths(rows.isEmpty() ? 0 : rows.constFirst().size(), 0);
    for (const QStringList &row : rows)
        for (qsizetype column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], row[column].size());
    return widths;
}

QString rowText(const QStringList &row, const QList<qsizetype> &widths)
{
    QString text;
    for (qsizetype column = 0; column < row.size(); ++column)
        text += row[column].leftJustified(widths[column] + 2);
    while (text.endsWith(u' '))
        text.chop(1);
    return text + u'\n';
}

} // namespace

QString tableText(const QList<QStringList> &rows)
{
    const QList<qsizetype> widths = widthsOf(rows);
    QString text;
    for (const QStringList &row : rows)
        text += rowText(row, widths);
    return text;
}

} // namespace rdma
