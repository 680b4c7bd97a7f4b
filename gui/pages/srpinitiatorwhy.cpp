// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that tells why a target's disk is not there.
#include "gui/pages/srpinitiatorwhy.h"

#include "gui/pages/chainrows.h"
#include "gui/pages/srpinitiatorwording.h"
#include "gui/widgets/checklist.h"
#include "gui/widgets/dialogfooter.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/chainwords.h"
#include "gui/words/errorwords.h"
#include "gui/words/plaintext.h"
#include "model/log.h"
#include "model/srpproof.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownLines = 26; ///< of text: nine checks, the broken one with its cure
constexpr int shownWidth = 84; ///< of characters

} // namespace

WhyDialog::WhyDialog(const AttachState &state, const SrpTargetId &id, std::optional<std::vector<FoundTarget>> found,
                     OtherReading read, QWidget *parent)
    : QDialog(parent),
      m_state(state),
      m_known{.target = id, .config = state.config, .live = state.live, .found = std::move(found)},
      m_read(std::move(read)),
      m_look(new QPushButton(tr("&Read the Kernel’s Log (Asks for a Password)"), this)),
      m_words(bodyLabel({}, this)),
      m_checks(new CheckList(tr("From the cable to the disk"), this)),
      m_proofs(new QVBoxLayout)
{
    setWindowTitle(fill(tr("%1, Checked"), attachedTargetWords(state.config, id)));
    setAttribute(Qt::WA_DeleteOnClose);
    m_look->setAutoDefault(false);
    layOut();
    connect(m_look, &QPushButton::clicked, this, &WhyDialog::readLog);
    connect(m_checks, &CheckList::cureChosen, this, &WhyDialog::choose);
    refresh();
    readExports();
}

void WhyDialog::layOut()
{
    auto *scrolled = new QWidget(this);
    auto *inner = new QVBoxLayout(scrolled);
    inner->setContentsMargins({});
    inner->addWidget(m_checks);
    inner->addLayout(m_proofs);
    inner->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus); // it follows the focus of what is in it
    scroll->setWidget(scrolled);
    scroll->viewport()->setAutoFillBackground(false);
    scrolled->setAutoFillBackground(false);
    scroll->setMinimumSize(fontMetrics().averageCharWidth() * shownWidth, fontMetrics().lineSpacing() * shownLines);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_words);
    column->addWidget(m_look, 0, Qt::AlignLeading);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(scroll, 1);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(new DialogFooter({}, this));
}

void WhyDialog::refresh()
{
    m_known.config = m_state.config;
    m_known.live = m_state.live;
    m_chain = srpChain(m_known.scene());
    m_checks->showRows(checkRows(m_chain, !ownTarget(m_known.scene()).isEmpty()));
    m_words->setText(chainSummary(m_chain));
    m_look->setVisible(!m_known.log && logMayTell(m_chain));
    showProofs();
}

void WhyDialog::readExports()
{
    m_read(u"srp_target"_s, {}, this, [this](const Result<QJsonObject> &state) {
        m_known.takeExports(state);
        refresh();
    });
}

void WhyDialog::readLog()
{
    m_look->setEnabled(false);
    m_words->setText(tr("Waiting for the log, and for a password if one is needed…"));
    m_read(u"log"_s, toJson(LogQuery{QString()}), this, [this](const Result<QJsonObject> &state) { takeLog(state); });
}

void WhyDialog::takeLog(const Result<QJsonObject> &state)
{
    m_look->setEnabled(true);
    m_known.takeLog(state);
    if (!m_known.log)
        return m_words->setText(errorText(*m_known.logRefusal));
    refresh();
    m_checks->setFocus();
}

void WhyDialog::showProofs()
{
    qDeleteAll(m_shownProofs);
    m_shownProofs.clear();
    for (const DiskProof &proof : srpProof(m_known.scene())) {
        const QString title = proofTitle(proof);
        auto *list = new CheckList(fill(tr("What proves %1"), title), this);
        list->showRows(checkRows(proof));
        m_shownProofs.append(sectionLabel(title, this));
        m_shownProofs.append(list);
    }
    for (QWidget *widget : m_shownProofs)
        m_proofs->addWidget(widget);
}

void WhyDialog::choose(int row)
{
    const ChainCheck check = m_chain.at(static_cast<std::size_t>(row));
    emit cureChosen(check.cure, {check.text, ownTarget(m_known.scene())});
    accept();
}

} // namespace rdma
