// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What became of a session, where a line of the log tells it, in plain words.
#include "gui/words/failurewords.h"

#include "gui/words/plaintext.h"

#include <QCoreApplication>

namespace rdma {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::NewsWords)
};

/// The timers: srp_start_tl_fail_timers() and what it queues, drivers/scsi/scsi_transport_srp.c.
QString newsSentence(SessionTurn turn)
{
    switch (turn) {
    case SessionTurn::LoggedIn:
        return Words::tr("This computer logged in at the target. Its disks belong to SCSI host %1.");
    case SessionTurn::ConnectionClosed:
        return Words::tr("The connection of SCSI host %1 to its target is closed. Unless somebody logged out, reads "
                         "and writes wait until it is back or fast_io_fail_tmo expires.");
    case SessionTurn::FastIoFailExpired:
        return Words::tr("The connection of SCSI host %1 did not come back within fast_io_fail_tmo: from now on "
                         "reads and writes fail, or take another path, until it is back.");
    case SessionTurn::DevLossExpired:
        return Words::tr("The connection of SCSI host %1 did not come back within dev_loss_tmo: the kernel gives the "
                         "session up and removes its disks. A new login brings them back.");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

QString newsLabel(const SessionNews &news)
{
    switch (news.turn) {
    case SessionTurn::LoggedIn:
        return Words::tr("logged in");
    case SessionTurn::ConnectionClosed:
        return Words::tr("the connection is closed");
    case SessionTurn::FastIoFailExpired:
        return Words::tr("not back in time: reads and writes fail");
    case SessionTurn::DevLossExpired:
        return Words::tr("not back in time: the disks are removed");
    }
    Q_UNREACHABLE_RETURN({});
}

QString newsWords(const SessionNews &news)
{
    return fill(newsSentence(news.turn), QString::number(news.host));
}

} // namespace rdma
