// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Labels of the few kinds the program has: body text, headings, captions, and what must be typed exactly.
#include "gui/widgets/textlabels.h"

#include "gui/widgets/tints.h"

#include <QEvent>
#include <QFontDatabase>
#include <QStyle>

namespace rdma {

namespace {

/// Begins where lines of the user's language begin. QLabel looks at the text alone (QLabelPrivate::textDirection()): a
/// name or a number would stand at the far end of the line, away from what it belongs to.
class TextLabel : public QLabel {
public:
    TextLabel(const QString &text, QWidget *parent) : QLabel(text, parent) { alignLeading(); }

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::LayoutDirectionChange && (alignment() & Qt::AlignAbsolute))
            alignLeading();
        QLabel::changeEvent(event);
    }

private:
    void alignLeading()
    {
        const auto side = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
        setAlignment(side | Qt::AlignAbsolute | (alignment() & Qt::AlignVertical_Mask));
    }
};

/// Follows the palette when the desktop changes between light and dark.
class CaptionLabel : public TextLabel {
public:
    CaptionLabel(const QString &text, QWidget *parent) : TextLabel(text, parent) { takeColour(); }

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ParentChange)
            takeColour();
        TextLabel::changeEvent(event);
    }

private:
    void takeColour()
    {
        const QColor quiet = quietText(parentWidget() ? parentWidget()->palette() : QPalette());
        if (palette().color(QPalette::WindowText) == quiet)
            return; // setting a palette is a palette change
        QPalette own;
        own.setColor(QPalette::WindowText, quiet);
        setPalette(own);
    }
};

QLabel *prepared(QLabel *label)
{
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

QLabel *bodyLabel(const QString &text, QWidget *parent)
{
    return prepared(new TextLabel(text, parent));
}

QLabel *headingLabel(const QString &text, QWidget *parent)
{
    QLabel *label = prepared(new TextLabel(text, parent));
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * 1.35);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QLabel *sectionLabel(const QString &text, QWidget *parent)
{
    QLabel *label = prepared(new TextLabel(text, parent));
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QLabel *lineLabel(const QString &text, QWidget *parent)
{
    QLabel *label = sectionLabel(text, parent);
    label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    label->setWordWrap(false);
    return label;
}

QLabel *captionLabel(const QString &text, QWidget *parent)
{
    return prepared(new CaptionLabel(text, parent));
}

QLabel *fieldLabel(const QString &text, QWidget *parent)
{
    auto *label = new TextLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QFont monospaceFont(const QFont &around)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(around.pointSizeF());
    return font;
}

int groupSpacing(const QWidget *widget)
{
    return widget->style()->pixelMetric(QStyle::PM_LayoutTopMargin, nullptr, widget);
}

} // namespace rdma
