// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A button that puts a text on the clipboard and says so on itself.
#pragma once

#include <QPushButton>
#include <QTimer>

namespace rdma {

class CopyButton : public QPushButton {
    Q_OBJECT
public:
    struct Choice {
        QString label;
        QString content; ///< as it will be pasted
    };

    CopyButton(const QString &label, const QString &accessibleName, QWidget *parent = nullptr);

    void setContent(const QString &content);       ///< disabled while empty
    void setChoices(const QList<Choice> &choices); ///< a menu instead of one text

private:
    void copy(const QString &content);
    void showReady();

    QString m_label;
    QString m_content;
    QTimer m_reset;
};

/// Without words and not high, for beside a value in a row of others.
[[nodiscard]] CopyButton *smallCopyButton(const QString &accessibleName, QWidget *parent);

} // namespace rdma
