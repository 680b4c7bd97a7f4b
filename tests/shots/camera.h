// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Takes a picture of a window in both palettes.
#pragma once

#include <QDir>

class QWidget;

namespace rdma {

class Camera {
public:
    explicit Camera(const QString &directory);

    void take(QWidget *window, const QString &name) const; ///< NAME-light.png and NAME-dark.png

private:
    QDir m_directory;
};

} // namespace rdma
