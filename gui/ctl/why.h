// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// "why" from what is known of a target to its answer: what this computer exports, and the log where it may know more.
#pragma once

#include "gui/client/featureclient.h"
#include "gui/ctl/terminal.h"
#include "gui/ctl/whytext.h"

namespace rdma {

class Why : public QObject {
    Q_OBJECT
public:
    Why(const QDBusConnection &bus, Terminal &terminal, WhyKnown known, bool json, QObject *parent = nullptr);

    void start();

signals:
    void ended(int exitCode);

private:
    void takeExports(const Result<QJsonObject> &state);
    void takeLog(const Result<QJsonObject> &state);
    void tell();

    Terminal &m_terminal;
    WhyKnown m_known;
    bool m_json;
    FeatureClient m_exports;
    FeatureClient m_log;
};

} // namespace rdma
