// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may be asked while others hang.
#include "helper/readthreads.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class ReadThreadsTest : public QObject {
    Q_OBJECT

    /// Takes what devices that never answered may take.
    static void fill(ReadThreads &threads)
    {
        for (int number = 0; threads.begin(u"other%1"_s.arg(number)); ++number)
            QVERIFY(number < ReadThreads::maxThreads);
    }

private slots:
    void KI_16_aDeviceThatAnsweredIsAskedWhileOthersHang()
    {
        ReadThreads threads;
        QVERIFY(threads.begin(u"mlx5_0"_s));
        threads.end(u"mlx5_0"_s);
        fill(threads);
        QVERIFY(threads.begin(u"mlx5_0"_s));
        QVERIFY(threads.begin(u"mlx5_0/1"_s));
        QVERIFY(!threads.begin(u"mlx5_1"_s));
        QVERIFY(threads.hasAnswered(u"mlx5_0/1"_s) && !threads.hasAnswered(u"other0"_s));
    }

    void KI_16_aDeviceThatHangsHasNotAnsweredByItsCounters()
    {
        ReadThreads threads;
        QVERIFY(threads.begin(u"mlx5_0"_s));
        threads.leaveBehind(u"mlx5_0"_s);
        QVERIFY(threads.begin(u"mlx5_0/1"_s));
        threads.end(u"mlx5_0/1"_s);
        fill(threads);
        QVERIFY(!threads.begin(u"mlx5_0/1"_s));
        threads.end(u"mlx5_0"_s);
        QVERIFY(threads.begin(u"mlx5_0/1"_s));
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ReadThreadsTest)
#include "readthreadstest.moc"
