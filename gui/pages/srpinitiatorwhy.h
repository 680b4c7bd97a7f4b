// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that tells why a target's disk is not there, link by link, and of one that is there what proves it.
#pragma once

#include "gui/pages/page.h"
#include "gui/pages/srpinitiatoredit.h"
#include "model/whyknown.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace rdma {

class CheckList;

class WhyDialog : public QDialog {
    Q_OBJECT
public:
    /// `state`: the page's, which outlives the dialog. `found`: from the target's port, if somebody looked.
    WhyDialog(const AttachState &state, const SrpTargetId &id, std::optional<std::vector<FoundTarget>> found,
              OtherReading read, QWidget *parent);

    void refresh(); ///< the state is another

signals:
    void cureChosen(rdma::LoginCure cure, const rdma::AllowRequest &whom);

private:
    void layOut();
    void readExports();
    void readLog();
    void takeLog(const Result<QJsonObject> &state);
    void showProofs();
    void choose(int row);

    const AttachState &m_state;
    WhyKnown m_known;
    OtherReading m_read;
    std::vector<ChainCheck> m_chain;
    QPushButton *m_look;
    QLabel *m_words;
    CheckList *m_checks;
    QVBoxLayout *m_proofs;
    QList<QWidget *> m_shownProofs;
};

} // namespace rdma
