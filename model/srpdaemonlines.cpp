// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// get_rules_file(), parse_main_option() and parse_other_option() of rdma-core's srp_daemon/srp_daemon.c.
#include "model/srpdaemonlines.h"

#include "model/hexnumber.h"

#include <limits>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxLine = 254;    ///< char line[255]: fgets() keeps room for a NUL
constexpr qsizetype maxOptions = 127; ///< char options[128]
/// char target_config_str[255] holds 125 bytes before the options, ",initiator_ext=" and 16 digits, since the units run
/// srp_daemon -n, and may end with ",max_it_iu_size=8260".
constexpr qsizetype maxOptionsOfLogin = 254 - 125 - 31 - 20;

/// Items of a line, each up to and with one separator, as copy_till_comma() takes them.
class Items {
public:
    explicit Items(const QByteArray &text) : m_rest(text) { skipBlanks(); }

    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }
    QByteArray next()
    {
        qsizetype end = 0;
        while (end < m_rest.size() && !isBlank(m_rest[end]) && m_rest[end] != ',')
            ++end;
        QByteArray item = m_rest.first(end);
        m_rest = m_rest.sliced(std::min(m_rest.size(), end + 1));
        skipBlanks();
        return item;
    }

private:
    static bool isBlank(char c) { return c == ' ' || c == '\t'; }
    void skipBlanks()
    {
        while (!m_rest.isEmpty() && isBlank(m_rest[0]))
            m_rest = m_rest.sliced(1);
    }

    QByteArray m_rest;
};

/// An empty value is none: it takes back what stands before it.
bool takeHex(const QByteArray &value, qsizetype maxDigits, std::optional<quint64> &into)
{
    const auto number = hexNumber(value, 0, maxDigits);
    into = value.isEmpty() ? std::nullopt : number;
    return number.has_value();
}

/// is_enabled_by_rules_file() cuts after 16 digits and compares numbers; with fewer it reads what nobody has written.
bool takeDgid(const QByteArray &value, std::optional<QString> &into)
{
    into = std::nullopt;
    if (value.isEmpty())
        return true;
    if (value.size() < 16 || value.size() > 32 || !hexNumber(value.first(16), 16, 16) ||
        !hexNumber(value.sliced(16), 0, 16))
        return false;
    into = QString::fromLatin1(value.first(16) + value.sliced(16).rightJustified(16, '0')).toLower();
    return true;
}

bool takeOption(const QByteArray &name, const QByteArray &value, std::map<QString, int> &options)
{
    constexpr qsizetype maxDigits = 16;
    const bool isDecimal = !value.isEmpty() && value.size() <= maxDigits &&
                           std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    const qlonglong number = value.toLongLong();
    if (!isDecimal || number > std::numeric_limits<int>::max()) // ib_srp reads an int
        return false;
    const QString key = QString::fromLatin1(name);
    if (std::ranges::none_of(srpDaemonOptions, [&](QLatin1StringView one) { return one == key; }))
        return false;
    options[key] = static_cast<int>(number);
    return true;
}

bool takePkey(const QByteArray &value, std::optional<quint16> &into)
{
    std::optional<quint64> number;
    const bool isHex = takeHex(value, 9, number);
    into = number.transform([](quint64 all) { return static_cast<quint16>(all & 0xffffU); });
    return isHex;
}

bool takeCriterion(const QByteArray &name, const QByteArray &value, DaemonRule &rule)
{
    if (name == "id_ext")
        return takeHex(value, 16, rule.idExt);
    if (name == "ioc_guid")
        return takeHex(value, 16, rule.iocGuid);
    if (name == "dgid")
        return takeDgid(value, rule.dgid);
    if (name == "service_id")
        return takeHex(value, 16, rule.serviceId);
    return name == "pkey" && takePkey(value, rule.pkey);
}

