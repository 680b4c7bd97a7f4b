// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the next boot will do otherwise: a line for each difference, with a button where one mends it.
#pragma once

#include "gui/pages/modulesedit.h"

namespace rdma {

class CheckList;

class GapsPane : public QWidget {
    Q_OBJECT
public:
    explicit GapsPane(QWidget *parent = nullptr);

    void show(const ModulesState &state, const ModulesEdits &edits);
    [[nodiscard]] int count() const; ///< of differences; the rest is only worth knowing

signals:
    void atBootRequested(const rdma::BootSubject &subject);
    void runRequested(const rdma::BootSubject &subject);
    void requested(const rdma::PageRequest &request);

private:
    void cure(int which);

    std::vector<BootGap> m_gaps;
    CheckList *m_list;
};

} // namespace rdma
