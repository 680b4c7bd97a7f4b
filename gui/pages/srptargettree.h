// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree of exports: ports, their disks, who may use each. Permissions become rows when somebody unfolds their disk.
#pragma once

#include "gui/pages/srptargetrates.h"
#include "gui/pages/srptargetrow.h"
#include "gui/words/srptargetwords.h"

namespace rdma {

class ExportTree : public RowTree<ExportRow> {
    Q_OBJECT
public:
    enum Column { Name, MadeOf, Size, State, Reboot, ColumnCount };
    enum class Standing { Stays, Added, Removed, Changed };

    explicit ExportTree(QObject *parent = nullptr) : RowTree(parent) {}

    /// Rows come, go and change; the model is never reset, so that views stay where they are.
    void show(const ExportState &state, const ExportEdits &edits);
    void showRates(const Sessions &sessions, const ExportRates &rates);
    void setSearch(const QString &words); ///< all of them must be found in a row and those above it

    [[nodiscard]] const ExportState &state() const { return m_state; }
    [[nodiscard]] const SrpTargetConfig &wanted() const { return m_wanted; }
    [[nodiscard]] const ExportRates &rates() const { return m_rates; }
    [[nodiscard]] bool isSearching() const { return !m_words.isEmpty(); }
    [[nodiscard]] Standing standingOf(const ExportRow &row) const;
    [[nodiscard]] Lasting lastingOf(const ExportRow &row) const; ///< after the pending edits
    [[nodiscard]] const MappedLun *mappedLun(const ExportRow &row) const;
    [[nodiscard]] const Backstore *diskOf(const ExportRow &row) const;
    [[nodiscard]] const InitiatorSession *sessionOf(const ExportRow &row) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    void place();
    void tellFoldable(const ExportOrder &order);
    [[nodiscard]] QString text(const ExportRow &row, int column) const;
    [[nodiscard]] QString name(const ExportRow &row) const;
    [[nodiscard]] QString madeOf(const ExportRow &row) const;
    [[nodiscard]] QString stateWords(const ExportRow &row) const;
    [[nodiscard]] QString access(const ExportRow &row) const;
    [[nodiscard]] QString changedState(const ExportRow &row) const;
    [[nodiscard]] QString portState(const ExportRow &row) const;
    [[nodiscard]] QString diskState(const ExportRow &row) const;
    [[nodiscard]] QString initiatorState(const ExportRow &row) const;

    ExportState m_state;
    SrpTargetConfig m_wanted;
    ExportRows m_rows;
    ExportRates m_rates;
    QStringList m_words;
    std::set<ExportRow> m_unfolded;
    std::set<ExportRow> m_foldable;
};

} // namespace rdma
