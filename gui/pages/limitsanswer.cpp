// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What holds for a user, a group, a service or a process.
#include "gui/pages/limitsanswer.h"

#include "gui/pages/limitsunit.h"
#include "gui/pages/limitsview.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/errorwords.h"
#include "gui/words/limitsverdict.h"
#include "gui/words/plaintext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

enum Kind { User, Group, Service, Process };

constexpr int remarkLines = 2;

} // namespace

LimitsAnswer::LimitsAnswer(LimitsAsk ask, QWidget *parent)
    : QWidget(parent),
      m_ask(std::move(ask)),
      m_kind(new QComboBox(this)),
      m_names(new QStackedWidget(this)),
      m_user(new QLineEdit(this)),
      m_group(new QLineEdit(u"rdma"_s, this)),
      m_service(new QComboBox(this)),
      m_process(new QLineEdit(this)),
      m_show(new QPushButton(themeIcon(u"edit-find"_s), tr("&Show"), this)),
      m_failure(new MessageBar(this)),
      m_stack(new QStackedWidget(this)),
      m_title(sectionLabel({}, this)),
      m_why(bodyLabel({}, this)),
      m_rules(new LimitsView(tr("Rules that win and lose"),
                             {tr("File and Line"), tr("For"), tr("Limit"), tr("Amount"), tr("How It Fares")}, 4, this)),
      m_remark(bodyLabel({}, this)),
      m_effect(captionLabel({}, this))
{
    auto *empty = bodyLabel(tr("Choose a user, a group, a service or a process, and see how much memory it may lock, "
                               "which rule says so, and why others do not count."),
                            this);
    empty->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(empty);
    m_stack->addWidget(makeResult());
    auto *column = new QVBoxLayout(this);
    column->addWidget(makeQuestion());
    column->addWidget(m_failure);
    column->addWidget(m_stack, 1);
    check();
}

QWidget *LimitsAnswer::makeQuestion()
{
    m_kind->setAccessibleName(tr("Kind"));
    m_kind->addItems({tr("User"), tr("Group"), tr("Service"), tr("Process")});
    m_user->setAccessibleName(tr("User"));
    m_group->setAccessibleName(tr("Group"));
    m_service->setAccessibleName(tr("Service"));
    m_process->setAccessibleName(tr("Process"));
    m_user->setPlaceholderText(tr("Name of a user"));
    m_process->setPlaceholderText(tr("Number of a process; reading it may need a password"));
    makeSearchable(m_service, {});
    for (QWidget *one : std::initializer_list<QWidget *>{m_user, m_group, m_service, m_process})
        m_names->addWidget(one);
    m_names->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    auto *question = new QWidget(this);
    auto *row = new QHBoxLayout(question);
    row->setContentsMargins({});
    auto *label = fieldLabel(tr("&What holds for:"), question);
    label->setBuddy(m_user);
    connect(m_names, &QStackedWidget::currentChanged, label, // a combo box is named by its label alone
            [label, names = m_names] { label->setBuddy(names->currentWidget()); });
    row->addWidget(label);
    row->addWidget(m_kind);
    row->addWidget(m_names, 1);
    row->addWidget(m_show);
    connect(m_kind, &QComboBox::currentIndexChanged, m_names, &QStackedWidget::setCurrentIndex);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &LimitsAnswer::check);
    connect(m_service, &QComboBox::currentTextChanged, this, &LimitsAnswer::check);
    connect(m_service->lineEdit(), &QLineEdit::returnPressed, this, &LimitsAnswer::ask);
    for (QLineEdit *one : {m_user, m_group, m_process}) {
        one->setLayoutDirection(Qt::LeftToRight);
        connect(one, &QLineEdit::textChanged, this, &LimitsAnswer::check);
        connect(one, &QLineEdit::returnPressed, this, &LimitsAnswer::ask);
    }
    connect(m_show, &QPushButton::clicked, this, &LimitsAnswer::ask);
    return question;
}

