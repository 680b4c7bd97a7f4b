// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The user's language.
#include "gui/words/catalogue.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace rdma {

using namespace Qt::StringLiterals;

void loadCatalogue(QCoreApplication &application)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(QLocale(), u"rdma-manager"_s, u"_"_s, u":/i18n"_s) ||
        translator->load(u":/i18n/rdma-manager_en"_s))
        QCoreApplication::installTranslator(translator);
}

} // namespace rdma
