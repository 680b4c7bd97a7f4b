// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs a target once over every file of some folders: what fuzzing found before stays found, with any compiler.
#include "tests/fuzz/law.h"

#include <QDirIterator>
#include <QFile>
#include <clocale>

int main(int argc, char *argv[])
{
    std::setlocale(LC_ALL, "C.UTF-8");
    int count = 0;
    for (int i = 1; i < argc; ++i)
        for (QDirIterator files(QString::fromLocal8Bit(argv[i]), QDir::Files, QDirIterator::Subdirectories);
             files.hasNext();) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("cannot read %s", qPrintable(file.fileName()));
            std::printf("%s\n", qPrintable(file.fileName()));
            std::fflush(stdout); // the last line names the file that breaks a law
            rdma::fuzz(file.readAll());
            ++count;
        }
    std::printf("%d inputs keep the laws\n", count);
    return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
