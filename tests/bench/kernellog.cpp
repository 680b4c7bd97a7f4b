// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Decodes that many lines of the kernel's log, every sixth a login that is refused on this very host, in turns with a
// loop that looks for one word in each. Prints the milliseconds of both, round by round.
#include "model/logdecoder.h"

#include <QElapsedTimer>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace rdma;

namespace {

constexpr qint64 start = 1'790'000'000'000'000;

/// A login each two milliseconds, by 256 initiators.
QString lineOf(int number)
{
    const QString port = u"%1"_s.arg(number / 6 % 256, 4, 16, '0'_L1);
    switch (number % 6) {
    case 0:
        return u"ib_srpt Received SRP_LOGIN_REQ with i_port_id 0000:0000:0000:0000:0002:c903:000f:%1, t_port_id "
               "f452:1403:007b:cba0:f452:1403:007b:cba0 and it_iu_len 8260 on port 1 "
               "(guid=fe80:0000:0000:0000:f452:1403:007b:cba1); pkey 0xffff"_s.arg(port);
    case 1:
        return u"ib_srpt Rejected login for initiator 0002:c903:000f:%1: ret = -13."_s.arg(port);
    case 2:
        return u"ib_srpt Rejecting login with reason 0x10006"_s;
    case 3:
        return u"scsi host%1: ib_srp: REJ received"_s.arg(number);
    case 4:
        return u"scsi host%1: ib_srp: SRP LOGIN from fe80:0000:0000:0000:0002:c903:000f:%2 to "
               "fe80:0000:0000:0000:f452:1403:007b:cba1 REJECTED, reason 0x00010006"_s.arg(number - 1)
                   .arg(port);
    default:
        return u"scsi host%1: ib_srp: Connection 0/4 to fe80:0000:0000:0000:f452:1403:007b:cba1 failed"_s.arg(number -
                                                                                                              2);
    }
}

std::vector<LogLine> linesOf(int count)
{
    std::vector<LogLine> lines;
    for (int number = 0; number < count; ++number)
        lines.push_back({start + number * 333, 6, lineOf(number)});
    return lines;
}

double decoded(const std::vector<LogLine> &lines)
{
    QElapsedTimer clock;
    clock.start();
    std::size_t meant = 0;
    for (const DecodedLine &line : LogDecoder().take(lines))
        meant += line.meaning.index() != 0;
    if (meant < lines.size() / 3 - 1)
        qFatal("%zu lines mean something", meant);
    return double(clock.nsecsElapsed()) / 1e6;
}

double searched(const std::vector<LogLine> &lines)
{
    QElapsedTimer clock;
    clock.start();
    std::size_t found = 0;
    for (const LogLine &line : lines)
        found += line.text.contains("REJECTED"_L1);
    if (found < lines.size() / 6 - 1)
        qFatal("%zu lines found", found);
    return double(clock.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 3)
        qFatal("Usage: rdma-bench-kernellog LINES ROUNDS");
    const auto lines = linesOf(std::max(6, atoi(argv[1])));
    for (int left = atoi(argv[2]); left > 0; --left)
        std::printf("%.3f %.3f\n", decoded(lines), searched(lines));
}
