// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Attach Disks": why a disk is not there, and the cures that are a click away.
#include "gui/pages/srpinitiatorpage.h"
#include "gui/pages/srpinitiatorwhy.h"

namespace rdma {

using namespace Qt::StringLiterals;

void SrpInitiatorPage::openWhy(const SrpTargetId &id)
{
    const auto found = m_found.find(id.port);
    const auto readThere = [this](const QString &feature, const QJsonObject &query, QObject *context,
                                  const Answer<QJsonObject> &answer) { readOther(feature, query, context, answer); };
    m_why = new WhyDialog(m_state, id, found == m_found.end() ? std::nullopt : std::optional(found->second), readThere,
                          this);
    connect(m_why, &WhyDialog::cureChosen, this,
            [this, id](LoginCure chosen, const AllowRequest &whom) { cure(id, chosen, whom); });
    m_why->open();
}

void SrpInitiatorPage::cure(const SrpTargetId &id, LoginCure cure, const AllowRequest &whom)
{
    switch (cure) {
    case LoginCure::AllowInitiator:
        return emit requested({u"srp_target"_s, whom});
    case LoginCure::EnablePort:
        return emit requested({u"srp_target"_s, EnableRequest{whom.wwn}});
    case LoginCure::MapLun:
    case LoginCure::LoadTargetModule:
        return emit requested({u"srp_target"_s, {}});
    case LoginCure::LoadInitiator:
    case LoginCure::Connect:
        return connectAgain(id);
    case LoginCure::FewerChannels:
    case LoginCure::ShorterIu:
    case LoginCure::CheckAddress:
    case LoginCure::CorrectParameters:
        return correctLogin(id);
    case LoginCure::DiscoverAgain:
        return openLook();
    case LoginCure::Rescan:
        return edit(RescanTarget{id});
    case LoginCure::StartDaemon:
        return edit(StartDaemon{id.port});
    default: // whoever has to do it is no program
        return;
    }
}

} // namespace rdma
