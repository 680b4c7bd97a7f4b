// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The peer of the helper: a D-Bus service with one method that answers at once, the least QtDBus can be.
#include <QCoreApplication>
#include <QDBusConnection>

class Answer : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.rdmamanager.Feature1")

public slots:
    Q_SCRIPTABLE QString Read(const QString &query) { return query; }
};

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    auto bus = QDBusConnection::connectToBus(QCoreApplication::arguments().constLast(), QStringLiteral("bench"));
    Answer answer;
    bus.registerObject(QStringLiteral("/org/rdmamanager/Helper1/names"), &answer,
                       QDBusConnection::ExportScriptableSlots);
    if (!bus.registerService(QStringLiteral("org.rdmamanager.BenchAnswer")))
        return EXIT_FAILURE;
    return QCoreApplication::exec();
}

#include "answer.moc"
