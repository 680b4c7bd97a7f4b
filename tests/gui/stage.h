// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A window on a mock machine, and a person before it.
#pragma once

#include "gui/client/bus.h"
#include "tests/gui/mockmachine.h"
#include "tests/gui/person.h"

namespace rdma {

struct Stage {
    MockMachine machine;
    MainWindow window{[this] { return openBus(machine.bus.address()); }};
    Person person{&window};
    Result<void> agentAnswer; ///< what our own password agent says when it is registered
    int agentCalls = 0;

    Stage()
    {
        window.setAgent([this] {
            ++agentCalls;
            return agentAnswer;
        });
    }

    /// Opens the window and waits until the interfaces are there.
    [[nodiscard]] bool open()
    {
        window.show();
        person.go(QLatin1StringView("names"));
        return person.waitToSee(QStringLiteral("mlx4_0 port 1"));
    }

    /// A valid rename of ib0, up to the plan on the table.
    [[nodiscard]] bool review()
    {
        person.typeName(QStringLiteral("mlx4_ib0"));
        person.click(QStringLiteral("Review"));
        return person.waitForButton(QStringLiteral("Apply"));
    }
};

} // namespace rdma
