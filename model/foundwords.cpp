// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// do_port() of rdma-core's srp_daemon/srp_daemon.c, read backwards.
#include "model/foundwords.h"

#include "model/hexnumber.h"

#include <QByteArrayList>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxWords = 64; ///< IOControllerProfile's ID; a service's name has 40

QString digitsOf(const QByteArray &text, qsizetype min, qsizetype max)
{
    return hexNumber(text, min, max) ? QString::fromLatin1(text).toLower() : QString();
}

bool isShown(char32_t character)
{
    const auto category = QChar::category(character);
    return QChar::isPrint(character) && category != QChar::Separator_Line && category != QChar::Separator_Paragraph;
}

/// Reads line by line; a line counts only where do_port() would print it.
class WordsReader {
public:
    void take(const QByteArray &line)
    {
        if (line == "IO Unit Info:")
            beginUnit();
        else if (line.startsWith("    controller["))
            beginController();
        else if (line.startsWith("            service["))
            addService(line);
        else if (const qsizetype colon = line.indexOf(':'); colon > 0)
            takeField(line.first(colon).trimmed(), line.sliced(colon + 1).trimmed());
    }

    [[nodiscard]] FoundWords words() && { return std::move(m_words); }

private:
    enum class Place { Nowhere, Unit, Port, Controller, Named };

    void beginUnit()
    {
        m_place = Place::Unit;
        m_entry = {};
        m_said = {};
    }

    void beginController()
    {
        if (m_entry.dgid.isEmpty())
            return;
        m_place = Place::Controller;
        m_entry = {.dgid = m_entry.dgid, .iocGuid = {}, .serviceId = {}, .idExt = {}};
        m_said = {.portLid = m_said.portLid, .vendorId = {}, .deviceId = {}, .controller = {}, .service = {}};
    }

    void takeField(const QByteArray &name, const QByteArray &value)
    {
        if (m_place == Place::Unit && name == "port LID") {
            m_said.portLid = digitsOf(value, 4, 4);
            m_place = Place::Port;
        } else if (m_place == Place::Port && name == "port GID" && value.size() == 32) {
            const QString halves = digitsOf(value.first(16), 16, 16) + digitsOf(value.last(16), 16, 16);
            m_entry.dgid = halves.size() == 32 ? halves : QString();
        } else if (m_place == Place::Controller) {
            takeOfController(name, value);
        }
    }

    void takeOfController(const QByteArray &name, const QByteArray &value)
    {
        if (name == "GUID")
            m_entry.iocGuid = Guid{hexNumber(value, 16, 16).value_or(0)};
        else if (name == "vendor ID")
            m_said.vendorId = digitsOf(value, 6, 6);
        else if (name == "device ID")
            m_said.deviceId = digitsOf(value, 6, 8);
        else if (name == "ID") {
            m_said.controller = shownText(value.first(std::min(value.size(), maxWords)));
            m_place = Place::Named;
        }
    }

    /// "            service[  0]: 200400a0b81146a1 / SRP.T10:200400A0B81146A1"
    void addService(const QByteArray &line)
    {
        const QByteArray entry = line.sliced(std::min(line.size(), line.indexOf(']') + 1));
        const qsizetype slash = entry.indexOf(" / SRP.T10:");
        if (m_place != Place::Named || slash < 0 || !entry.startsWith(": "))
            return;
        const QByteArray name = entry.sliced(slash + 3).trimmed();
        const auto service = hexNumber(entry.first(slash).sliced(2), 16, 16);
        const auto idExt = hexNumber(name.sliced(8).first(std::min<qsizetype>(16, name.size() - 8)), 1, 16);
        if (!service || !idExt)
            return;
        EntryWords said = m_said;
        said.service = shownText(name.first(std::min(name.size(), maxWords)));
        m_words.try_emplace({m_entry.dgid, m_entry.iocGuid, Guid{*service}, Guid{*idExt}}, said);
    }

    Place m_place = Place::Nowhere;
    ServiceEntry m_entry;
    EntryWords m_said;
    FoundWords m_words;
};

} // namespace

QString shownText(const QByteArray &bytes)
{
    QString shown;
    for (const char32_t character : QString::fromUtf8(bytes).toUcs4())
        shown += isShown(character) ? QString::fromUcs4(&character, 1) : QString(QChar::ReplacementCharacter);
    return shown;
}

FoundWords foundWords(const QByteArray &words)
{
    WordsReader reader;
    for (const QByteArray &line : words.split('\n'))
        reader.take(line);
    return std::move(reader).words();
}

} // namespace rdma
