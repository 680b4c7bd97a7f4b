// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The modules of a fake machine: what depmod wrote, what is loaded, and what modprobe does with them.
#pragma once

#include "helper/tools.h"
#include "tests/fake/fakehostroot.h"

#include <functional>
#include <map>
#include <set>

namespace rdma {

class FakeModules {
public:
    /// With those of a distribution: of rdmaModules all but siw, opa_vnic and the two of NVMe.
    explicit FakeModules(FakeHostRoot &files);

    void install(const QString &name, const QStringList &needs = {}); ///< needs: what it uses itself
    void uninstall(const QString &name);
    void buildIn(const QString &name);
    void load(const QString &name); ///< with what it needs, by itself

    /// What modprobe and rmmod do. ToolFailed with their words.
    [[nodiscard]] Result<void> probe(const QString &name, bool load);

    /// Somebody who is no module uses it so often.
    void hold(const QString &name, int references);
    /// What modprobe says of it, after it loaded what it needs.
    void refuse(const QString &name, const QString &words) { m_refused[name] = words; }
    void ignore(const QString &name) { m_ignored.insert(name); } ///< success, and nothing happens
    void show();                                                 ///< after something else loaded or unloaded a module

    /// What else a module brings and takes along; an error is modprobe's.
    using Act = std::function<Result<void>(const QString &name)>;
    void setEffects(Act loaded, Act unloaded)
    {
        m_onLoaded = std::move(loaded);
        m_onUnloaded = std::move(unloaded);
    }
    /// Who is no module and uses one, as other fakes know it.
    void setUses(std::function<int(const QString &name)> uses) { m_uses = std::move(uses); }

private:
    bool isLoaded(const QString &name) const;
    QString realName(const QString &name) const;
    QStringList allNeeds(const QString &name) const;
    QStringList holdersOf(const QString &name) const;
    int othersUsing(const QString &name) const;
    Result<void> insert(const QString &name);
    Result<void> remove(const QString &name);
    void showAvailable();

    FakeHostRoot &m_files;
    std::map<QString, QStringList> m_available;
    std::set<QString> m_builtIn;
    std::map<QString, int> m_held;
    std::map<QString, QString> m_refused;
    std::set<QString> m_ignored;
    Act m_onLoaded;
    Act m_onUnloaded;
    std::function<int(const QString &)> m_uses;
};

} // namespace rdma
