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
      m_id(id),
      m_found(std::move(found)),
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

ChainScene WhyDialog::scene() const
{
    return {.target = m_id,
            .config = m_state.config,
            .live = m_state.live,
            .log = m_log ? &*m_log : nullptr,
            .found = m_found ? &*m_found : nullptr,
            .exports = m_exports ? &m_exports->now : nullptr,
            .exportsLive = m_exportsLive ? &*m_exportsLive : nullptr};
}

void WhyDialog::refresh()
{
    m_chain = srpChain(scene());
    m_checks->showRows(checkRows(m_chain, !ownTarget(scene()).isEmpty()));
    m_words->setText(chainSummary(m_chain));
    m_look->setVisible(!m_log && logMayTell(m_chain));
    showProofs();
}

/// Where the target is this very computer, its side is known exactly.
void WhyDialog::readExports()
{
    m_read(u"srp_target"_s, {}, this, [this](const Result<QJsonObject> &state) {
        const QJsonObject object = state.value_or(QJsonObject());
        auto config = srpTargetConfigFromJson(object[u"config"_s].toObject());
        auto live = srpTargetLiveFromJson(object[u"live"_s].toObject());
        if (!config || !live)
            return;
        m_exports = *std::move(config);
        m_exportsLive = *std::move(live);
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
    const auto live =
        state.and_then([](const QJsonObject &object) { return logLiveFromJson(object[u"live"_s].toObject()); });
    if (!live)
        return m_words->setText(errorText(live.error()));
    m_log = live->lines;
    refresh();
    m_checks->setFocus();
}

void WhyDialog::showProofs()
{
    qDeleteAll(m_shownProofs);
    m_shownProofs.clear();
    for (const DiskProof &proof : srpProof(scene())) {
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
    emit cureChosen(check.cure, {check.text, ownTarget(scene())});
    accept();
}

} // namespace rdma
