// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lines of the log with what each means, as they come in.
#include "model/logdecoder.h"

#include "model/initiatorlines.h"
#include "model/linetext.h"
#include "model/pcislot.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

LogTopic topicOfLine(const LogLine &line)
{
    return line.origin.isEmpty() ? topicOf(line.kernelText()) : LogTopic::Services;
}

bool tellsOfLogins(const LogLine &line)
{
    const LogTopic topic = topicOfLine(line);
    return topic == LogTopic::Initiator || topic == LogTopic::Target;
}

std::optional<SessionTurn> turnOf(InitiatorEvent event)
{
    switch (event) {
    case InitiatorEvent::NewTarget:
        return SessionTurn::LoggedIn;
    case InitiatorEvent::ConnectionClosed:
        return SessionTurn::ConnectionClosed;
    case InitiatorEvent::FastIoFailExpired:
        return SessionTurn::FastIoFailExpired;
    case InitiatorEvent::DevLossExpired:
        return SessionTurn::DevLossExpired;
    default:
        return std::nullopt;
    }
}

/// What one line means by itself.
LineMeaning meaningOf(QStringView line)
{
    if (const auto refusal = portTypeRefusal(line))
        return *refusal;
    const auto news = sessionNews(line);
    return news ? LineMeaning(*news) : LineMeaning();
}

void putRefusals(std::vector<DecodedLine> &decoded, const std::vector<LogLine> &lines, std::size_t before)
{
    for (const RefusalLine &refusal : refusalLines(lines))
        if (refusal.line >= before)
            decoded[refusal.line - before].meaning = refusal.login;
}

void putFailures(std::vector<DecodedLine> &decoded, const std::vector<LogLine> &lines, std::size_t before)
{
    for (const LoginFailure &failure : loginFailures(lines, lines))
        if (failure.line >= before)
            decoded[failure.line - before].meaning = failure;
}

} // namespace

/// set_port_type() of drivers/net/ethernet/mellanox/mlx4/main.c. What stands before it differs from kernel to kernel.
std::optional<PortTypeRefusal> portTypeRefusal(QStringView line)
{
    constexpr QLatin1StringView words{"Requested port type for port "};
    const qsizetype at = line.indexOf(words);
    if (at < 0 || !line.contains("mlx4"_L1))
        return std::nullopt;
    LineText text(line.sliced(at + words.size()));
    const auto port = numberFrom(text.upTo(" "_L1));
    if (!port || *port < 1 || *port > 2 || !text.rest().startsWith("is not supported on this HCA"_L1))
        return std::nullopt;
    PortTypeRefusal refusal{.slot = {}, .port = *port};
    LineText before(line.left(at));
    before.upTo("mlx4_core "_L1);
    if (const QStringView slot = before.upTo(": "_L1); isPciSlot(slot))
        refusal.slot = slot.toString();
    return refusal;
}

std::optional<SessionNews> sessionNews(QStringView line)
{
    const auto read = initiatorLine(line);
    const auto turn = read ? turnOf(read->event) : std::nullopt;
    return turn && read->host ? std::optional(SessionNews{*turn, *read->host}) : std::nullopt;
}

std::vector<DecodedLine> LogDecoder::take(const std::vector<LogLine> &lines)
{
    std::vector<DecodedLine> decoded;
    decoded.reserve(lines.size());
    for (const LogLine &line : lines)
        decoded.push_back({.line = line, .topic = topicOfLine(line), .meaning = meaningOf(line.kernelText())});
    std::vector<LogLine> all = m_before;
    all.insert(all.end(), lines.begin(), lines.end());
    putRefusals(decoded, all, m_before.size());
    putFailures(decoded, all, m_before.size());
    remember(lines);
    return decoded;
}

void LogDecoder::remember(const std::vector<LogLine> &lines)
{
    for (const LogLine &line : lines)
        if (tellsOfLogins(line))
            m_before.push_back(line);
    if (m_before.size() > remembered)
        m_before.erase(m_before.begin(), m_before.end() - remembered);
}

} // namespace rdma
