// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A window on the mock machine with the page "Memory Locking" before a person.
#pragma once

#include "gui/pages/limitspage.h"
#include "gui/pages/limitsview.h"
#include "model/json.h"
#include "tests/gui/mocklimits.h"
#include "tests/gui/sessionsstage.h"

#include <QTabWidget>

namespace rdma {

/// Dialogs and names are looked for as on the page "Attach Disks".
struct LimitsStage : SessionsStage {
    [[nodiscard]] bool open()
    {
        window.show();
        person.go("limits"_L1);
        return person.waitToSee(u"RDMA pins the memory"_s);
    }

    using SessionsStage::open;

    [[nodiscard]] LimitsView *view() const { return person.all<LimitsView>().value(0); }

    /// Of the list on screen, a row's cells each.
    [[nodiscard]] QList<QStringList> rows() const
    {
        QList<QStringList> rows;
        for (int row = 0; view() && row < view()->model()->rowCount(); ++row) {
            rows.append(QStringList());
            for (int column = 0; column < view()->model()->columnCount(); ++column)
                rows.back().append(view()->model()->index(row, column).data().toString());
        }
        return rows;
    }

    void turnTo(const QString &tab) const
    {
        auto *tabs = person.all<QTabWidget>().constFirst();
        for (int at = 0; at < tabs->count(); ++at)
            if (tabs->tabText(at).remove(u'&') == tab)
                return tabs->setCurrentIndex(at);
        qFatal("no tab %s", qPrintable(tab));
    }

    [[nodiscard]] Page *page() const { return person.all<LimitsPage>().value(0); }

    /// What the wish makes of the machine.
    [[nodiscard]] LimitsConfig wished() const
    {
        const auto config = mergePatch(toJson(machine.limits.state.config), page()->pendingWish());
        const auto decoded = limitsConfigFromJson(config);
        if (!decoded)
            qFatal("not a configuration: %s %s", qPrintable(decoded.error().subject),
                   qPrintable(decoded.error().detail));
        return *decoded;
    }
};

} // namespace rdma
