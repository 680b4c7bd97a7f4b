// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Read-only monospace text: file differences with their markers coloured, and commands.
#include "gui/widgets/codeview.h"

#include "gui/widgets/textlabels.h"
#include "gui/widgets/tints.h"
#include "gui/words/plaintext.h"

#include <QEvent>
#include <QTextBlock>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxLines = 5000;
constexpr qsizetype maxColumns = 2000;

QTextEdit::ExtraSelection wholeLine(const QTextBlock &block, const QColor &background)
{
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(block);
    // Up to the next line's start, so that the last of several wrapped lines is coloured to the edge as well.
    if (!mark.cursor.movePosition(QTextCursor::NextBlock, QTextCursor::KeepAnchor))
        mark.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    mark.format.setBackground(background);
    mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    return mark;
}

} // namespace

CodeView::CodeView(const QString &accessibleName, QWidget *parent) : QPlainTextEdit(parent)
{
    setAccessibleName(accessibleName);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    setTabChangesFocus(true);
    setFont(monospaceFont(font()));
    setLayoutDirection(Qt::LeftToRight);
    QTextOption option = document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDefaultTextOption(option);
}

void CodeView::showDiff(const QStringList &lines)
{
    m_isDiff = true;
    showLines(lines);
}

void CodeView::showCommands(const QStringList &commands)
{
    m_isDiff = false;
    showLines(commands);
}

QSize CodeView::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 72, fontMetrics().lineSpacing() * 9};
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        markLines();
}

void CodeView::showLines(const QStringList &lines)
{
    QStringList shown;
    for (const QString &line : lines.first(std::min(lines.size(), maxLines)))
        shown.append(plain(QString(line).replace(u'\t', u"    "_s), maxColumns));
    if (lines.size() > maxLines)
        shown.append(tr("… %n more line(s)", nullptr, static_cast<int>(lines.size() - maxLines)));
    setPlainText(shown.join(u'\n'));
    markLines();
}

void CodeView::markLines()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (QTextBlock block = document()->firstBlock(); m_isDiff && block.isValid(); block = block.next()) {
        const QString line = block.text();
        if (line.startsWith("+++ "_L1) || line.startsWith("--- "_L1))
            continue;
        if (line.startsWith(u'+'))
            marks.append(wholeLine(block, tintedBase(palette(), Tint::Positive)));
        else if (line.startsWith(u'-'))
            marks.append(wholeLine(block, tintedBase(palette(), Tint::Negative)));
    }
    setExtraSelections(marks);
}

} // namespace rdma
