// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Standard input, output and error of the command line, without ever waiting in a call.
#pragma once

#include "gui/client/answer.h"

#include <QObject>
#include <QSocketNotifier>

namespace rdma {

class Terminal : public QObject {
    Q_OBJECT
public:
    explicit Terminal(QObject *parent = nullptr);

    void print(const QString &text) const;    ///< to standard output
    void complain(const QString &text) const; ///< to standard error
    /// In words to standard error, and with `json` as an object to standard output too.
    void complain(const Error &error, bool json) const;
    [[nodiscard]] bool canAsk() const; ///< a person sits at standard input and sees standard output

    /// The next line, without its end; nothing at the end of input. What was typed beyond it is dropped.
    void ask(const QString &question, std::function<void(const QString &line)> answer);
    /// Standard input to its end. InvalidWish when it is longer than `limit` bytes.
    void readAll(qsizetype limit, Answer<QByteArray> answer);

private:
    void take();
    void settle(const Result<QByteArray> &outcome);

    QSocketNotifier m_input;
    QByteArray m_read;
    Answer<QByteArray> m_answer;
    qsizetype m_limit = 0;
    bool m_wholeInput = false;
};

} // namespace rdma
