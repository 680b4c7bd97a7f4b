// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a tool says while it works: its last line, and on request the lines before it.
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace rdma {

class CodeView;

class SaidView : public QWidget {
    Q_OBJECT
public:
    explicit SaidView(QWidget *parent = nullptr);

    void showLines(const QStringList &lines); ///< newest last; hidden while there are none

private:
    void unfold(bool open);

    QStringList m_lines;
    QLabel *m_last;
    QToolButton *m_fold;
    CodeView *m_all;
};

} // namespace rdma
