// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Strict JSON at the border: bounded parsing, typed fields, unknown keys refused, merge patch, canonical bytes.
#pragma once

#include "model/enumnames.h"
#include "model/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

namespace rdma {

constexpr qsizetype maxWishBytes = qsizetype{1024} * 1024;       ///< a wish or query from a client
constexpr qsizetype maxStateBytes = qsizetype{16} * 1024 * 1024; ///< a state or plan from the helper

constexpr qint64 maxExactInteger = (qint64{1} << 53) - 1; ///< above, a JSON number is no longer exact
constexpr qint64 minExactInteger = -maxExactInteger;

constexpr qsizetype maxQuotedKey = 128; ///< how much of a key that a client sent goes back into an error

/// Text to object. InvalidWish when longer than `limit` bytes (checked first), malformed, not an object, or with
/// an empty key, a key with NUL or a key twice in one object.
[[nodiscard]] Result<QJsonObject> parseObject(const QByteArray &text, qsizetype limit);

/// The same value always gives the same bytes: keys sorted, no blanks. Hashes are taken over this.
[[nodiscard]] QByteArray canonical(const QJsonObject &object);

/// RFC 7396: objects merge, null removes, everything else replaces.
[[nodiscard]] QJsonObject mergePatch(QJsonObject target, const QJsonObject &patch);
/// The patch that makes `after` of `before`, neither of which holds null.
[[nodiscard]] QJsonObject patchBetween(const QJsonObject &before, const QJsonObject &after);

/// Takes an object apart key by key. The first problem sticks; finish() reports it, or any key nobody took.
/// A reader of states made by a newer helper calls finishLenient(), which allows unknown keys.
class ObjectReader {
public:
    explicit ObjectReader(QJsonObject object, QString where = {});

    [[nodiscard]] QString text(const QString &key); ///< required, at most 4096 characters
    [[nodiscard]] std::optional<QString> optionalText(const QString &key);
    [[nodiscard]] QString longText(const QString &key); ///< required, any length
    [[nodiscard]] qint64 integer(const QString &key, qint64 min = minExactInteger,
                                 qint64 max = maxExactInteger); ///< required, exact integer from min to max
    [[nodiscard]] std::optional<qint64> optionalInteger(const QString &key, qint64 min = minExactInteger,
                                                        qint64 max = maxExactInteger);
    [[nodiscard]] double number(const QString &key, double min, double max); ///< required
    [[nodiscard]] bool boolean(const QString &key);                          ///< required
    [[nodiscard]] QJsonObject object(const QString &key);                    ///< required
    [[nodiscard]] std::optional<QJsonObject> optionalObject(const QString &key);
    [[nodiscard]] QJsonArray array(const QString &key);  ///< required
    [[nodiscard]] QStringList texts(const QString &key); ///< required array of strings

    /// Required, one of the table's names.
    template <typename Enum, std::size_t N>
    [[nodiscard]] Enum oneOf(const QString &key, const EnumNames<Enum, N> &names)
    {
        const auto value = valueOf(names, text(key));
        if (!value)
            reject(key, QStringLiteral("unknown value"));
        return value.value_or(names.front().first);
    }

    void reject(const QString &key, const QString &why); ///< the value has the right type and is still wrong
    [[nodiscard]] Result<void> finish() const;           ///< unknown keys are errors
    [[nodiscard]] Result<void> finishLenient() const;    ///< unknown keys are ignored

private:
    QString pathOf(const QString &key) const;
    QJsonValue take(const QString &key, QJsonValue::Type type, bool required);

    QJsonObject m_object;
    QString m_where;
    QSet<QString> m_taken;
    std::optional<Error> m_problem;
};

} // namespace rdma
