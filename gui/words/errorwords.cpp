// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every error in the user's language.
#include "gui/words/errorwords.h"

#include "gui/words/errorsentences.h"
#include "gui/words/plaintext.h"

namespace rdma {

ErrorWords errorWords(const Error &error)
{
    const ErrorSentence sentence = errorSentence(error);
    const QString subject = technical(sentence.subject.isNull() ? error.subject : sentence.subject);
    const QString detail = technical(sentence.detail.isNull() ? error.detail : sentence.detail);
    const char *happened = error.subject.isEmpty() && sentence.general ? sentence.general : sentence.happened;
    return {fill(translatedSentence(happened), subject, detail),
            fill(translatedSentence(sentence.next), subject, detail)};
}

QString errorText(const Error &error)
{
    const ErrorWords words = errorWords(error);
    return words.happened + u' ' + words.next;
}

} // namespace rdma
