// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Kernel Messages": what the kernel says about RDMA, SRP, LIO and Mellanox adapters and the services around
// them, live, and what it means.
#pragma once

#include "gui/pages/logreader.h"
#include "model/logdecoder.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace rdma {

class LogList;
class MessageBar;
class Placeholder;

class LogPage : public Page {
    Q_OBJECT
public:
    explicit LogPage(QWidget *parent = nullptr);

    [[nodiscard]] Result<void> showState(const QJsonObject &state) override;
    void takeRequest(const PageRequest &request) override; ///< asks for the messages as well: somebody clicked

private:
    [[nodiscard]] QWidget *makeLocked();
    [[nodiscard]] QWidget *makeContent();
    [[nodiscard]] QLayout *makeFooter();
    void begin();
    void takeStarted();
    void takeLines(const std::vector<LogLine> &lines, bool hasGap);
    void takeFailure(const Error &error);
    void showCurrent();
    void showMeaning(const LineMeaning &meaning);
    void showCount();

    LogReader *m_reader;
    LogDecoder m_decoder;
    QStackedWidget *m_stack;
    Placeholder *m_locked;
    MessageBar *m_stopped;
    LogList *m_list;
    QLabel *m_whole; ///< the current line, which the list cuts
    MessageBar *m_meaning;
    LineMeaning m_shown; ///< what m_meaning says
    QPushButton *m_copy;
    QLabel *m_count;
};

} // namespace rdma
