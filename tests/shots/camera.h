// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Takes a picture of a window in both palettes.
#pragma once

#include <QDir>
#include <QLocale>

class QWidget;

namespace rdma {

class Camera {
public:
    explicit Camera(const QString &directory);

    void take(QWidget *window, const QString &name) const; ///< NAME-light.png and NAME-dark.png

private:
    QDir m_directory;
};

/// As long as it lives, the language is one that is written from right to left: the window, and what words isolate.
class RightToLeft {
public:
    RightToLeft();
    ~RightToLeft();
    Q_DISABLE_COPY_MOVE(RightToLeft)

private:
    QLocale m_before;
};

} // namespace rdma
