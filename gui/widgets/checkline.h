// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One check of a list: how it stands, what shows it, and a button that mends it where there is one.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace rdma {

class IconLabel;

enum class CheckStanding { Good, Differs, Broken, NotKnown, DoesNotApply };

struct CheckRow {
    CheckStanding standing = CheckStanding::NotKnown;
    QString title;    ///< "Subnet manager"
    QString evidence; ///< "The port knows LID 1."
    QString cure;     ///< the label of a button; empty: nothing here mends it

    bool operator==(const CheckRow &) const = default;
};

/// "In order", "Broken" …: what the icon says.
[[nodiscard]] QString checkStandingWords(CheckStanding standing);

class CheckLine : public QWidget {
    Q_OBJECT
public:
    explicit CheckLine(QWidget *parent = nullptr);

    void showRow(const CheckRow &row);
    [[nodiscard]] QPushButton *cureButton() const { return m_cure; }

signals:
    void cureChosen();

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    CheckRow m_row;
    IconLabel *m_icon;
    QLabel *m_title;
    QLabel *m_evidence;
    QPushButton *m_cure;
};

} // namespace rdma
