// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What each command does, from the first call to the exit code.
#pragma once

#include "gui/client/featureclient.h"
#include "gui/ctl/request.h"
#include "gui/ctl/terminal.h"

namespace rdma {

class Commands : public QObject {
    Q_OBJECT
public:
    Commands(const QDBusConnection &bus, Request request, QObject *parent = nullptr);

    void start();

signals:
    void ended(int exitCode);

private:
    using Use = void (Commands::*)(const QJsonObject &);

    void withState(Use use, const QJsonObject &query = {});
    Answer<QJsonObject> orRefuse(Use use);
    void withWish(Use use);
    void read(const QJsonObject &query);
    void preview(const QJsonObject &wish);
    void apply(const QJsonObject &wish);
    void watch();
    void showState(const QJsonObject &state);
    void showDevices(const QJsonObject &state);
    void showDevice(const QJsonObject &state);
    void showNames(const QJsonObject &state);
    void showModules(const QJsonObject &state);
    void showTargets(const QJsonObject &state);
    void showCards(const QJsonObject &state);
    void showSessions(const QJsonObject &state);
    void showFound(const QJsonObject &state);
    void connectTo(const QJsonObject &state);
    void disconnectFrom(const QJsonObject &state);
    void applyWish(const Result<QJsonObject> &wish);
    void showLimits(const QJsonObject &state);
    void explainLimit(const QJsonObject &state);
    void showRunningLimits(const QJsonObject &state);
    void changeLimits(const QJsonObject &state);
    void startPorts();
    void showPorts(const QJsonObject &state);
    void changePorts(const QJsonObject &state);
    void showWhy(const QJsonObject &state);
    void showLog(const QJsonObject &state);
    void showJobs(const QJsonObject &state);
    void rename(const QJsonObject &state);
    void undoOne(const QJsonObject &state);
    void undoLatest(const QJsonObject &state);
    void bring(const Result<QString> &job, const QString &effect);
    void refuse(const Error &error);
    void tell(const QString &text, int exitCode);

    QDBusConnection m_bus;
    Request m_request;
    Terminal m_terminal;
    FeatureClient m_feature;
};

} // namespace rdma
