// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One array or object of a JSON text, taken apart one level deep: what an edit does not touch stays byte for byte.
#pragma once

#include "model/result.h"

#include <QByteArray>
#include <QJsonValue>
#include <functional>
#include <optional>
#include <vector>

namespace rdma {

/// As Python's json.dumps(value, sort_keys=True, indent=2) writes it on a line that begins with `indent`. Numbers are
/// integers.
[[nodiscard]] QByteArray pythonJson(const QJsonValue &value, const QByteArray &indent = {});

/// An element of an array or a member of an object, with the blanks around it.
struct JsonPart {
    QByteArray lead;
    QByteArray key; ///< of a member: from its quotes to the value
    QByteArray value;
    QByteArray trail; ///< before the comma

    bool operator==(const JsonPart &) const = default;
};

/// Laws (tested): fromText(t).text() == t; removing what was appended or inserted restores every byte; a change touches
/// one value. `outer` is always the indentation of the line on which the array or object itself begins.
class JsonLevel {
public:
    /// Of an array or object inside a text that parseObject() accepted. BadFile for what such a text cannot hold.
    [[nodiscard]] static Result<JsonLevel> fromText(QByteArrayView text);
    [[nodiscard]] QByteArray text() const;

    [[nodiscard]] const std::vector<JsonPart> &parts() const { return m_parts; }
    [[nodiscard]] QByteArray indentOf(qsizetype part, const QByteArray &outer) const;
    void setValue(qsizetype part, const QByteArray &text);
    void append(const QJsonValue &value, const QByteArray &outer);
    void keepOnly(const std::function<bool(qsizetype part)> &isKept);

    [[nodiscard]] std::optional<qsizetype> find(const QString &name) const;
    /// Where it is now; a new one comes where the order of the names wants it.
    qsizetype setMember(const QString &name, const QJsonValue &value, const QByteArray &outer);
    void removeMember(const QString &name);

private:
    void insert(qsizetype at, JsonPart part, const QByteArray &outer);
    [[nodiscard]] QByteArray newIndent(const QByteArray &outer) const;

    char m_open = '[';
    char m_close = ']';
    std::vector<JsonPart> m_parts;
    QByteArray m_tail; ///< blanks before the closing bracket
};

} // namespace rdma
