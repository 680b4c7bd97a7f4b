// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Parts of the JSON of feature "modules": those of a protocol, of a service, and of the machine as a whole.
#pragma once

#include "model/modules.h"

namespace rdma {

class ObjectReader;

[[nodiscard]] QJsonObject toJson(const Denial &denial);
[[nodiscard]] QJsonObject toJson(const BootPlace &place);
[[nodiscard]] QJsonObject toJson(const ModuleUse &use);
[[nodiscard]] QJsonObject toJson(const BootFile &file);

[[nodiscard]] QJsonObject toJson(const ProtocolLive &protocol);
[[nodiscard]] Result<ProtocolLive> protocolLiveFromJson(const QJsonObject &object, const QString &where);

[[nodiscard]] QJsonObject toJson(const ServiceLive &service);
[[nodiscard]] Result<ServiceLive> serviceLiveFromJson(const QJsonObject &object, const QString &where);

/// All but protocols and services.
[[nodiscard]] QJsonObject generalToJson(const ModulesLive &live);
[[nodiscard]] Result<ModulesLive> takeGeneral(ObjectReader &reader);

} // namespace rdma
