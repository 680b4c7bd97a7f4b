// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads members of objects in saveconfig.json by the types that rtslib writes; what nobody asks for is somebody else's.
#pragma once

#include <QJsonObject>
#include <algorithm>
#include <optional>

namespace rdma {

/// Whether all were well is asked once, at the end.
class MemberReader {
public:
    explicit MemberReader(const QJsonObject &object) : m_object(object) {}

    QString text(const QString &name, bool required)
    {
        const QJsonValue value = m_object[name];
        m_isWhole = m_isWhole && (value.isString() || (value.isUndefined() && !required));
        return value.toString();
    }

    quint64 number(const QString &name, bool required)
    {
        const QJsonValue value = m_object[name];
        const qint64 number = value.toInteger(-1);
        m_isWhole = m_isWhole && (value.isUndefined() ? !required : number >= 0);
        return static_cast<quint64>(std::max<qint64>(number, 0));
    }

    std::optional<bool> flag(const QString &name)
    {
        const QJsonValue value = m_object[name];
        m_isWhole = m_isWhole && (value.isBool() || value.isUndefined());
        return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
    }

    /// An attribute of the kernel: 0 or 1.
    std::optional<bool> switched(const QString &name)
    {
        const QJsonValue value = m_object[name];
        const qint64 number = value.toInteger(-1);
        m_isWhole = m_isWhole && (value.isUndefined() || number == 0 || number == 1);
        return value.isUndefined() ? std::nullopt : std::optional(number == 1);
    }

    [[nodiscard]] bool isWhole() const { return m_isWhole; }

private:
    const QJsonObject &m_object;
    bool m_isWhole = true;
};

} // namespace rdma
