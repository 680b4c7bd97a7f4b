// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Taking LIO's whole configuration down: links before what they point to, children before parents.
#include "tests/kernel/configfsscript.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

class Clearing {
public:
    explicit Clearing(ConfigfsPlayground &playground) : m_script(playground), m_host(playground.host()) {}

    QString run()
    {
        for (const QString &wwn : below(u"srpt"_s, {u"discovery_auth"_s, u"version"_s}))
            clearTarget(wwn);
        if (!m_host.list(u"/sys/kernel/config/target/srpt"_s).isEmpty())
            m_script.remove(u"srpt"_s);
        for (const QString &hba : below(u"core"_s, {u"alua"_s}))
            removeAll(below(hba, {u"hba_info"_s, u"hba_mode"_s}), hba);
        return m_script.complaint();
    }

private:
    QStringList below(const QString &path, const QStringList &without = {})
    {
        QStringList found;
        for (const QString &name : m_host.list("/sys/kernel/config/target/"_L1 + path))
            if (!without.contains(name))
                found.append(path + u'/' + name);
        return found;
    }

    void removeAll(const QStringList &paths, const QString &last)
    {
        for (const QString &path : paths)
            m_script.remove(path);
        m_script.remove(last);
    }

    void clearTarget(const QString &wwn)
    {
        const QStringList tpgs = below(wwn, {u"fabric_statistics"_s, u"param"_s});
        for (const QString &tpg : tpgs) {
            for (const QString &acl : below(tpg + "/acls"_L1))
                clearLuns(acl, true);
            clearLuns(tpg + "/lun"_L1, false);
        }
        removeAll(tpgs, wwn);
    }

    void clearLuns(const QString &directory, bool itself)
    {
        for (const QString &lun : below(directory)) {
            if (!lun.section(u'/', -1).startsWith("lun_"_L1))
                continue;
            for (const QString &entry : below(lun))
                if (m_host.target("/sys/kernel/config/target/"_L1 + entry))
                    m_script.unlink(entry);
            m_script.remove(lun);
        }
        if (itself)
            m_script.remove(directory);
    }

    ConfigfsScript m_script;
    const Host &m_host;
};

} // namespace

QString clearConfigfs(ConfigfsPlayground &playground)
{
    return Clearing(playground).run();
}

} // namespace rdma
