// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the last reading of one device in full has told, read by read.
#include "gui/pages/lastdetail.h"

#include "model/note.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// A silent driver is a state like any other to the helper: a device of which nothing is known, and a note.
bool isSilent(const QJsonObject &state, const QString &name)
{
    return std::ranges::any_of(notesFromJson(state[u"notes"_s].toArray()), [&](const Note &note) {
        return note.code == NoteCode::DeviceSilent && note.subject == name;
    });
}

Result<RdmaDevice> deviceIn(const QJsonObject &state, const QString &name)
{
    if (isSilent(state, name))
        return fail(ErrorCode::Timeout, name);
    const auto live = devicesLiveFromJson(state[u"live"_s].toObject());
    if (!live)
        return std::unexpected(live.error());
    const auto found = live->devices.find(name);
    return found == live->devices.end() ? fail(ErrorCode::NotFound, name) : Result<RdmaDevice>(found->second);
}

} // namespace

quint64 LastDetail::begin(const QString &device)
{
    if (m_name != device)
        forget();
    m_name = device;
    return ++m_begun;
}

void LastDetail::take(quint64 read, const Result<QJsonObject> &state)
{
    if (read <= m_taken)
        return;
    m_taken = read;
    const auto device = state.and_then([this](const QJsonObject &object) { return deviceIn(object, m_name); });
    m_details = device ? Details::Known : Details::Refused;
    m_device = device.value_or(RdmaDevice());
}

/// Reads that are under way count no more.
void LastDetail::forget()
{
    const quint64 begun = m_begun;
    *this = LastDetail();
    m_begun = m_taken = begun;
}

/// The detail of another card is none; the next may be this card's.
ShownDevice LastDetail::shown(const QString &name, const RdmaDevice &summary) const
{
    if (m_name != name || m_details != Details::Known)
        return {summary, m_name == name ? m_details : Details::Awaited};
    if (const auto whole = withDetails(summary, m_device))
        return {*whole, Details::Known};
    return {summary, m_taken == m_begun ? Details::Refused : Details::Awaited};
}

} // namespace rdma