/// How much of the room for options an item takes; nullopt: srp_daemon refuses it.
std::optional<qsizetype> takeItem(const QByteArray &item, DaemonRule &rule)
{
    const qsizetype equals = item.indexOf('=');
    if (equals < 0)
        return std::nullopt;
    const QByteArray name = item.first(equals);
    const QByteArray value = item.sliced(equals + 1);
    if (takeCriterion(name, value, rule))
        return 0;
    if (rule.allow && takeOption(name, value, rule.options))
        return item.size() + 1;
    return std::nullopt;
}

QByteArray optionsText(const DaemonRule &rule)
{
    QByteArray text;
    for (const auto &[name, value] : rule.options)
        text += ',' + name.toLatin1() + '=' + QByteArray::number(value);
    return text;
}

std::expected<DaemonRule, RulesFault> ruleIn(const QByteArray &text)
{
    DaemonRule rule{.allow = text.startsWith('a') || text.startsWith('A')};
    if (!rule.allow && !text.startsWith('d') && !text.startsWith('D'))
        return std::unexpected(RulesFault::NeitherAllowNorDeny);
    qsizetype written = 0; // an option that stands there twice is passed on twice
    for (Items items(text.sliced(1)); !items.atEnd();) {
        const auto taken = takeItem(items.next(), rule);
        if (!taken)
            return std::unexpected(RulesFault::BadItem);
        written += *taken;
    }
    if (written > maxOptions)
        return std::unexpected(RulesFault::OptionsTooLong);
    return rule;
}

std::expected<DaemonRule, RulesFault> ruleInLine(const QByteArray &line)
{
    if (line.size() > maxLine)
        return std::unexpected(RulesFault::LineTooLong);
    return line.endsWith('\n') ? ruleIn(line.chopped(1)) : std::unexpected(RulesFault::NoNewline);
}

/// fgets() takes a long line in pieces, and each is a line to srp_daemon: harmless only where it is a comment or empty.
bool isHarmless(const QByteArray &line)
{
    for (qsizetype at = 0; at < line.size(); at += maxLine)
        if (line[at] != '#' && line[at] != '\n')
            return false;
    return true;
}

QString quoted(const QByteArray &line)
{
    const QByteArray text = line.endsWith('\n') ? line.chopped(1) : line;
    return QString::fromUtf8(text).left(maxQuotedRule);
}

QByteArray hexText(const char *key, const std::optional<quint64> &value)
{
    return value ? key + QByteArray::number(*value, 16).rightJustified(16, '0') : QByteArray();
}

} // namespace

std::expected<std::vector<DaemonLine>, RulesProblem> ruleLinesIn(const QByteArray &file)
{
    std::vector<DaemonLine> lines;
    for (qsizetype start = 0, number = 0; start < file.size(); ++number) {
        const qsizetype newline = file.indexOf('\n', start);
        const QByteArray line = file.sliced(start, (newline < 0 ? file.size() : newline + 1) - start);
        start += line.size();
        if (isHarmless(line))
            continue;
        const auto rule = ruleInLine(line);
        if (!rule)
            return std::unexpected(RulesProblem{static_cast<int>(number + 1), rule.error(), quoted(line)});
        lines.push_back({number, line.chopped(1), *rule});
    }
    return lines;
}

QByteArray textOf(const DaemonRule &rule)
{
    QByteArrayList items{hexText("id_ext=", rule.idExt), hexText("ioc_guid=", rule.iocGuid)};
    if (rule.dgid)
        items.append("dgid=" + rule.dgid->toLatin1());
    items.append(hexText("service_id=", rule.serviceId));
    if (rule.pkey)
        items.append("pkey=" + QByteArray::number(*rule.pkey, 16).rightJustified(4, '0'));
    items.append(optionsText(rule).sliced(rule.options.empty() ? 0 : 1));
    items.removeAll(QByteArray());
    const QByteArray letter = rule.allow ? "a" : "d";
    return items.isEmpty() ? letter : QByteArray(letter + ' ' + items.join(','));
}

bool hasRoom(const DaemonRule &rule)
{
    const QByteArray line = textOf(rule) + '\n';
    return line.size() <= maxLine && optionsText(rule).size() <= maxOptionsOfLogin;
}

} // namespace rdma
