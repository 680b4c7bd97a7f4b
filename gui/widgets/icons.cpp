// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Icons by their freedesktop name, with drawings of our own where no theme has them.
#include "gui/widgets/icons.h"

#include <QGuiApplication>
#include <QPalette>
#include <QStandardPaths>

namespace rdma {

using namespace Qt::StringLiterals;

QIcon themeIcon(const QString &name)
{
    return QIcon::fromTheme(name, QIcon(u":/icons/"_s % name % u".svg"_s));
}

QIcon backIcon()
{
    return themeIcon(QGuiApplication::isRightToLeft() ? u"go-next"_s : u"go-previous"_s);
}

QIcon applicationIcon()
{
    // Not from the theme: until the program is installed that means looking for it in vain in each of its folders.
    return QIcon(u":/icons/org.rdmamanager.RdmaManager.svg"_s);
}

void chooseIconTheme(const QPalette &palette)
{
    // The offscreen and minimal platforms know no places for icon themes.
    QStringList places = QIcon::themeSearchPaths();
    const auto installed =
        QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, u"icons"_s, QStandardPaths::LocateDirectory);
    for (const QString &place : installed)
        if (!places.contains(place))
            places.append(place);
    QIcon::setThemeSearchPaths(places);
    const bool dark = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
    const QString theme = dark ? u"breeze-dark"_s : u"breeze"_s;
    const QString present = QIcon::themeName();
    const bool ours = present.isEmpty() || present == "hicolor"_L1 || present == QIcon::fallbackThemeName();
    QIcon::setFallbackThemeName(theme);
    if (ours)
        QIcon::setThemeName(theme);
}

} // namespace rdma
