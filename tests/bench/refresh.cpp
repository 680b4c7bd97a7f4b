// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Refreshes the names page with that many rows, some of them changed, and prints how many milliseconds the window is
// busy from the helper's answer to the paint, round by round.
#include "gui/pages/namespage.h"
#include "gui/window/appearance.h"
#include "model/json.h"
#include "tests/gui/manyinterfaces.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QStandardPaths>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace rdma;

namespace {

/// The links of every hundredth interface flap.
NamesState flapped(NamesState state, bool up)
{
    int place = 0;
    for (auto &[id, interface] : state.live.interfaces)
        if (place++ % 100 == 0)
            interface.operState = up ? u"up"_s : u"down"_s;
    return state;
}

double refresh(NamesPage *page, const QByteArray &answer)
{
    QElapsedTimer clock;
    clock.start();
    const auto state = parseObject(answer, maxStateBytes);
    if (!state || !page->showState(*state))
        qFatal("the page cannot show this");
    QApplication::processEvents(); // layout and paint
    return double(clock.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    prepareApplication(&application);
    const int rows = QCoreApplication::arguments().value(1).toInt();
    const int rounds = QCoreApplication::arguments().value(2).toInt();
    NamesPage page;
    page.resize(1200, 900);
    page.show();
    const std::array answers{canonical(stateJson(flapped(manyInterfaces(rows), true))),
                             canonical(stateJson(flapped(manyInterfaces(rows), false)))};
    refresh(&page, answers.front());
    for (int round = 1; round <= rounds; ++round)
        std::printf("%f\n", refresh(&page, answers.at(std::size_t(round % 2))));
    return EXIT_SUCCESS;
}
