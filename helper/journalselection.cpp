// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One table of matches a kind; sd_journal_add_match(3): the same field is one or the other, another field is both.
#include "helper/journalselection.h"

#include "helper/errnoerror.h"

#include <QByteArray>
#include <span>
#include <string>
#include <systemd/sd-id128.h>
#include <systemd/sd-journal.h>
#include <vector>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *kernel[] = {"_TRANSPORT=kernel"};

constexpr const char *units[] = {
    "_SYSTEMD_UNIT=srp_daemon.service",
    "_SYSTEMD_UNIT=target.service",
    "_SYSTEMD_UNIT=rtslib-fb-targetctl.service",
    "_SYSTEMD_UNIT=targetclid.service",
    "_SYSTEMD_UNIT=rdma-manager-helper.service",
    "_SYSTEMD_UNIT=rdma-manager-srp-connect.service",
    "_SYSTEMD_UNIT=rdma-manager-srp-restore.service",
    "_SYSTEMD_UNIT=multipathd.service",
    "_SYSTEMD_UNIT=opensm.service",
    "_SYSTEMD_UNIT=opensmd.service",
    "_SYSTEMD_UNIT=rdma.service",
    "_SYSTEMD_UNIT=rdma-load-modules@rdma.service",
    "_SYSTEMD_UNIT=rdma-load-modules@infiniband.service",
    "_SYSTEMD_UNIT=rdma-load-modules@opa.service",
    "_SYSTEMD_UNIT=rdma-load-modules@iwarp.service",
    "_SYSTEMD_UNIT=rdma-load-modules@roce.service",
    "_SYSTEMD_UNIT=rdma-load-modules@srp_daemon.service",
    "_SYSTEMD_UNIT=rdma-load-modules@iwpmd.service",
    "_SYSTEMD_UNIT=openibd.service",
    "_SYSTEMD_UNIT=iwpmd.service",
    "_SYSTEMD_UNIT=ibacm.service",
    "_SYSTEMD_UNIT=rdma-ndd.service",
};

/// Of units that have instances, which no match finds by their template: srp_daemon_port@, rdma-manager-KIND@, opensm@.
/// A program names itself as it likes. One that does so is root's at least, or anybody could fill the answer.
constexpr const char *rootPrograms[] = {
    "_UID=0",
    "SYSLOG_IDENTIFIER=srp_daemon",
    "SYSLOG_IDENTIFIER=rdma-manager-helper",
    "SYSLOG_IDENTIFIER=opensm",
    "SYSLOG_IDENTIFIER=OpenSM",
};

Result<void> resultOf(int answer)
{
    return answer < 0 ? Result<void>(journalFailure(answer)) : Result<void>();
}

Result<void> match(sd_journal *journal, std::span<const char *const> fields)
{
    for (const char *field : fields)
        if (const int answer = ::sd_journal_add_match(journal, field, 0); answer < 0)
            return journalFailure(answer);
    return {};
}

Result<void> orMatch(sd_journal *journal, std::span<const char *const> fields)
{
    return resultOf(::sd_journal_add_disjunction(journal)).and_then([&] { return match(journal, fields); });
}

/// What systemd itself says of them, but for what went as it should. It names the unit in a field that any program
/// could write, but no other has its number.
Result<void> matchSystemdAbout(sd_journal *journal)
{
    constexpr qsizetype start = std::char_traits<char>::length("_SYSTEMD_");
    static constexpr const char *systemd[] = {"_PID=1"};
    static constexpr const char *notice[] = {"PRIORITY=0", "PRIORITY=1", "PRIORITY=2",
                                             "PRIORITY=3", "PRIORITY=4", "PRIORITY=5"};
    std::vector<const char *> about;
    for (const char *unit : units)
        about.push_back(unit + start);
    return match(journal, systemd).and_then([&] { return match(journal, notice); }).and_then([&] {
        return match(journal, about);
    });
}

Result<void> andMatchBoot(sd_journal *journal)
{
    sd_id128_t boot;
    if (const int answer = ::sd_id128_get_boot(&boot); answer < 0)
        return journalFailure(answer);
    char digits[SD_ID128_STRING_MAX];
    const QByteArray thisBoot = "_BOOT_ID=" + QByteArray(::sd_id128_to_string(boot, digits));
    const char *const fields[] = {thisBoot.constData()};
    return resultOf(::sd_journal_add_conjunction(journal)).and_then([&] { return match(journal, fields); });
}

} // namespace

std::unexpected<Error> journalFailure(int result)
{
    return fail(ErrorCode::Io, u"journal"_s, errnoName(-result));
}

Result<void> selectSpeakers(sd_journal *journal)
{
    return match(journal, kernel)
        .and_then([&] { return orMatch(journal, units); })
        .and_then([&] { return orMatch(journal, rootPrograms); })
        .and_then([&] { return resultOf(::sd_journal_add_disjunction(journal)); })
        .and_then([&] { return matchSystemdAbout(journal); })
        .and_then([&] { return andMatchBoot(journal); });
}

} // namespace rdma
