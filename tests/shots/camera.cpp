// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Takes a picture of a window in both palettes.
#include "tests/shots/camera.h"

#include "gui/widgets/icons.h"
#include "tests/shots/palettes.h"

#include <QApplication>
#include <QTest>
#include <QWidget>

namespace rdma {

using namespace Qt::StringLiterals;

Camera::Camera(const QString &directory) : m_directory(directory)
{
    if (!QDir().mkpath(directory))
        qFatal("cannot create %s", qPrintable(directory));
}

void Camera::take(QWidget *window, const QString &name) const
{
    const std::array exposures{std::pair(lightPalette(), u"light"_s), std::pair(darkPalette(), u"dark"_s)};
    for (const auto &[palette, tone] : exposures) {
        QApplication::setPalette(palette);
        chooseIconTheme(palette);
        QTest::qWait(50);
        const QString file = m_directory.filePath(name % u'-' % tone % u".png"_s);
        if (!window->grab().save(file))
            qFatal("cannot write %s", qPrintable(file));
    }
}

RightToLeft::RightToLeft()
{
    QLocale::setDefault(QLocale(QLocale::Hebrew));
    QApplication::setLayoutDirection(Qt::RightToLeft);
}

RightToLeft::~RightToLeft()
{
    QApplication::setLayoutDirection(Qt::LeftToRight);
    QLocale::setDefault(m_before);
}

} // namespace rdma
