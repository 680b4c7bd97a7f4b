// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A window on the mock machine with the page "Attach Disks" before a person.
#pragma once

#include "gui/pages/srpinitiatorpage.h"
#include "gui/widgets/icons.h"
#include "model/json.h"
#include "tests/gui/exportsstage.h"
#include "tests/gui/mocksessions.h"

namespace rdma {

/// The page in a window; rows, dialogs and names are looked for as on the page "Export Disks".
struct SessionsStage : Stage {
    [[nodiscard]] bool open()
    {
        window.show();
        person.go("srp_initiator"_L1);
        return person.waitToSee(u"Disks of other computers that this one uses over SRP"_s) &&
               QTest::qWaitFor([this] { return view() && view()->model()->rowCount() > 0; });
    }

    [[nodiscard]] QTreeView *view() const
    {
        for (QTreeView *tree : person.all<QTreeView>())
            if (tree->accessibleName() == "Attached disks"_L1)
                return tree;
        return nullptr;
    }

    [[nodiscard]] AttachTree *tree() const { return qobject_cast<AttachTree *>(view()->model()); }

    [[nodiscard]] QString cell(const AttachRow &row, int column) const
    {
        return tree()->indexOf(row).siblingAtColumn(column).data().toString();
    }

    /// By its picture: an icon that no theme has has no name.
    [[nodiscard]] bool shows(const AttachRow &row, const QString &icon) const
    {
        const auto drawn = [](const QIcon &one) { return one.pixmap(16).toImage(); };
        const QModelIndex state = tree()->indexOf(row).siblingAtColumn(AttachTree::State);
        const QImage wanted = drawn(themeIcon(icon));
        return !wanted.isNull() && drawn(state.data(Qt::DecorationRole).value<QIcon>()) == wanted;
    }

    void choose(const AttachRow &row) const
    {
        const QModelIndex found = tree()->indexOf(row);
        if (!found.isValid())
            qFatal("no such row");
        view()->setCurrentIndex(found);
    }

    [[nodiscard]] Page *page() const { return person.all<SrpInitiatorPage>().value(0); }

    /// What the wish makes of the machine.
    [[nodiscard]] SrpInitiatorConfig wished() const
    {
        const auto config = mergePatch(toJson(machine.sessions.config), page()->pendingWish());
        const auto decoded = srpInitiatorConfigFromJson(config);
        if (!decoded)
            qFatal("not a configuration: %s %s", qPrintable(decoded.error().subject),
                   qPrintable(decoded.error().detail));
        return *decoded;
    }

    /// Of a kind, however many are open.
    template <typename Kind> [[nodiscard]] Kind *open(const QString &button) const
    {
        person.click(button);
        if (!QTest::qWaitFor([this] { return !person.all<Kind>().isEmpty(); }))
            qFatal("no dialog after %s", qPrintable(button));
        return person.all<Kind>().constFirst();
    }

    template <typename Kind> [[nodiscard]] static Kind *named(const QWidget *within, const QString &name)
    {
        for (Kind *one : within->findChildren<Kind *>())
            if (QAccessible::queryAccessibleInterface(one)->text(QAccessible::Name).remove(u'&') == name)
                return one;
        qFatal("not there: %s", qPrintable(name));
    }

    [[nodiscard]] static AttachRow disk(const SrpTargetId &target, int host, quint64 lun)
    {
        return {.kind = AttachRow::Kind::Disk, .target = target, .host = host, .lun = lun};
    }
};

} // namespace rdma
