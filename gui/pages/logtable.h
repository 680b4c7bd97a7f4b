// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The last lines of the log as a table, oldest first, and what of it is shown.
#pragma once

#include "model/logdecoder.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <deque>

namespace rdma {

class LogTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { When, Level, From, Text, Meaning, ColumnCount };

    /// However long one looks: what is older goes.
    static constexpr std::size_t maxLines = 5'000;

    using QAbstractTableModel::QAbstractTableModel;

    void append(std::vector<DecodedLine> lines);
    [[nodiscard]] const DecodedLine *lineAt(int row) const; ///< nullptr: no such row

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void dropOldest(std::size_t count);

    std::deque<DecodedLine> m_lines;
};

class LogFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit LogFilter(LogTable *table);

    void setText(const QString &text); ///< in the line, in whose it is, or in what it means
    void setLevel(int mostVerbose);    ///< syslog(3): 3 shows errors only
    void setTopic(std::optional<LogTopic> topic);

    [[nodiscard]] const DecodedLine *lineAt(const QModelIndex &index) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    LogTable *m_table;
    QString m_text;
    int m_level = 7;
    std::optional<LogTopic> m_topic;
};

} // namespace rdma
