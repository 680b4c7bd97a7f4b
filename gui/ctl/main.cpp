// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// rdma-managerctl: the command-line twin of the window.
#include "gui/client/bus.h"
#include "gui/ctl/commands.h"
#include "gui/ctl/exitcode.h"
#include "gui/words/catalogue.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace rdma;

namespace {

int misunderstood(const QString &problem)
{
    Terminal().complain(u"rdma-managerctl: "_s + problem + u"\n"_s +
                        QCoreApplication::translate("rdma::Ctl", "See rdma-managerctl --help.") + u'\n');
    return ExitUsage;
}

int tellAndEnd(const QString &text)
{
    Terminal().print(text);
    return ExitDone;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    loadCatalogue(application);
    QCoreApplication::setApplicationName(u"rdma-managerctl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RDMA_VERSION));
    const auto request = requestFrom(QCoreApplication::arguments().mid(1));
    if (!request)
        return misunderstood(request.error());
    if (request->verb == Verb::Help)
        return tellAndEnd(helpText());
    if (request->verb == Verb::Version)
        return tellAndEnd(u"rdma-managerctl "_s + QCoreApplication::applicationVersion() + u'\n');
    const auto bus = openBus(request->bus);
    if (!bus) {
        Terminal().complain(bus.error(), request->json);
        return ExitNoHelper;
    }
    Commands commands(*bus, *request);
    QObject::connect(&commands, &Commands::ended, &application, &QCoreApplication::exit, Qt::QueuedConnection);
    commands.start();
    return QCoreApplication::exec();
}
