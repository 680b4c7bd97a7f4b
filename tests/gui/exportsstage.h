// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A window on the mock machine with the page "Export Disks" before a person.
#pragma once

#include "gui/pages/srptargetpage.h"
#include "gui/pages/srptargettree.h"
#include "model/json.h"
#include "tests/gui/mockexports.h"
#include "tests/gui/stage.h"

#include <QAccessible>
#include <QDialog>
#include <QPushButton>
#include <QTreeView>

namespace rdma {

using namespace Qt::StringLiterals;

/// The page in a window on the mock machine.
struct ExportsStage : Stage {
    [[nodiscard]] bool open()
    {
        window.show();
        person.go("srp_target"_L1);
        return person.waitToSee(u"Disks of this computer that others use over SRP"_s) &&
               QTest::qWaitFor([this] { return view() && view()->model()->rowCount() > 0; });
    }

    [[nodiscard]] QTreeView *view() const
    {
        for (QTreeView *tree : person.all<QTreeView>())
            if (tree->accessibleName() == "Exports"_L1)
                return tree;
        return nullptr;
    }

    [[nodiscard]] QModelIndex find(const QString &name, const QModelIndex &above = {}) const
    {
        QAbstractItemModel *model = view()->model();
        for (int row = 0; row < model->rowCount(above); ++row) {
            const QModelIndex here = model->index(row, 0, above);
            if (here.data().toString().startsWith(name))
                return here;
            if (const QModelIndex below = find(name, here); below.isValid())
                return below;
        }
        return {};
    }

    void choose(const QString &name) const
    {
        const QModelIndex found = find(name);
        if (!found.isValid())
            qFatal("no row %s", qPrintable(name));
        view()->setCurrentIndex(found);
    }

    [[nodiscard]] QString cell(const QString &name, int column) const
    {
        return find(name).siblingAtColumn(column).data().toString();
    }

    [[nodiscard]] Page *page() const { return person.all<SrpTargetPage>().value(0); }

    /// What the wish makes of the machine.
    [[nodiscard]] SrpTargetConfig wished() const
    {
        const auto config = mergePatch(toJson(machine.exports.config), page()->pendingWish());
        const auto decoded = srpTargetConfigFromJson(config);
        if (!decoded)
            qFatal("not a configuration: %s %s", qPrintable(decoded.error().subject),
                   qPrintable(decoded.error().detail));
        return *decoded;
    }

    [[nodiscard]] QDialog *dialog() const { return person.all<QDialog>().value(0); }

    /// Of a kind, however many are open.
    template <typename Kind> [[nodiscard]] Kind *open(const QString &button) const
    {
        person.click(button);
        if (!QTest::qWaitFor([this] { return !person.all<Kind>().isEmpty(); }))
            qFatal("no dialog after %s", qPrintable(button));
        return person.all<Kind>().constFirst();
    }

    /// Its button of that name; a dialog below may have one of the same.
    static QPushButton *buttonIn(const QWidget *dialog, const QString &label)
    {
        for (auto *button : dialog->findChildren<QPushButton *>())
            if (button->window() == dialog && button->isVisible() &&
                QString(button->text()).remove(u'&').remove(u'…') == label)
                return button;
        qFatal("no button %s", qPrintable(label));
    }

    template <typename Kind> [[nodiscard]] Kind *named(const QString &name) const
    {
        for (Kind *one : person.all<Kind>())
            if (QAccessible::queryAccessibleInterface(one)->text(QAccessible::Name).remove(u'&') == name)
                return one;
        qFatal("not seen: %s", qPrintable(name));
    }

    void key(int code, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        view()->setFocus();
        QTest::keyClick(view(), Qt::Key(code), modifiers);
    }
};

inline SrpTarget &first(SrpTargetConfig &config)
{
    return config.now.targets[firstWwn];
}

inline constexpr QLatin1StringView thirdWwn{"0xfe80000000000000248a0703009a1234"};

/// vol1 on a second InfiniBand port, too.
inline void exportOnTwoPorts(ExportState &state)
{
    state.live.ports[{u"mlx5_0"_s, 1}] = {
        .wwn = thirdWwn, .state = PortState::Active, .linkLayer = LinkLayer::InfiniBand};
    SrpTarget &third = state.config.now.targets[thirdWwn];
    third = {.enabled = true, .luns = {{0, {BackstoreKind::Block, u"vol1"_s}}}};
    state.config.atBoot.targets[thirdWwn] = third;
}

[[nodiscard]] inline QStringList aclsOf(const SrpTargetConfig &config, QLatin1StringView wwn)
{
    QStringList ids;
    for (const auto &[initiator, acl] : config.now.targets.at(wwn).acls)
        ids.append(initiator);
    return ids;
}

/// Both trees alike, as every edit makes them.
[[nodiscard]] inline SrpTargetConfig both(SrpTargetConfig config)
{
    config.atBoot = config.now;
    return config;
}

} // namespace rdma
