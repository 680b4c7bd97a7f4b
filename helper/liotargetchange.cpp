// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Changing a target: its nodes in the kernel's order (drivers/target/target_core_fabric_configfs.c).
#include "helper/liochange.h"
#include "model/lunalias.h"
#include "model/srpdifference.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// One change of one target, collected.
class TargetChange {
public:
    TargetChange(const Host &host, const BackstorePaths &paths, const QString &wwn)
        : m_host(host), m_paths(paths), m_wwn(wwn), m_target(srptPath + u'/' + wwn), m_tpg(m_target + u'/' + tpgName)
    {
    }

    void disable() { store(m_tpg + "/enable"_L1, "0"); }
    void enable() { store(m_tpg + "/enable"_L1, "1"); }

    /// What closes the port closes it to its other target too, whose `enable` still says 1: only 0 and then 1 helps.
    void openToOthers()
    {
        for (const QString &other : srpTargetsBeside(m_host, m_wwn))
            if (const QString path = srptPath + u'/' + other + u'/' + tpgName + "/enable"_L1;
                m_host.attribute(path) == "1")
                for (const auto *value : {"0", "1"})
                    store(path, value);
    }

    /// `kept` is the part of `present` that stays.
    void takeAway(const SrpTarget &present, const SrpTarget &kept)
    {
        for (const auto &[initiator, acl] : present.acls) {
            const auto rest = kept.acls.find(initiator);
            takeAwayLuns(aclPath(initiator), rest == kept.acls.end() ? NodeAcl{}.luns : rest->second.luns);
            if (rest == kept.acls.end())
                m_operations.emplace_back(RemoveNode{aclPath(initiator)});
        }
        takeAwayLuns(m_tpg + "/lun"_L1, kept.luns);
    }

    void removeTarget()
    {
        if (exists(m_tpg))
            m_operations.emplace_back(RemoveNode{m_tpg});
        m_operations.emplace_back(RemoveNode{m_target});
    }

    void makeTarget()
    {
        for (const QString &path : {QString(srptPath), m_target, m_tpg})
            if (!exists(path))
                make(path);
    }

    Result<void> add(const SrpTarget &kept, const SrpTarget &after)
    {
        for (const auto &[lun, backstore] : after.luns)
            if (!kept.luns.contains(lun))
                if (auto added = addLun(lun, backstore); !added)
                    return added;
        for (const auto &[initiator, acl] : after.acls)
            addAcl(initiator, kept, acl);
        return {};
    }

    std::vector<NodeOperation> operations() && { return std::move(m_operations); }

private:
    bool exists(const QString &path) const { return m_host.directory(path).has_value(); }
    void make(const QString &path) { m_operations.emplace_back(MakeNode{path}); }
    void store(const QString &path, const QByteArray &value) { m_operations.emplace_back(StoreAttribute{path, value}); }
    QString aclPath(const QString &initiator) const { return m_tpg + "/acls/"_L1 + initiator; }

    /// Also a node without its link, which a killed helper has left.
    void takeAwayLuns(const QString &path, const auto &kept)
    {
        const auto directory = m_host.directory(path);
        for (const auto &[lun, name] : directory ? lunsIn(*directory) : LunNames()) {
            if (kept.contains(lun))
                continue;
            const QString own = path + u'/' + QString::fromUtf8(name);
            const auto node = directory->directory(name.constData());
            for (const auto &[alias, target] : node ? node->links() : HostDirectory::Links())
                m_operations.emplace_back(UnlinkNode{own + u'/' + QString::fromUtf8(alias)});
            m_operations.emplace_back(RemoveNode{own});
        }
    }

    Result<void> addLun(quint32 lun, const BackstoreId &backstore)
    {
        const auto path = m_paths.find(backstore);
        if (path == m_paths.end())
            return fail(ErrorCode::NotFound, backstore.text(), u"backstore"_s);
        addLinked(m_tpg + "/lun/lun_"_L1 + QString::number(lun), lunAlias(m_wwn, lun), path->second);
        return {};
    }

    void addLinked(const QString &node, const QString &alias, const QString &target)
    {
        make(node);
        m_operations.emplace_back(LinkNode{node + u'/' + alias, target});
    }

    void addAcl(const QString &initiator, const SrpTarget &kept, const NodeAcl &acl)
    {
        const auto there = kept.acls.find(initiator);
        if (there == kept.acls.end())
            make(aclPath(initiator));
        const NodeAcl before = there == kept.acls.end() ? NodeAcl{} : there->second;
        for (const auto &[number, mapped] : acl.luns)
            addMapped(initiator, before, number, mapped);
    }

    /// Its write_protect keeps nothing before the link is there, and says nothing of it.
    void addMapped(const QString &initiator, const NodeAcl &before, quint32 number, const MappedLun &mapped)
    {
        const QString node = aclPath(initiator) + "/lun_"_L1 + QString::number(number);
        const auto there = before.luns.find(number);
        if (there != before.luns.end() && there->second == mapped)
            return;
        if (there == before.luns.end())
            addLinked(node, mappedLunAlias(m_wwn, initiator, number),
                      m_tpg + "/lun/lun_"_L1 + QString::number(mapped.lun));
        store(node + "/write_protect"_L1, mapped.readOnly ? "1" : "0");
    }

    const Host &m_host;
    const BackstorePaths &m_paths;
    QString m_wwn;
    QString m_target;
    QString m_tpg;
    std::vector<NodeOperation> m_operations;
};

} // namespace

Result<std::vector<NodeOperation>> operationsFor(const Host &host, const BackstorePaths &paths, const QString &wwn,
                                                 const std::optional<SrpTarget> &present,
                                                 const std::optional<SrpTarget> &after)
{
    const SrpTarget now = present.value_or(SrpTarget{});
    const SrpTarget wanted = after.value_or(SrpTarget{});
    const SrpTarget kept = commonPart(now, wanted);
    TargetChange change(host, paths, wwn);
    if (now.enabled && !wanted.enabled)
        change.disable();
    change.takeAway(now, kept);
    if (!after) {
        if (present) {
            change.removeTarget();
            change.openToOthers();
        }
        return std::move(change).operations();
    }
    change.makeTarget();
    if (auto added = change.add(kept, wanted); !added)
        return std::unexpected(added.error());
    if (wanted.enabled && !now.enabled)
        change.enable();
    if (closesPort(now, wanted))
        change.openToOthers();
    return std::move(change).operations();
}

} // namespace rdma
