// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Calls on configfs with the answers they must have, in the order in which they are made.
#pragma once

#include "tests/kernel/configfsplayground.h"

namespace rdma {

/// Paths are below /sys/kernel/config/target. An answer is "ok" or the errno's name. After the first that was another
/// one nothing more is done.
class ConfigfsScript {
public:
    explicit ConfigfsScript(ConfigfsPlayground &playground) : m_playground(playground) {}

    void make(const QString &path, const char *answer = "ok");
    void remove(const QString &path, const char *answer = "ok");
    void link(const QString &path, const QString &target, const char *answer = "ok");
    void unlink(const QString &path, const char *answer = "ok");
    void store(const QString &path, const QByteArray &value, const char *answer = "ok");

    void reads(const QString &path, const QByteArray &text); ///< "unreadable" for what cannot be read
    void lists(const QString &path, const QStringList &names);
    void pointsTo(const QString &link, const QString &target);
    void holds(bool condition, const char *what);

    [[nodiscard]] QString complaint() const { return m_complaint; }
    [[nodiscard]] bool isOldKernel() const; ///< 6.1, beside 6.12

private:
    void answered(const char *call, const QString &path, const Result<void> &result, const char *wanted);
    [[nodiscard]] static QString absolute(const QString &path);

    ConfigfsPlayground &m_playground;
    QString m_complaint;
};

/// Removes everything below target in the kernel's order; a complaint when something stays.
[[nodiscard]] QString clearConfigfs(ConfigfsPlayground &playground);

} // namespace rdma
