// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What this program is, its version and its licence.
#include "gui/window/about.h"

#include "gui/widgets/icons.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QStyle>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct About {
    Q_DECLARE_TR_FUNCTIONS(rdma::About)
};

} // namespace

void showAbout(QWidget *window)
{
    auto *box = new QMessageBox(window);
    box->setWindowTitle(About::tr("About RDMA Manager"));
    box->setIconPixmap(applicationIcon().pixmap(box->style()->pixelMetric(QStyle::PM_MessageBoxIconSize) * 2));
    box->setTextFormat(Qt::PlainText);
    box->setText(About::tr("RDMA Manager %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(About::tr("Administers the RDMA hardware and storage of a Linux computer.\n"
                                      "Free software under the GNU General Public License, version 3 or later."));
    box->setStandardButtons(QMessageBox::Close);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace rdma