QWidget *LimitsAnswer::makeResult()
{
    auto *result = new QWidget(this);
    auto *column = new QVBoxLayout(result);
    column->setContentsMargins(0, groupSpacing(this), 0, 0);
    column->addWidget(m_title);
    column->addWidget(m_why);
    column->addWidget(m_rules, 1);
    column->addWidget(m_remark);
    column->addWidget(m_effect);
    m_remark->setMinimumHeight(remarkLines * fontMetrics().lineSpacing()); // the list does not jump
    m_remark->setAlignment(m_remark->alignment() | Qt::AlignTop);
    connect(m_rules, &LimitsView::selectionMoved, this, [this] {
        const auto remark = m_remarks.find(m_rules->selected());
        m_remark->setText(remark == m_remarks.end() ? QString() : remark->second);
    });
    return result;
}

LimitsQuery LimitsAnswer::query() const
{
    switch (m_kind->currentIndex()) {
    case User:
        return {.user = m_user->text().trimmed()};
    case Group:
        return {.group = m_group->text().trimmed()};
    case Service:
        return {.unit = m_service->currentText().trimmed()};
    default:
        return {.pid = m_process->text().trimmed().toInt()};
    }
}

QString LimitsAnswer::problem() const
{
    const LimitsQuery asked = query();
    if (asked.pid)
        return *asked.pid > 0 ? QString() : tr("A process has a number.");
    const QString name = asked.user.value_or(asked.group.value_or(asked.unit.value_or(QString())));
    return name.isEmpty() ? tr("Give a name.") : QString();
}

void LimitsAnswer::show(const LimitsLive &live)
{
    const QString service = m_service->currentText();
    if (m_live.services != live.services) {
        m_service->clear();
        m_service->addItems(live.services);
        m_service->setEditText(service);
    }
    m_live = live;
    if (m_asked && !needsInspection(*m_asked))
        send(*m_asked);
}

void LimitsAnswer::ask()
{
    if (problem().isEmpty())
        send(query());
}

void LimitsAnswer::send(const LimitsQuery &query)
{
    const quint64 number = ++m_number;
    m_ask(query, this, [this, query, number](const Result<LimitsTold> &told) {
        if (number == m_number)
            take(query, told);
    });
}

void LimitsAnswer::take(const LimitsQuery &query, const Result<LimitsTold> &told)
{
    const bool isAnswered = told && told->live.answer;
    m_asked = isAnswered ? std::optional(query) : std::nullopt;
    m_stack->setCurrentIndex(isAnswered ? 1 : 0);
    if (isAnswered) {
        m_failure->hide();
        return showAnswer(query, *told->live.answer);
    }
    const Error none{ErrorCode::Internal, u"answer"_s, {}};
    m_failure->showMessage(MessageBar::Kind::Warning, errorText(told ? none : told.error()));
}

void LimitsAnswer::showAnswer(const LimitsQuery &query, const LimitAnswer &answer)
{
    const LimitVerdict verdict = verdictOf(query, answer, m_live);
    m_title->setText(verdict.title);
    m_why->setText(verdict.why.join(u' '));
    m_why->setVisible(!verdict.why.isEmpty());
    std::vector<LimitRow> rows;
    m_remarks.clear();
    for (const LimitLine &line : verdict.lines) {
        rows.push_back(rowOf(line));
        const QString more = line.remark.isEmpty() ? line.cells.back() : line.remark;
        m_remarks[line.id] = line.cells.front() + u": "_s + more;
    }
    m_remark->setVisible(!rows.empty());
    m_rules->showRows(rows);
    m_rules->setVisible(!rows.empty());
    m_effect->setText(verdict.effect);
    m_effect->setVisible(!verdict.effect.isEmpty());
}

void LimitsAnswer::check()
{
    const QString wrong = problem();
    m_show->setEnabled(wrong.isEmpty());
    m_show->setAccessibleDescription(wrong);
}

} // namespace rdma
