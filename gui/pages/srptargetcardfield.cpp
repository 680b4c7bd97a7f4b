// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where an exchange card is pasted, and the dialogs that do something with it.
#include "gui/pages/srptargetcardfield.h"

#include "gui/pages/srptargetwording.h"
#include "gui/widgets/copybutton.h"
#include "gui/widgets/dialogfooter.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/loginwords.h"
#include "gui/words/plaintext.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int fieldLines = 6;
constexpr int answerLines = 5;

} // namespace

CardField::CardField(QWidget *parent) : QWidget(parent), m_text(new QPlainTextEdit(this)), m_words(bodyLabel({}, this))
{
    m_text->setAccessibleName(tr("Exchange card"));
    m_text->setPlaceholderText(tr("Paste the card here: id_ext=…"));
    m_text->setFont(monospaceFont(font()));
    m_text->setTabChangesFocus(true);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setLayoutDirection(Qt::LeftToRight);
    m_text->setMinimumWidth(m_text->fontMetrics().averageCharWidth() * 76);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * fieldLines + groupSpacing(this));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_text);
    column->addWidget(m_words);
    connect(m_text, &QPlainTextEdit::textChanged, this, &CardField::changed);
    setFocusProxy(m_text);
}

std::expected<ExchangeCard, CardRefusal> CardField::card() const
{
    return cardFromText(text());
}

QString CardField::text() const
{
    return m_text->toPlainText();
}

bool CardField::isEmpty() const
{
    return m_text->toPlainText().trimmed().isEmpty();
}

void CardField::say(const QString &words)
{
    m_words->setText(words);
    m_text->setAccessibleDescription(words);
}

CardInitiatorsDialog::CardInitiatorsDialog(QWidget *parent)
    : QDialog(parent),
      m_field(new CardField(this)),
      m_list(new QListWidget(this)),
      m_footer(new DialogFooter(tr("Add &Initiators"), this))
{
    setWindowTitle(tr("From an Exchange Card"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setAccessibleName(tr("Initiators on the card"));
    m_list->setFont(monospaceFont(font()));
    m_list->setItemDelegate(new RoomyRows(m_list));
    m_list->setMinimumHeight(fontMetrics().lineSpacing() * 6);
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(tr("The card of an exported port names who may log in there. They can be allowed "
                                      "here as well."),
                                   this));
    column->addWidget(m_field);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(lineLabel(tr("Initiators on the card"), this));
    column->addWidget(m_list, 1);
    column->addSpacing(groupSpacing(this));
    column->addWidget(m_footer);
    connect(m_field, &CardField::changed, this, &CardInitiatorsDialog::takeCard);
    connect(m_list, &QListWidget::itemChanged, this, &CardInitiatorsDialog::check);
    connect(this, &QDialog::accepted, this, [this] { emit chosen(ids()); });
    takeCard();
}

QStringList CardInitiatorsDialog::ids() const
{
    QStringList ids;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            ids.append(m_list->item(row)->text());
    return ids;
}

void CardInitiatorsDialog::takeCard()
{
    const auto card = m_field->card();
    m_list->clear();
    for (const InitiatorId &id : card ? card->allowed : std::set<InitiatorId>()) {
        auto *item = new QListWidgetItem(id.text(), m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
    }
    if (m_field->isEmpty())
        m_field->say({});
    else if (!card)
        m_field->say(cardRefusalWords(card.error()));
    else
        m_field->say(card->label.isEmpty()
                         ? tr("A card for %1.").arg(cardPathWords(*card))
                         : fill(tr("A card for %1 (%2)."), cardPathWords(*card), technical(card->label)));
    check();
}

void CardInitiatorsDialog::check()
{
    if (m_field->isEmpty())
        m_footer->setProblem(tr("Paste a card."));
    else if (!m_field->card())
        m_footer->setProblem(tr("This text cannot be used."));
    else if (m_list->count() == 0)
        m_footer->setProblem(tr("This card names no initiator."));
    else
        m_footer->setProblem(ids().isEmpty() ? tr("Choose an initiator.") : QString());
}

CardCheckDialog::CardCheckDialog(const LoginScene &scene, QWidget *parent)
    : QDialog(parent),
      m_scene(scene),
      m_field(new CardField(this)),
      m_label(captionLabel({}, this)),
      m_copy(new CopyButton(tr("Copy the Card as It Is N&ow"), tr("Copy the card as it is now"), this))
{
    setWindowTitle(tr("Check an Exchange Card"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_copy->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(tr("Paste a card that somebody has, to see whether it still leads to a port of this "
                                      "computer and what has changed."),
                                   this));
    column->addWidget(m_field);
    column->addWidget(m_label);
    column->addWidget(m_copy, 0, Qt::AlignLeading);
    column->addStretch(1);
    column->addSpacing(groupSpacing(this));
    column->addWidget(new DialogFooter({}, this));
    resize(sizeHint().width(), sizeHint().height() + fontMetrics().lineSpacing() * answerLines);
    connect(m_field, &CardField::changed, this, &CardCheckDialog::check);
    check();
}

void CardCheckDialog::check()
{
    const auto card = m_field->card();
    m_label->clear();
    m_copy->hide();
    if (!card)
        return m_field->say(m_field->isEmpty() ? QString() : cardRefusalWords(card.error()));
    const CardCheck found = checkCard(*card, m_scene.state.config.now, m_scene.state.live);
    m_field->say(cardCheckWords(found, targetWords(m_scene.state.live, found.wwn)).join(u'\n'));
    m_label->setText(card->label.isEmpty() ? QString() : tr("It says of itself: %1").arg(technical(card->label)));
    const QString present = presentCard(*card, found);
    m_copy->setContent(present);
    m_copy->setVisible(found.standing == CardStanding::Outdated && !present.isEmpty());
}

/// Of the same address, where the port has several.
QString CardCheckDialog::presentCard(const ExchangeCard &card, const CardCheck &found) const
{
    const auto cards = exportCards(m_scene.state.config.now, m_scene.state.live, found.wwn);
    if (!cards)
        return {};
    for (const ExchangeCard &present : *cards) {
        const auto *before = std::get_if<RdmaCmPath>(&card.path);
        const auto *after = std::get_if<RdmaCmPath>(&present.path);
        if (!before || !after || before->address == after->address)
            return cardText(present).value_or(QString());
    }
    return {};
}

} // namespace rdma
