// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A window on the mock machine with the page "Kernel Messages" before a person.
#pragma once

#include "gui/pages/logtable.h"
#include "tests/gui/exportsstage.h"

namespace rdma {

struct LogStage : ExportsStage {
    LogStage()
    {
        machine.kernelLog = logOfRefusals();
        say({u"mlx4_core 0000:05:00.0: Requested port type for port 1 is not supported on this HCA"_s}, 4);
    }

    /// Lines that are there from the start.
    void say(const QStringList &texts, int priority = 6)
    {
        for (const QString &text : texts)
            machine.kernelLog.lines.push_back({machine.kernelLog.lines.back().time + 1000, priority, text});
    }

    void sayLater(const QStringList &texts)
    {
        for (const QString &text : texts)
            machine.laterLines.push_back({1'790'000'100'000'000, 6, text});
    }

    [[nodiscard]] bool go()
    {
        window.show();
        person.go("log"_L1);
        return person.waitForButton(u"Show Kernel Messages"_s);
    }

    [[nodiscard]] bool open()
    {
        if (!go())
            return false;
        person.click(u"Show Kernel Messages"_s);
        return QTest::qWaitFor([this] { return view() && view()->model()->rowCount() > 0; });
    }

    [[nodiscard]] QTreeView *view() const
    {
        for (QTreeView *tree : person.all<QTreeView>())
            if (tree->accessibleName() == "Kernel messages"_L1)
                return tree;
        return nullptr;
    }

    [[nodiscard]] QModelIndex row(const QString &containing) const
    {
        const QAbstractItemModel *model = view()->model();
        for (int at = 0; at < model->rowCount(); ++at)
            if (const QModelIndex text = model->index(at, LogTable::Text); text.data().toString().contains(containing))
                return text;
        return {};
    }

    [[nodiscard]] QString meaningOf(const QString &containing) const
    {
        return row(containing).siblingAtColumn(LogTable::Meaning).data().toString();
    }

    void choose(const QString &containing) const { view()->setCurrentIndex(row(containing)); }
};

} // namespace rdma
