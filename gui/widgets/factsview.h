// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Labelled values laid out for reading. Exact ones are monospace and can be copied, unknown ones are quiet.
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace rdma {

class CopyButton;

struct Fact {
    enum class Kind { Text, Exact, Absent };

    QString label;
    QString value;
    Kind kind = Kind::Text;

    bool operator==(const Fact &) const = default;
};

class FactsView : public QWidget {
    Q_OBJECT
public:
    FactsView(const QString &title, QWidget *parent = nullptr);

    void showFacts(const QList<Fact> &facts); ///< hidden while there are none; only what changed is touched

private:
    [[nodiscard]] QWidget *makeValue(const Fact &fact);
    void rebuild(const QList<Fact> &facts);

    QList<Fact> m_facts;
    QGridLayout *m_rows;
    QList<QLabel *> m_values;
    QList<CopyButton *> m_copies; ///< nullptr where nothing is to be copied
};

} // namespace rdma
