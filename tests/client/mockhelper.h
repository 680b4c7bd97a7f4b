// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One object of a helper whose every answer the test decides.
#pragma once

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QObject>
#include <chrono>
#include <functional>

namespace rdma {

struct MockReply {
    QVariantList values;
    QString errorName;
    QString errorText;
    std::chrono::milliseconds delay{0};

    [[nodiscard]] static MockReply text(const QString &value) { return {{value}, {}, {}, {}}; }
    [[nodiscard]] static MockReply error(const QString &name, const QString &text = {}) { return {{}, name, text, {}}; }
};

class MockHelper : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.rdmamanager.Feature1")
    Q_PROPERTY(QString Version READ version SCRIPTABLE true)
public:
    /// Exports the feature's object on the connection; does not take the helper's name. The helper dies by
    /// QDBusConnection::disconnectFromBus() of that connection.
    MockHelper(const QDBusConnection &bus, const QString &feature);

    [[nodiscard]] QString version();
    void emitChanged(const QString &topic);

    QString versionText = QStringLiteral("1.0");
    std::function<void()> onVersion;
    std::function<MockReply(const QDBusMessage &call)> decide; ///< unset: {} for every text, nothing for the others
    QList<QDBusMessage> calls;
    [[nodiscard]] int countOf(const QString &method) const;

public slots:
    Q_SCRIPTABLE QString Read(const QString &query);
    Q_SCRIPTABLE QString Preview(const QString &wish);
    Q_SCRIPTABLE QString Apply(const QString &planId, const QString &wish);
    Q_SCRIPTABLE void Cancel(const QString &job);
    Q_SCRIPTABLE void Watch();
    Q_SCRIPTABLE void Unwatch();

signals:
    Q_SCRIPTABLE void Changed(const QString &topic);

private:
    QString answer();

    QString m_connection; ///< by name: whoever holds a QDBusConnection keeps it open
};

/// Takes org.rdmamanager.Helper1 on this connection.
void takeHelperName(QDBusConnection bus);

} // namespace rdma
