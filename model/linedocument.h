// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A configuration file as raw lines: what an edit does not touch stays byte for byte.
#pragma once

#include <QByteArray>
#include <QList>

namespace rdma {

/// Laws (tested on every fixture and on random bytes): LineDocument(b).bytes() == b; setting a line to its present
/// text changes nothing; one edit touches one line; line endings and a missing final newline are kept.
class LineDocument {
public:
    explicit LineDocument(QByteArray bytes = {});

    [[nodiscard]] QByteArray bytes() const;
    [[nodiscard]] qsizetype count() const;
    [[nodiscard]] QByteArray text(qsizetype line) const;  ///< without its line ending (LF or CR LF)
    void setText(qsizetype line, const QByteArray &text); ///< keeps the line's own ending
    void append(const QByteArray &text); ///< in the style of the file; ends the last line first if it has no ending
    void insert(qsizetype line,
                const QByteArray &text); ///< before it, ended with LF; after a line without ending: ends it
    void remove(qsizetype line);

    bool operator==(const LineDocument &) const = default;

private:
    QList<QByteArray> m_lines; ///< each with its ending, as read
};

} // namespace rdma
