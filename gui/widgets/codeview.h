// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Read-only monospace text: file differences with their markers coloured, and commands.
#pragma once

#include <QPlainTextEdit>

namespace rdma {

/// Always left to right. Lines that start with + or - get a background made from the palette, never colour alone.
class CodeView : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit CodeView(const QString &accessibleName, QWidget *parent = nullptr);

    void showDiff(const QStringList &lines);
    void showCommands(const QStringList &commands);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void showLines(const QStringList &lines);
    void markLines();

    bool m_isDiff = false;
};

} // namespace rdma
