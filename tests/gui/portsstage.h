// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A window on the mock machine with the page "Port Types" before a person.
#pragma once

#include "gui/pages/portspage.h"
#include "tests/gui/mockports.h"
#include "tests/gui/stage.h"

#include <QCoreApplication>
#include <QRadioButton>
#include <QTabWidget>
#include <QTreeView>

namespace rdma {

using namespace Qt::StringLiterals;

struct PortsStage : Stage {
    [[nodiscard]] bool open()
    {
        window.show();
        person.go("ports"_L1);
        return person.waitToSee(u"What the ports of ConnectX cards are"_s) && QTest::qWaitFor([this] {
                   return !machine.ports.live.cards.empty() ? view() && view()->model()->rowCount() > 0
                                                            : person.sees(u"No ConnectX card found"_s);
               });
    }

    [[nodiscard]] PortsPage *page() const { return person.all<PortsPage>().value(0); }

    /// Of cards; nullptr: it is not on screen.
    [[nodiscard]] QTreeView *view() const
    {
        for (QTreeView *tree : person.all<QTreeView>())
            if (qobject_cast<PortsTable *>(tree->model()))
                return tree;
        return nullptr;
    }

    void choose(const QString &slot, int port = 0) const
    {
        const QModelIndex found = qobject_cast<PortsTable *>(view()->model())->indexOf({slot, port});
        if (!found.isValid())
            qFatal("no such row");
        view()->setCurrentIndex(found);
        QCoreApplication::processEvents(); // a layout shows what is added to it later
    }

    [[nodiscard]] QString cell(const QString &slot, int port, int column) const
    {
        return qobject_cast<PortsTable *>(view()->model())
            ->indexOf({slot, port})
            .siblingAtColumn(column)
            .data()
            .toString();
    }

    /// "Port 1 now: Ethernet", of the selected card; nullptr: not there.
    [[nodiscard]] QRadioButton *radio(const QString &name) const
    {
        for (QRadioButton *one : person.all<QRadioButton>())
            if (one->accessibleName() == name)
                return one;
        return nullptr;
    }

    void turnTo(int tab) const { person.all<QTabWidget>().constFirst()->setCurrentIndex(tab); }
};

} // namespace rdma
