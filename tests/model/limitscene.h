// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// People who log in, and limits files as hands leave them.
#pragma once

#include "model/limitchoice.h"

namespace rdma {

inline const RulesFile limitsFile(const QByteArray &bytes, const QString &name = QStringLiteral("limits.conf"))
{
    return {QStringLiteral("/etc/security/") + name, bytes};
}

/// The file of the RHEL 7 Networking Guide, 9.3.3.
inline const QByteArray guideLimits = "# configuration for rdma tuning\n"
                                      "*       soft    memlock         unlimited\n"
                                      "*       hard    memlock         unlimited\n"
                                      "# rdma tuning end\n";

inline const LimitSubject root{"root", 0, 0, {{"root", 0}}};
inline const LimitSubject alice{"alice", 1000, 1000, {{"alice", 1000}, {"users", 100}, {"rdma", 2000}}};
inline const LimitSubject bob{"bob", 1001, 100, {{"users", 100}, {"hpc", 2001}}};
/// Her primary group is in no database.
inline const LimitSubject carol{"carol", 70000, 4242, {{"rdma", 2000}}};

inline const std::vector<LimitSubject> everybody{root, alice, bob, carol};

constexpr MemoryAmount kibibytes(quint64 count)
{
    return {count * 1024};
}

/// The kernel's since 5.16.
constexpr LimitStart usualStart{{kibibytes(8192), kibibytes(8192)}, true};

struct MangledLimits {
    const char *name;
    QByteArray bytes;
    std::vector<LimitProblem::Kind> problems; ///< of 1.7, one after the other
};

inline const std::vector<MangledLimits> mangledLimits{
    {"empty", "", {}},
    {"only comments", "# one\n   # two\n\t#\n\n \t \n", {}},
    {"no final newline", "* - memlock 64", {}},
    {"CRLF, a word", "* - memlock unlimited\r\n", {LimitProblem::WrongValue}},
    {"CRLF, a number", "* - memlock 64\r\n\r\n", {}},
    {"comment after the value", "* - memlock 64#KiB\n* hard memlock 128 # more\n", {}},
    {"comment instead of the value", "* - memlock # 64\n", {LimitProblem::InvalidLine}},
    {"blanks and tabs", " \t*\t \t-\tmemlock  \t 64\t \n", {}},
    {"other white space", "\v\f* - memlock 64\n*\v- memlock 65\n", {LimitProblem::InvalidLine}},
    {"capitals", "* HARD MemLock UNLIMITED\n* Soft MEMLOCK Infinity\nALICE - memlock 1\n@RDMA - memlock 1\n", {}},
    {"too few fields",
     "memlock\n* memlock\n* hard memlock\n",
     {LimitProblem::InvalidLine, LimitProblem::InvalidLine, LimitProblem::InvalidLine}},
    {"too many fields", "* hard memlock 64 128\n* soft memlock unlimited please\n", {LimitProblem::WrongValue}},
    {"a unit", "* - memlock 64K\n* hard memlock 1G\n* soft memlock K64\n", {LimitProblem::WrongValue}},
    {"an equals sign",
     "* hard memlock=unlimited\n* hard memlock = 5\n",
     {LimitProblem::InvalidLine, LimitProblem::WrongValue}},
    {"quotes",
     "\"*\" hard memlock 64\n* \"hard\" memlock 64\n* hard memlock \"64\"\n",
     {LimitProblem::UnknownType, LimitProblem::WrongValue}},
    {"misspelled item",
     "* hard memlok 64\n* hard max_memlock 64\n",
     {LimitProblem::UnknownItem, LimitProblem::UnknownItem}},
    {"misspelled type", "* both memlock 64\n* -- memlock 64\n", {LimitProblem::UnknownType, LimitProblem::UnknownType}},
    {"numbers at the edge",
     "* - memlock 18014398509481982\nalice - memlock 18014398509481983\nbob - memlock 99999999999999999999\n",
     {}},
    {"signs", "* - memlock -1\nalice - memlock -5\nbob - memlock +7\ncarol - memlock -18446744073709551615\n", {}},
    {"a minus for a value", "* - memlock -\n", {}},
    {"not decimal", "* - memlock 0x40\nalice - memlock 010\nbob - memlock 6.5\n", {}},
    {"exempt by name", "* - memlock 64\nalice -\n* - memlock 128\n", {}},
    {"exempt by group", "* - memlock 64\n@rdma - # all of them\n", {}},
    {"exempt by uid", "* - memlock 64\n1000:1001 -\n", {}},
    {"exempt by gid", "* - memlock 64\n@:100 -\n@4000:5000 -\n", {}},
    {"exempt with more than a minus", "* - memlock 64\nalice -none\nbob none\n", {LimitProblem::InvalidLine}},
    {"exempt nobody",
     "* - memlock 64\n* -\n% -\n%users -\n",
     {LimitProblem::ExemptsNobody, LimitProblem::ExemptsNobody, LimitProblem::ExemptsNobody}},
    {"exempt uids with a percent sign", "* - memlock 64\n%1000:1001 -\n", {}},
    {"percent",
     "% - memlock 64\n%rdma - memlock 64\n%:100 hard memlock 64\n",
     {LimitProblem::LoginsOnly, LimitProblem::LoginsOnly}},
    {"percent and a range, which root takes for uids",
     "root - memlock 1\n%:0 hard memlock 64\n%0:9 soft memlock 32\n@0: soft memlock 16\n",
     {}},
    {"uid ranges", "1000: - memlock 1\n:1001 - memlock 2\n60000:80000 - memlock 3\n:0 - memlock 4\n", {}},
    {"gid ranges", "@1000: - memlock 1\n@:100 - memlock 2\n@:4242 - memlock 3\n@:0 - memlock 4\n", {}},
    {"gid ranges see the primary group only", "@2000:2001 - memlock 64\n@:2001 - memlock 32\n", {}},
    {"wrong ranges",
     ": - memlock 1\n@: - memlock 1\na:b - memlock 1\n1:2:3 - memlock 1\n1000:x -\n1000:99999999999999999999 - memlock "
     "1\n",
     std::vector<LimitProblem::Kind>(6, LimitProblem::InvalidRange)},
    {"ranges the wrong way round", "2000:1000 - memlock 64\n", {}},
    {"ranges beyond 32 bits", "4294968296:4294968297 - memlock 64\n-1: - memlock 32\n", {}},
    {"the soft limit lost, and the hard one with it", "@users soft memlock 32\n* - memlock 16\n", {}},
    {"the hard limit lost alone", "@users hard memlock 32\n* - memlock 16\n", {}},
    {"soft alone", "* soft memlock unlimited\n", {}},
    {"hard alone below what is inherited", "* hard memlock 64\n", {}},
    {"NUL", QByteArray("* - memlock 64\0* - memlock 32\n* hard \0\n", 38), {LimitProblem::InvalidLine}},
    {"not UTF-8", "* - memlock 64\n\xff\xfe - memlock 1\nj\xf6rg hard memlock 5\n", {}},
    {"byte order mark", "\xef\xbb\xbf* - memlock 64\n", {}},
    {"a long line",
     "* - memlock 64" + QByteArray(2000, ' ') + "# end\n" + QByteArray(1100, 'x') + " - memlock 5\n",
     {}},
    {"a line of 1.5.2's length", QByteArray(1010, ' ') + "* - memlock 64\n", {}},
    {"another's items", "* - nofile 1024\n@rdma - rtprio 99\n* - nonewprivs 0\n* hard core 0\n", {}},
};

} // namespace rdma
