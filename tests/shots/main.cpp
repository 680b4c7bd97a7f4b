// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Renders every page and every state that matters to PNG files; renames one interface on the demo host on the way.
#include "gui/client/bus.h"
#include "gui/window/appearance.h"
#include "tests/gui/person.h"
#include "tests/shots/camera.h"
#include "tests/shots/scenes.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setStyle(u"Fusion"_s);
    rdma::prepareApplication(&application);
    QCommandLineParser parser;
    parser.addPositionalArgument(u"directory"_s, u"Where the pictures go."_s);
    parser.addOption({u"bus"_s, u"The bus of a demo host."_s, u"address"_s});
    parser.addOption(
        {u"only"_s, u"Only the pictures of one page: modules, ports, exports, sessions, limits, log."_s, u"page"_s});
    parser.addHelpOption();
    parser.process(application);
    if (parser.positionalArguments().size() != 1 || !(parser.isSet(u"bus"_s) || parser.isSet(u"only"_s)))
        parser.showHelp(EXIT_FAILURE);

    const rdma::Camera camera(parser.positionalArguments().constFirst());
    const QString only = parser.value(u"only"_s);
    if (only == "modules"_L1) {
        rdma::shootModules(camera);
        return EXIT_SUCCESS;
    }
    if (only == "ports"_L1) {
        rdma::shootPorts(camera);
        return EXIT_SUCCESS;
    }
    if (only == "exports"_L1) {
        rdma::shootExports(camera);
        return EXIT_SUCCESS;
    }
    if (only == "sessions"_L1) {
        rdma::shootSessions(camera);
        return EXIT_SUCCESS;
    }
    if (only == "limits"_L1) {
        rdma::shootLimits(camera);
        return EXIT_SUCCESS;
    }
    if (only == "log"_L1) {
        rdma::shootLog(camera);
        return EXIT_SUCCESS;
    }
    rdma::shootDevices(camera);
    rdma::shootModules(camera);
    rdma::shootPorts(camera);
    rdma::shootExports(camera);
    rdma::shootSessions(camera);
    rdma::shootLimits(camera);
    rdma::shootLog(camera);
    rdma::shootDemoHost(camera, parser.value(u"bus"_s));
    rdma::shootMockHelper(camera);
    return EXIT_SUCCESS;
}
