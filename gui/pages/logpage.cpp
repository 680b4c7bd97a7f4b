// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Kernel Messages": what the kernel says about RDMA, SRP, LIO and Mellanox adapters and the services around
// them, live, and what it means.
#include "gui/pages/logpage.h"

#include "gui/pages/loglist.h"
#include "gui/pages/logremedy.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/onscreen.h"
#include "gui/widgets/placeholder.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/errorwords.h"
#include "gui/words/failurewords.h"
#include "gui/words/plaintext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Nobody was asked for a password this time: a right that was kept has run out.
QString stoppedWords(const Error &error)
{
    if (error.code == ErrorCode::NoAgent || error.code == ErrorCode::NotAuthorized)
        return LogPage::tr("New messages are not shown any more: the permission to read them has run out.");
    return fill(LogPage::tr("New messages are not shown any more. %1"), errorWords(error).happened);
}

} // namespace

LogPage::LogPage(QWidget *parent)
    : Page(parent),
      m_reader(new LogReader(this)),
      m_stack(new QStackedWidget(this)),
      m_locked(new Placeholder(this)),
      m_stopped(new MessageBar(this)),
      m_list(new LogList(this)),
      m_whole(bodyLabel({}, this)),
      m_meaning(new MessageBar(this)),
      m_copy(new QPushButton(tr("&Copy Selected Lines"), this)),
      m_count(captionLabel({}, this))
{
    m_stack->addWidget(makeLocked());
    m_stack->addWidget(makeContent());
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(tr("What the kernel and services of this computer say about RDMA, SRP, exports and "
                                      "Mellanox adapters since it started."),
                                   this));
    column->addWidget(m_stack, 1);
    connect(m_reader, &LogReader::started, this, &LogPage::takeStarted);
    connect(m_reader, &LogReader::read, this, &LogPage::takeLines);
    connect(m_reader, &LogReader::failed, this, &LogPage::takeFailure);
    connect(new OnScreen(this), &OnScreen::changed, m_reader, &LogReader::setSeen);
}

/// Without a question that somebody asked for there is nothing to show.
Result<void> LogPage::showState(const QJsonObject &state)
{
    return logLiveFromJson(state[u"live"_s].toObject()).transform([](const LogLive &) {});
}

void LogPage::takeRequest(const PageRequest &request)
{
    const auto *search = std::get_if<SearchRequest>(&request.what);
    if (!search)
        return;
    m_list->search(search->text);
    if (m_stack->currentIndex() == 0)
        begin();
}

QWidget *LogPage::makeLocked()
{
    m_locked->setContent(u"object-locked"_s, tr("The kernel’s log is not for everybody"),
                         tr("It tells who logs in where. You may be asked for a password."));
    m_locked->setAction(tr("&Show Kernel Messages"));
    connect(m_locked, &Placeholder::actionTriggered, this, &LogPage::begin);
    return m_locked;
}

QWidget *LogPage::makeContent()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->addWidget(m_stopped);
    column->addWidget(m_list, 1);
    column->addWidget(m_whole);
    column->addWidget(m_meaning);
    column->addLayout(makeFooter());
    m_stopped->setDismissable(false);
    m_meaning->setDismissable(false);
    m_whole->setFont(monospaceFont(font()));
    m_whole->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_whole->hide();
    connect(m_list, &LogList::currentChanged, this, &LogPage::showCurrent);
    connect(m_list, &LogList::selectionChanged, this, [this] { m_copy->setEnabled(m_list->hasSelection()); });
    return content;
}

QLayout *LogPage::makeFooter()
{
    m_copy->setEnabled(false);
    connect(m_copy, &QPushButton::clicked, m_list, &LogList::copySelected);
    auto *row = new QHBoxLayout;
    row->addWidget(m_count, 1);
    row->addWidget(m_copy);
    return row;
}

void LogPage::begin()
{
    m_locked->setContent(u"object-locked"_s, tr("The kernel’s log is not for everybody"),
                         tr("Waiting for the log, and for a password if one is needed…"));
    m_reader->start();
}

void LogPage::takeStarted()
{
    const bool isFirst = m_stack->currentIndex() == 0;
    m_stack->setCurrentIndex(1);
    m_stopped->dismiss();
    showCount();
    if (isFirst)
        m_list->focusList();
}

void LogPage::takeLines(const std::vector<LogLine> &lines, bool hasGap)
{
    auto decoded = m_decoder.take(lines);
    decoded.front().afterGap = hasGap;
    m_list->append(std::move(decoded));
    showCount();
    showCurrent(); // it may have gone
}

void LogPage::takeFailure(const Error &error)
{
    if (m_stack->currentIndex() == 0) {
        const ErrorWords words = errorWords(error);
        return m_locked->setContent(u"object-locked"_s, words.happened, words.next);
    }
    m_stopped->showMessage(MessageBar::Kind::Warning, stoppedWords(error));
    connect(m_stopped->addAction(tr("C&ontinue")), &QPushButton::clicked, m_reader, &LogReader::start);
}

void LogPage::showCurrent()
{
    const DecodedLine *line = m_list->current();
    const QString text = line ? technical(line->line.text, LogDecoder::longestLine) : QString();
    m_whole->setVisible(line);
    if (text != m_whole->text()) // or what is selected in it would be lost
        m_whole->setText(text);
    showMeaning(line ? line->meaning : LineMeaning());
}

void LogPage::showMeaning(const LineMeaning &meaning)
{
    if (meaning == m_shown)
        return;
    m_shown = meaning;
    if (std::holds_alternative<std::monostate>(meaning))
        return m_meaning->dismiss();
    const auto *failure = std::get_if<LoginFailure>(&meaning);
    m_meaning->showMessage(MessageBar::Kind::Information, meaningWords(meaning, failure && failure->initiator));
    if (const auto remedy = remedyFor(meaning))
        connect(m_meaning->addAction(remedy->label), &QPushButton::clicked, this,
                [this, request = remedy->request] { emit requested(request); });
}

void LogPage::showCount()
{
    const int count = m_list->lineCount();
    m_count->setText(count == 0
                         ? tr("The kernel and its services have said nothing about this yet. New messages show here.")
                         : tr("%n message(s), the newest below.", nullptr, count));
}

} // namespace rdma
