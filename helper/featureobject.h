// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The only exported D-Bus class: one object a feature, the same six calls for every one.
#pragma once

#include "helper/authorizer.h"
#include "helper/callers.h"
#include "helper/executor.h"
#include "helper/feature.h"
#include "helper/presence.h"
#include "helper/readpool.h"

#include <QDBusContext>
#include <QDBusMessage>

namespace rdma {

/// What all feature objects share.
struct Desk {
    Machine &machine;
    Callers &callers;
    ReadPool &reads;
    Authorizer &authorizer;
    Executor &executor;
    Presence &presence;
};

constexpr QLatin1StringView featureInterface{"org.rdmamanager.Feature1"};
constexpr QLatin1StringView errorName{"org.rdmamanager.Error"};

/// Methods, signal and property are documented in resources/dbus/org.rdmamanager.Feature1.xml.
class FeatureObject : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.rdmamanager.Feature1")
    // Of the published file, without its prose: moc knows no names of results. A test compares the two.
    Q_CLASSINFO("D-Bus Introspection", "  <interface name=\"org.rdmamanager.Feature1\">\n"
                                       "    <method name=\"Read\">\n"
                                       "      <arg name=\"query\" type=\"s\" direction=\"in\"/>\n"
                                       "      <arg name=\"state\" type=\"s\" direction=\"out\"/>\n"
                                       "    </method>\n"
                                       "    <method name=\"Preview\">\n"
                                       "      <arg name=\"wish\" type=\"s\" direction=\"in\"/>\n"
                                       "      <arg name=\"plan\" type=\"s\" direction=\"out\"/>\n"
                                       "    </method>\n"
                                       "    <method name=\"Apply\">\n"
                                       "      <arg name=\"plan_id\" type=\"s\" direction=\"in\"/>\n"
                                       "      <arg name=\"wish\" type=\"s\" direction=\"in\"/>\n"
                                       "      <arg name=\"job\" type=\"s\" direction=\"out\"/>\n"
                                       "    </method>\n"
                                       "    <method name=\"Cancel\">\n"
                                       "      <arg name=\"job\" type=\"s\" direction=\"in\"/>\n"
                                       "    </method>\n"
                                       "    <method name=\"Watch\"/>\n"
                                       "    <method name=\"Unwatch\"/>\n"
                                       "    <signal name=\"Changed\">\n"
                                       "      <arg name=\"topic\" type=\"s\"/>\n"
                                       "    </signal>\n"
                                       "    <property name=\"Version\" type=\"s\" access=\"read\"/>\n"
                                       "  </interface>\n")
    Q_PROPERTY(QString Version READ version SCRIPTABLE true)
    Q_PROPERTY(QString objectName READ path CONSTANT SCRIPTABLE false) // QObject's own could be set over the bus
public:
    FeatureObject(Feature feature, Desk desk);

    [[nodiscard]] QString version() const;
    [[nodiscard]] QString path() const;
    [[nodiscard]] QStringList roots() const; ///< of the feature

public Q_SLOTS:
    Q_SCRIPTABLE QString Read(const QString &query);
    Q_SCRIPTABLE QString Preview(const QString &wish);
    Q_SCRIPTABLE QString Apply(const QString &plan_id, const QString &wish);
    Q_SCRIPTABLE void Cancel(const QString &job);
    Q_SCRIPTABLE void Watch();
    Q_SCRIPTABLE void Unwatch();

Q_SIGNALS:
    Q_SCRIPTABLE void Changed(const QString &topic);

private:
    class Reply;

    void admit(qsizetype bytes, std::function<void(const Reply &)> next);
    void whenAllowed(const Right &right, const Reply &reply, std::function<void()> next);
    void read(const QJsonObject &query, const Reply &reply);
    void readLong(const QJsonObject &query, std::chrono::milliseconds deadline, const Reply &reply);
    struct Prospect;

    enum class Purpose { Preview, Apply };
    void plan(const QString &wish, Purpose purpose, const Reply &reply, std::function<void(const Prospect &)> next);
    void previewPlan(const Prospect &prospect, const Reply &reply);
    void applyPlan(const Plan &plan, const Reply &reply);
    void cancelJob(const QString &job, const Reply &reply);
    void runPlan(const Plan &plan, const QString &action, const Reply &reply);

    Feature m_feature;
    Desk m_desk;
};

} // namespace rdma
