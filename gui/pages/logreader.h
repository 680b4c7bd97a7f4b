// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads the kernel's log: the first time because somebody clicked, then what came since, while somebody looks.
#pragma once

#include "gui/pages/page.h"
#include "model/log.h"

#include <QTimer>

namespace rdma {

class LogReader : public QObject {
    Q_OBJECT
public:
    explicit LogReader(Page *page);

    /// A person may be asked for a password. Also where following has stopped: it goes on from there.
    void start();
    void setSeen(bool seen);
    [[nodiscard]] bool isFollowing() const { return m_following; }

signals:
    void started();                                                  ///< the first lines are next
    void read(const std::vector<rdma::LogLine> &lines, bool hasGap); ///< lines before them were left out
    void failed(const rdma::Error &error);                           ///< until start() nothing more is read

private:
    void follow();
    void ask();
    void takeStart(const Result<QJsonObject> &state);
    void takeMore(const Result<QJsonObject> &state);
    void take(const LogLive &live);

    Page *m_page;
    QTimer m_clock;
    QString m_cursor;
    bool m_begun = false;
    bool m_following = false;
    bool m_seen = false;
    bool m_asking = false;
};

} // namespace rdma
