// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Hostile text made harmless.
#include "gui/words/plaintext.h"

#include <QLocale>

namespace rdma {

namespace {

bool isInvisible(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidirectional overrides, zero-width joiners, the byte order mark
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

} // namespace

QString plain(const QString &text, qsizetype limit)
{
    QList<char32_t> shown;
    for (const uint character : text.left(2 * limit + 2).toUcs4())
        shown.append(isInvisible(character) ? U'\uFFFD' : char32_t(character));
    if (shown.size() > limit) {
        shown.resize(limit - 1);
        shown.append(U'…');
    }
    return QString::fromUcs4(shown.constData(), shown.size());
}

QString technical(const QString &text, qsizetype limit)
{
    const QString shown = plain(text, limit);
    if (shown.isEmpty() || QLocale().textDirection() == Qt::LeftToRight)
        return shown;
    constexpr QChar leftToRightIsolate(0x2066);
    constexpr QChar popIsolate(0x2069);
    return leftToRightIsolate + shown + popIsolate;
}

QString fill(const QString &sentence, const QString &first, const QString &second)
{
    QString filled;
    for (qsizetype at = 0; at < sentence.size(); ++at) {
        const QStringView rest = QStringView(sentence).mid(at, 2);
        if (rest == u"%1" || rest == u"%2") {
            filled += rest == u"%1" ? first : second;
            ++at;
        } else {
            filled += sentence[at];
        }
    }
    return filled;
}

} // namespace rdma
