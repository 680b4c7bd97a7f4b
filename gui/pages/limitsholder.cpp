// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog with a limit for everyone, a group, a user or a range of user ids.
#include "gui/pages/limitsholder.h"

#include "gui/pages/limitsform.h"
#include "gui/pages/limitswording.h"
#include "gui/widgets/copybutton.h"
#include "gui/widgets/dialogfooter.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/errorwords.h"
#include "gui/words/limitswords.h"
#include "gui/words/plaintext.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QStackedWidget>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 78; // of characters
constexpr int remarkLines = 3;  ///< the dialog does not grow when it speaks

} // namespace

HolderDialog::HolderDialog(const LimitsState &state, const WantedLimits &wanted,
                           const std::optional<LimitHolder> &holder, QWidget *parent)
    : QDialog(parent),
      m_members(state.live.members),
      m_wanted(wanted),
      m_holder(holder),
      m_kind(new QComboBox(this)),
      m_names(new QStackedWidget(this)),
      m_group(new QLineEdit(u"rdma"_s, this)),
      m_user(new QLineEdit(this)),
      m_first(new QLineEdit(u"1000"_s, this)),
      m_last(new QLineEdit(u"2000"_s, this)),
      m_form(new LimitForm(true, this)),
      m_remark(captionLabel({}, this)),
      m_command(captionLabel({}, this)),
      m_copy(new CopyButton(tr("Cop&y Command"), tr("Copy the command"), this)),
      m_footer(new DialogFooter(tr("&Add to Changes"), this))
{
    setWindowTitle(holder ? fill(tr("Limit for %1"), holderWords(*holder)) : tr("Limit for Users and Groups"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(fontMetrics().averageCharWidth() * dialogWidth);
    if (const auto present = holder ? valueAt(wanted, *holder) : std::nullopt)
        m_form->setLimit(*present);
    layOut();
    connectFields();
    check();
}

void HolderDialog::layOut()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(groupSpacing(this));
    if (m_holder)
        form->addRow(fieldLabel(tr("For:"), this), fieldLabel(holderWords(*m_holder), this));
    QWidget *who = makeWho();
    if (!m_holder)
        form->addRow(tr("&For:"), who);
    who->setVisible(!m_holder);
    m_remark->setMinimumHeight(remarkLines * fontMetrics().lineSpacing());
    m_remark->setAlignment(m_remark->alignment() | Qt::AlignTop);
    m_command->setFont(monospaceFont(font()));
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy->setAutoDefault(false);
    auto *command = new QHBoxLayout;
    command->addWidget(m_command, 1);
    command->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(m_form);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(m_remark);
    column->addLayout(command);
    column->addStretch();
    column->addSpacing(groupSpacing(this));
    column->addWidget(m_footer);
}

QWidget *HolderDialog::makeWho()
{
    const auto usual = LimitHolder::fromText(u"@rdma"_s);
    const int start = usual && m_wanted.contains(*usual) ? 2 : 1;
    m_kind->addItems({tr("Everyone"), tr("Group"), tr("User"), tr("Range of user ids")});
    m_kind->setCurrentIndex(start);
    m_group->setAccessibleName(tr("Group"));
    m_user->setAccessibleName(tr("User"));
    for (QLineEdit *one : {m_group, m_user, m_first, m_last})
        one->setLayoutDirection(Qt::LeftToRight);
    m_names->addWidget(new QWidget(this));
    m_names->addWidget(m_group);
    m_names->addWidget(m_user);
    m_names->addWidget(makeRange());
    m_names->setCurrentIndex(start);
    m_names->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    auto *who = new QWidget(this);
    auto *row = new QHBoxLayout(who);
    row->setContentsMargins({});
    row->addWidget(m_kind);
    row->addWidget(m_names, 1);
    who->setFocusProxy(m_kind);
    m_kind->setAccessibleName(tr("For"));
    return who;
}

QWidget *HolderDialog::makeRange()
{
    m_first->setAccessibleName(tr("First user id"));
    m_last->setAccessibleName(tr("Last user id"));
    auto *range = new QWidget(this);
    auto *row = new QHBoxLayout(range);
    row->setContentsMargins({});
    row->addWidget(m_first, 1);
    row->addWidget(fieldLabel(tr("to"), range));
    row->addWidget(m_last, 1);
    return range;
}

void HolderDialog::connectFields()
{
    connect(m_kind, &QComboBox::currentIndexChanged, m_names, &QStackedWidget::setCurrentIndex);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &HolderDialog::check);
    for (QLineEdit *one : {m_group, m_user, m_first, m_last})
        connect(one, &QLineEdit::textChanged, this, &HolderDialog::check);
    connect(m_form, &LimitForm::edited, this, &HolderDialog::check);
    connect(this, &QDialog::accepted, this, [this] {
        if (const auto made = value())
            emit chosen(made->first, made->second);
    });
}

QString HolderDialog::holderText() const
{
    if (m_holder)
        return m_holder->text();
    switch (m_kind->currentIndex()) {
    case 0:
        return u"*"_s;
    case 1:
        return u'@' + m_group->text().trimmed();
    case 2:
        return m_user->text().trimmed();
    default:
        return m_first->text().trimmed() + u':' + m_last->text().trimmed();
    }
}

std::expected<std::pair<LimitHolder, WantedLimit>, QString> HolderDialog::value() const
{
    const auto holder = LimitHolder::fromText(holderText());
    if (!holder)
        return std::unexpected(holderProblemWords(holderText()));
    if (!m_holder && m_wanted.contains(*holder))
        return std::unexpected(fill(tr("There is a limit for %1 already: change that one."), holderWords(*holder)));
    const auto limit = m_form->limit();
    if (!limit)
        return std::unexpected(errorText(limit.error()));
    if (const QString problem = problemWith(*holder, *limit); !problem.isEmpty())
        return std::unexpected(problem);
    return std::pair{*holder, *limit};
}

void HolderDialog::showMembers()
{
    const QString holder = holderText();
    const bool isGroup = holder.startsWith(u'@');
    const auto limit = m_form->limit();
    const bool opensAll = holder == "*"_L1 && limit && limit->hard == unlimitedMemory;
    m_remark->setText(isGroup    ? groupWords(holder.sliced(1), m_members)
                      : opensAll ? tr("Any user could lock all memory of this computer, which then has none left for "
                                      "anybody else. You are asked to agree to that before it is applied.")
                                 : QString());
    const QString command = isGroup ? groupCommand(holder.sliced(1), m_members) : QString();
    m_command->setText(technical(command));
    m_copy->setContent(command);
    m_copy->setAccessibleName(fill(tr("Copy the command %1"), command));
    m_copy->setVisible(!command.isEmpty());
}

void HolderDialog::check()
{
    showMembers();
    const auto made = value();
    m_footer->setProblem(made ? QString() : made.error());
}

} // namespace rdma
