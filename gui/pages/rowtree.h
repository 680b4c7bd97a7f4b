// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A tree of rows that have an identity: they come, go and move one by one, so that views stay where they are.
#pragma once

#include <QAbstractItemModel>
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace rdma {

/// Which row stands below which, and in which order.
template <typename Id> struct RowOrder {
    using Ids = std::vector<Id>;

    Ids top;
    std::map<Id, Ids> children; ///< of those that have some

    /// Below nothing: the top.
    [[nodiscard]] const Ids &below(const std::optional<Id> &parent) const
    {
        static const Ids nobody;
        if (!parent)
            return top;
        const auto found = children.find(*parent);
        return found == children.end() ? nobody : found->second;
    }
};

/// Structure only; what a row shows is told by whoever derives from it.
template <typename Id> class RowTree : public QAbstractItemModel {
public:
    explicit RowTree(QObject *parent) : QAbstractItemModel(parent), m_top(std::make_unique<Row>()) {}

    [[nodiscard]] QModelIndex indexOf(const Id &id) const
    {
        const auto found = m_rows.find(id);
        return found == m_rows.end() ? QModelIndex() : indexFor(*found->second);
    }

    [[nodiscard]] std::optional<Id> idAt(const QModelIndex &index) const { return rowAt(index).id; }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override
    {
        if (!hasIndex(row, column, parent))
            return {};
        return indexFor(*rowAt(parent).below[static_cast<std::size_t>(row)], column);
    }

    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override
    {
        return index.isValid() ? indexFor(*rowAt(index).above) : QModelIndex();
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.column() > 0 ? 0 : static_cast<int>(rowAt(parent).below.size());
    }

protected:
    using Ids = RowOrder<Id>::Ids;

    /// No model reset.
    void rearrange(const RowOrder<Id> &order)
    {
        removeStrays(*m_top, order);
        arrange(*m_top, order);
    }

    /// Only what is below this row, of which `order` need tell no more.
    void rearrangeBelow(const Id &id, const RowOrder<Id> &order)
    {
        Row &row = *m_rows.at(id);
        removeStrays(row, order);
        arrange(row, order);
    }

    void tellChanges(const std::set<Id> &changed) { tellChanges(*m_top, changed); }

    /// All that are there may have changed.
    void tellAll() { tellAll(*m_top); }

private:
    /// Its address is the internal pointer of its indexes.
    struct Row {
        std::optional<Id> id; ///< none: the one above the top level
        Row *above = nullptr;
        std::size_t place = 0; ///< in above->below
        std::vector<std::unique_ptr<Row>> below;

        void number(std::size_t from)
        {
            for (std::size_t i = from; i < below.size(); ++i)
                below[i]->place = i;
        }
    };

    /// As most often after a refresh: to compare costs less than to look each row up.
    [[nodiscard]] static bool isArranged(const Row &above, const Ids &wanted)
    {
        return std::ranges::equal(above.below, wanted, [](const auto &row, const Id &id) { return *row->id == id; });
    }

    /// First of all, so that no row is in two places while it moves.
    void removeStrays(Row &above, const RowOrder<Id> &order)
    {
        if (const Ids &wanted = order.below(above.id); !isArranged(above, wanted))
            removeStraysBelow(above, wanted);
        for (const auto &row : above.below)
            removeStrays(*row, order);
    }

    void removeStraysBelow(Row &above, const Ids &wanted)
    {
        const std::set<Id> staying(wanted.begin(), wanted.end());
        const auto stays = [&](std::size_t place) { return staying.contains(*above.below[place]->id); };
        for (std::size_t end = above.below.size(); end > 0;) {
            std::size_t from = end;
            while (from > 0 && !stays(from - 1))
                --from;
            if (from < end)
                remove(above, from, end);
            end = std::max<std::size_t>(from, 1) - 1;
        }
    }

    void arrange(Row &above, const RowOrder<Id> &order)
    {
        if (const Ids &wanted = order.below(above.id); !isArranged(above, wanted))
            arrangeBelow(above, wanted);
        for (const auto &row : above.below)
            arrange(*row, order);
    }

    /// What is out of order goes and comes back at its place.
    void arrangeBelow(Row &above, const Ids &wanted)
    {
        const auto isNew = [this](const Id &id) { return !m_rows.contains(id); };
        for (std::size_t place = 0; place < wanted.size(); ++place) {
            const auto present = m_rows.find(wanted[place]);
            if (present != m_rows.end()) {
                if (present->second->place > place)
                    remove(above, place, present->second->place);
                continue;
            }
            const auto from = wanted.begin() + static_cast<Ids::difference_type>(place);
            const auto to = std::find_if_not(from, wanted.end(), isNew);
            insert(above, place, {from, to});
        }
    }

    void remove(Row &above, std::size_t from, std::size_t to)
    {
        beginRemoveRows(indexFor(above), static_cast<int>(from), static_cast<int>(to) - 1);
        for (std::size_t place = from; place < to; ++place)
            forget(*above.below[place]);
        above.below.erase(above.below.begin() + static_cast<std::ptrdiff_t>(from),
                          above.below.begin() + static_cast<std::ptrdiff_t>(to));
        above.number(from);
        endRemoveRows();
    }

    void forget(const Row &row)
    {
        for (const auto &child : row.below)
            forget(*child);
        m_rows.erase(*row.id);
    }

    void insert(Row &above, std::size_t at, std::span<const Id> ids)
    {
        beginInsertRows(indexFor(above), static_cast<int>(at), static_cast<int>(at + ids.size()) - 1);
        std::vector<std::unique_ptr<Row>> rows;
        for (const Id &id : ids) {
            rows.push_back(std::make_unique<Row>(Row{id, &above, 0, {}}));
            m_rows[id] = rows.back().get();
        }
        above.below.insert(above.below.begin() + static_cast<std::ptrdiff_t>(at), std::move_iterator(rows.begin()),
                           std::move_iterator(rows.end()));
        above.number(at);
        endInsertRows();
    }

    void tellChanges(const Row &above, const std::set<Id> &changed)
    {
        const Row *first = nullptr;
        const Row *last = nullptr;
        for (const auto &row : above.below) {
            if (changed.contains(*row->id)) {
                first = first ? first : row.get();
                last = row.get();
            }
            tellChanges(*row, changed);
        }
        if (first)
            emit dataChanged(indexFor(*first), indexFor(*last, columnCount() - 1));
    }

    void tellAll(const Row &above)
    {
        if (above.below.empty())
            return;
        emit dataChanged(indexFor(*above.below.front()), indexFor(*above.below.back(), columnCount() - 1));
        for (const auto &row : above.below)
            tellAll(*row);
    }

    [[nodiscard]] QModelIndex indexFor(const Row &row, int column = 0) const
    {
        return row.above ? createIndex(static_cast<int>(row.place), column, &row) : QModelIndex();
    }

    [[nodiscard]] const Row &rowAt(const QModelIndex &index) const
    {
        return index.isValid() ? *static_cast<const Row *>(index.constInternalPointer()) : *m_top;
    }

    std::unique_ptr<Row> m_top; ///< no row to be seen: the one above the top level
    std::map<Id, Row *> m_rows;
};

} // namespace rdma
