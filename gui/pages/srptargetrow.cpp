// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which rows the tree of exports has.
#include "gui/pages/srptargetrow.h"

#include "gui/pages/srptargetwording.h"
#include "gui/words/devicewords.h"
#include "gui/words/srptargetwords.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Kind = ExportRow::Kind;

bool holdsAll(const QString &text, const QStringList &words)
{
    return std::ranges::all_of(words, [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

/// A disk's own words may be found in it, the others in whoever uses it.
QStringList notIn(const QString &text, const QStringList &words)
{
    QStringList rest;
    for (const QString &word : words)
        if (!text.contains(word, Qt::CaseInsensitive))
            rest.append(word);
    return rest;
}

} // namespace

ExportRows::ExportRows(const ExportState &state, const SrpTargetConfig &wanted)
{
    for (const auto &[id, port] : state.live.ports) {
        m_ports.push_back({.wwn = port.wwn, .port = port.wwn.isEmpty() ? std::optional(id) : std::nullopt});
        m_portTexts[port.wwn] += id.text() + u' ' + port.wwn + u' ' + gidWords(port.wwn) + u' ' + port.netdev + u' ' +
                                 linkLayerWords(port.linkLayer) + u'\n';
    }
    std::set<BackstoreId> disks;
    for (const SrpTree *tree : {&state.config.now, &wanted.now, &wanted.atBoot}) {
        for (const auto &[id, disk] : tree->backstores) {
            disks.insert(id);
            m_diskTexts[id] =
                id.text() + u' ' + disk.source + u' ' + disk.serial + u' ' + madeOfWords(id, factsOf(state.live, id));
        }
        for (const auto &[wwn, target] : tree->targets)
            addTarget(wwn, target);
    }
    m_unused = std::move(disks);
    for (const auto &[wwn, rows] : m_disks)
        for (const ExportRow &row : rows)
            if (row.kind == Kind::Disk)
                m_unused.erase(row.disk);
    for (auto &[wwn, users] : m_users)
        for (auto &[lun, pairs] : users) {
            std::ranges::sort(pairs);
            pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
        }
}

void ExportRows::addTarget(const QString &wwn, const SrpTarget &target)
{
    if (!m_portTexts.contains(wwn)) {
        m_ports.push_back({.wwn = wwn});
        m_portTexts[wwn] = wwn + u' ' + gidWords(wwn);
    }
    for (const auto &[lun, id] : target.luns)
        m_disks[wwn].insert({.kind = Kind::Disk, .wwn = wwn, .lun = lun, .disk = id});
    for (const auto &[initiator, acl] : target.acls) {
        if (acl.luns.empty())
            m_disks[wwn].insert({.kind = Kind::Initiator, .wwn = wwn, .initiator = initiator});
        for (const auto &[number, mapped] : acl.luns)
            m_users[wwn][mapped.lun].emplace_back(initiator, number);
    }
}

ExportOrder ExportRows::order(const QStringList &words) const
{
    ExportOrder order;
    for (const ExportRow &port : m_ports) {
        ExportOrder::Ids below;
        if (const auto rows = m_disks.find(port.wwn); rows != m_disks.end() && !port.port)
            for (const ExportRow &row : rows->second)
                if (isFound(row, words) || hasFoundUser(row, words))
                    below.push_back(row);
        if (below.empty() && !isFound(port, words))
            continue;
        order.top.push_back(port);
        if (!below.empty())
            order.children[port] = std::move(below);
    }
    ExportOrder::Ids unused;
    for (const BackstoreId &id : m_unused)
        if (const ExportRow row{.kind = Kind::Unused, .disk = id}; isFound(row, words))
            unused.push_back(row);
    if (unused.empty())
        return order;
    const ExportRow group{.kind = Kind::Others};
    order.top.push_back(group);
    order.children[group] = std::move(unused);
    return order;
}

std::vector<ExportRow> ExportRows::usersOf(const ExportRow &disk, const QStringList &words) const
{
    std::vector<ExportRow> rows;
    if (!hasUsers(disk))
        return rows;
    const QStringList rest = notIn(textOf(disk), words);
    for (const auto &[initiator, number] : m_users.at(disk.wwn).at(disk.lun))
        if (holdsAll(initiator, rest)) {
            rows.push_back(disk);
            rows.back().kind = Kind::Initiator;
            rows.back().initiator = initiator;
            rows.back().number = number;
        }
    return rows;
}

bool ExportRows::hasUsers(const ExportRow &disk) const
{
    const auto users = m_users.find(disk.wwn);
    return disk.kind == Kind::Disk && users != m_users.end() && users->second.contains(disk.lun);
}

bool ExportRows::isFound(const ExportRow &row, const QStringList &words) const
{
    return words.isEmpty() || holdsAll(textOf(row), words);
}

bool ExportRows::hasFoundUser(const ExportRow &row, const QStringList &words) const
{
    if (!hasUsers(row))
        return false;
    const QStringList rest = notIn(textOf(row), words);
    return std::ranges::any_of(m_users.at(row.wwn).at(row.lun),
                               [&](const auto &user) { return holdsAll(user.first, rest); });
}

QString ExportRows::textOf(const ExportRow &row) const
{
    const auto port = m_portTexts.find(row.wwn);
    const auto disk = m_diskTexts.find(row.disk);
    QString text = port == m_portTexts.end() ? QString() : port->second;
    if (disk != m_diskTexts.end())
        text += disk->second;
    return text + u' ' + row.initiator;
}

} // namespace rdma
