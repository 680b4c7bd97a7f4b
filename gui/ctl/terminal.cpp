// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Standard input, output and error of the command line.
#include "gui/ctl/terminal.h"

#include "gui/ctl/printout.h"
#include "gui/words/errorwords.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxLineBytes = 4096;

void write(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

Terminal::Terminal(QObject *parent) : QObject(parent), m_input(STDIN_FILENO, QSocketNotifier::Read)
{
    m_input.setEnabled(false);
    connect(&m_input, &QSocketNotifier::activated, this, &Terminal::take);
}

void Terminal::print(const QString &text) const
{
    write(stdout, text);
}

void Terminal::complain(const QString &text) const
{
    write(stderr, text);
}

void Terminal::complain(const Error &error, bool json) const
{
    complain(errorText(error) + u'\n');
    if (json)
        print(jsonText({{u"error"_s, toJson(error)}}));
}

bool Terminal::canAsk() const
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

void Terminal::ask(const QString &question, std::function<void(const QString &)> answer)
{
    print(question);
    m_wholeInput = false;
    m_limit = maxLineBytes;
    m_answer = [answer = std::move(answer)](const Result<QByteArray> &line) {
        answer(QString::fromUtf8(line.value_or(QByteArray()).split('\n').constFirst()).trimmed());
    };
    m_input.setEnabled(true);
}

void Terminal::readAll(qsizetype limit, Answer<QByteArray> answer)
{
    m_wholeInput = true;
    m_limit = limit;
    m_answer = std::move(answer);
    m_input.setEnabled(true);
}

void Terminal::take()
{
    std::array<char, 65536> chunk;
    const ssize_t count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count < 0)
        return settle(fail(ErrorCode::Io, u"stdin"_s));
    m_read.append(chunk.data(), count);
    if (m_read.size() > m_limit)
        settle(fail(ErrorCode::InvalidWish, {}, u"larger than %1 bytes"_s.arg(m_limit)));
    else if (count == 0 || (!m_wholeInput && m_read.contains('\n')))
        settle(m_read);
}

void Terminal::settle(const Result<QByteArray> &outcome)
{
    m_input.setEnabled(false);
    m_read.clear();
    if (const auto answer = std::exchange(m_answer, {}))
        answer(outcome);
}

} // namespace rdma
