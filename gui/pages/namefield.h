// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The field for a new name, a suggestion beside it, and below it at once what is wrong or worth knowing.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace rdma {

class IconLabel;

class NameField : public QWidget {
    Q_OBJECT
public:
    enum class Verdict { Fine, Warning, Error };

    explicit NameField(QWidget *parent = nullptr);

    void setName(const QString &name);
    void setSuggestion(const QString &name); ///< empty: none
    void setVerdict(Verdict verdict, const QString &words);
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }

signals:
    void typed(const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *m_edit;
    QPushButton *m_suggest;
    QWidget *m_below;
    IconLabel *m_icon;
    QLabel *m_words;
    QString m_suggestion;
};

} // namespace rdma
