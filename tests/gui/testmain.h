// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The main() of a window test: offscreen, in English with its plurals, without touching the user's settings.
#pragma once

#include "gui/window/appearance.h"

#include <QApplication>
#include <QStandardPaths>
#include <QTest>

#define RDMA_GUI_TEST(Class)                                                                                           \
    int main(int argc, char *argv[])                                                                                   \
    {                                                                                                                  \
        QApplication application(argc, argv);                                                                          \
        QStandardPaths::setTestModeEnabled(true);                                                                      \
        rdma::prepareApplication(&application);                                                                        \
        Class test;                                                                                                    \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
