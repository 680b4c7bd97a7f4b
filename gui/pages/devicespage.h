// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Devices": the RDMA hardware of this computer, its ports, and what their state means.
#pragma once

#include "gui/pages/lastdetail.h"
#include "gui/pages/page.h"
#include "gui/pages/porthistory.h"
#include "gui/pages/portsampler.h"
#include "model/note.h"

class QScrollArea;
class QStackedWidget;

namespace rdma {

class DeviceDetail;
class DeviceList;
class MessageBar;
struct DeviceRow;

class DevicesPage : public Page {
    Q_OBJECT
public:
    explicit DevicesPage(QWidget *parent = nullptr);

    [[nodiscard]] Result<void> showState(const QJsonObject &state) override;

private:
    [[nodiscard]] QWidget *makeHalves();
    [[nodiscard]] QWidget *makeEmpty();
    [[nodiscard]] const DevicesLive &live() const; ///< as shown in the list
    void showNotes(const std::vector<Note> &notes);
    void takeSelection();
    void showSelected();
    void readDetail();
    void takeSample(const PortId &port, const PortCounters &counters);
    void takeUnreadable(const PortId &port, const QString &why);
    void showHistory(const PortId &port);

    LastDetail m_last;
    std::map<PortId, PortHistory> m_histories;
    PortSampler m_sampler;
    QStackedWidget *m_stack;
    MessageBar *m_notes;
    DeviceList *m_list;
    DeviceDetail *m_detail;
    QScrollArea *m_detailArea;
};

} // namespace rdma
