// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the application is before it has a window: its identity, its language, its icons.
#include "gui/window/appearance.h"

#include "gui/widgets/icons.h"
#include "gui/words/catalogue.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QPalette>
#include <QStyleHints>
#include <QTranslator>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// What Qt itself says: standard buttons, context menus.
void loadQtCatalogue(QApplication *application)
{
    auto *translator = new QTranslator(application);
    if (translator->load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(translator);
}

} // namespace

void prepareApplication(QApplication *application)
{
    QApplication::setApplicationName(u"rdma-manager"_s);
    QApplication::setApplicationVersion(QStringLiteral(RDMA_VERSION));
    QApplication::setDesktopFileName(u"org.rdmamanager.RdmaManager"_s);
    loadQtCatalogue(application);
    loadCatalogue(*application);
    QApplication::setApplicationDisplayName(QCoreApplication::translate("rdma::MainWindow", "RDMA Manager"));
    const auto follow = [] { chooseIconTheme(QGuiApplication::palette()); };
    follow();
    QObject::connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, application, follow);
}

} // namespace rdma
