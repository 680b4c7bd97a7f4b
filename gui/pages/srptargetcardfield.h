// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where an exchange card is pasted, and the two dialogs with such a field: take initiators from it, check it.
#pragma once

#include "gui/pages/srptargetlogin.h"
#include "model/exportcards.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace rdma {

class CopyButton;
class DialogFooter;

class CardField : public QWidget {
    Q_OBJECT
public:
    explicit CardField(QWidget *parent);

    [[nodiscard]] std::expected<ExchangeCard, CardRefusal> card() const;
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] QString text() const;
    void say(const QString &words); ///< below the field, and to who cannot see it

signals:
    void changed();

private:
    QPlainTextEdit *m_text;
    QLabel *m_words;
};

class CardInitiatorsDialog : public QDialog {
    Q_OBJECT
public:
    explicit CardInitiatorsDialog(QWidget *parent);

signals:
    void chosen(const QStringList &ids);

private:
    [[nodiscard]] QStringList ids() const;
    void takeCard();
    void check();

    CardField *m_field;
    QListWidget *m_list;
    DialogFooter *m_footer;
};

class CardCheckDialog : public QDialog {
    Q_OBJECT
public:
    CardCheckDialog(const LoginScene &scene, QWidget *parent);

private:
    void check();
    [[nodiscard]] QString presentCard(const ExchangeCard &card, const CardCheck &found) const;

    LoginScene m_scene;
    CardField *m_field;
    QLabel *m_label; ///< what somebody wrote on the card
    CopyButton *m_copy;
};

} // namespace rdma
