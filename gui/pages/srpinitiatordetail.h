// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The selected row of the attached disks in full, and the buttons for what can be done with it.
#pragma once

#include "gui/pages/srpinitiatortree.h"

#include <QWidget>

class QLabel;

namespace rdma {

class AttachActions;
class FactsView;

class AttachDetail : public QWidget {
    Q_OBJECT
public:
    explicit AttachDetail(AttachActions *actions, QWidget *parent = nullptr);

    void showRow(const AttachTree &tree, const std::optional<AttachRow> &row);

private:
    QLabel *m_title;
    QLabel *m_remark; ///< what its state means, or why something cannot be done
    FactsView *m_facts;
};

} // namespace rdma
