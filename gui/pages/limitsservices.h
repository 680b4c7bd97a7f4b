// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The services with a limit of their own: by our drop-in, or by whatever else says so.
#pragma once

#include "gui/pages/limitsedit.h"

#include <QWidget>

class QLabel;

namespace rdma {

struct LimitRow;
class LimitsButtons;
class LimitsView;

class ServiceLimits : public QWidget {
    Q_OBJECT
public:
    explicit ServiceLimits(QWidget *parent = nullptr);

    void show(const LimitsState &state, const LimitsEdits &edits);
    void select(const QString &unit);

signals:
    void edited(const QString &unit, const std::optional<rdma::MemoryLimit> &limit);

private:
    [[nodiscard]] LimitRow rowOf(const QString &unit, const LimitsConfig &wanted) const;
    void openDialog(const QString &unit);
    void showEnabled();

    LimitsState m_state;
    LimitsEdits m_edits;
    LimitsView *m_view;
    LimitsButtons *m_buttons;
    QLabel *m_usual;
};

} // namespace rdma
