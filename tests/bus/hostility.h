// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Arguments that somebody hostile would send: near-valid texts, mutated wishes, values of any type.
#pragma once

#include <QRandomGenerator>
#include <QStringList>
#include <QVariant>

namespace rdma {

class Hostility {
public:
    explicit Hostility(quint32 seed) : m_random(seed) {}

    /// What is valid on this very machine: a plan's id and its wish. Hostile texts and calls are made of them.
    void learn(const QString &planId, const QString &wish);

    [[nodiscard]] int below(int limit) { return static_cast<int>(m_random.bounded(limit)); }
    [[nodiscard]] bool oneIn(int count) { return below(count) == 0; }
    [[nodiscard]] const QString &pick(const QStringList &texts) { return texts[below(static_cast<int>(texts.size()))]; }

    [[nodiscard]] QString text();
    /// Of that D-Bus type mostly; now and then of another, or of none that an interface of ours has.
    [[nodiscard]] QVariant argument(const QString &signature);
    [[nodiscard]] QVariantList arguments(const QStringList &signatures); ///< mostly as many

private:
    [[nodiscard]] QString mutated(QString text);
    [[nodiscard]] QVariantList almostValid();
    [[nodiscard]] QVariant anything();

    QRandomGenerator m_random;
    QStringList m_learnt;
    QList<std::pair<QString, QString>> m_pairs;
};

} // namespace rdma
