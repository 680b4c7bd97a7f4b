// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A window on the mock machine with the page "Protocols & Services" before a person.
#pragma once

#include "gui/pages/modulespage.h"
#include "gui/pages/modulestable.h"
#include "tests/gui/mockmodules.h"
#include "tests/gui/stage.h"

#include <QTabWidget>
#include <QTreeView>

namespace rdma {

using namespace Qt::StringLiterals;

struct ModulesStage : Stage {
    enum Tab { Protocols, Services, Gaps };

    [[nodiscard]] bool open()
    {
        window.show();
        person.go("modules"_L1);
        return person.waitToSee(u"Which RDMA protocols load when this computer starts"_s) &&
               QTest::qWaitFor([this] { return view() && view()->model()->rowCount() > 0; });
    }

    void turnTo(Tab tab) const { tabs()->setCurrentIndex(tab); }
    [[nodiscard]] QTabWidget *tabs() const { return page()->findChild<QTabWidget *>(); }
    [[nodiscard]] ModulesPage *page() const { return person.all<ModulesPage>().value(0); }

    /// Of the tab that is before the person; nullptr: it has no table.
    [[nodiscard]] QTreeView *view() const
    {
        for (QTreeView *tree : person.all<QTreeView>())
            if (qobject_cast<BootTable *>(tree->model()))
                return tree;
        return nullptr;
    }

    [[nodiscard]] QModelIndex at(const BootSubject &subject, int column) const
    {
        return qobject_cast<BootTable *>(view()->model())->indexOf(subject).siblingAtColumn(column);
    }

    [[nodiscard]] QString cell(const BootSubject &subject, int column) const
    {
        return at(subject, column).data().toString();
    }

    [[nodiscard]] bool isTicked(const BootSubject &subject) const
    {
        return at(subject, BootTable::AtBoot).data(Qt::CheckStateRole).toInt() == Qt::Checked;
    }

    void choose(const BootSubject &subject) const
    {
        const QModelIndex found = at(subject, BootTable::Name);
        if (!found.isValid())
            qFatal("no such row");
        view()->setCurrentIndex(found);
    }

    /// As by a click into the box.
    void tick(const BootSubject &subject, bool on = true) const
    {
        view()->model()->setData(at(subject, BootTable::AtBoot), on ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
    }
};

} // namespace rdma
