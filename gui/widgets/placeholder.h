// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a page shows when it has nothing: an icon, a sentence, what to do, and one helpful action.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace rdma {

class IconLabel;

class Placeholder : public QWidget {
    Q_OBJECT
public:
    explicit Placeholder(QWidget *parent = nullptr);

    void setContent(const QString &iconName, const QString &title, const QString &text);
    void setAction(const QString &text); ///< empty: none
    void addAction(QPushButton *button);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

signals:
    void actionTriggered();

private:
    IconLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QVBoxLayout *m_column;
    QPushButton *m_action;
};

} // namespace rdma
