// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The enums and numbers of devices and ports in plain words.
#pragma once

#include "model/counterverdict.h"
#include "model/devices.h"

namespace rdma {

[[nodiscard]] QString notReported(); ///< where the kernel does not tell
[[nodiscard]] QString notMeasured(); ///< where a port does not count

[[nodiscard]] QString portStateWords(PortState state);
[[nodiscard]] QString physicalStateWords(PhysicalState state);
[[nodiscard]] QString linkLayerWords(LinkLayer layer);
[[nodiscard]] QString nodeTypeWords(NodeType type);
[[nodiscard]] QString gidTypeWords(GidType type, LinkLayer layer);
[[nodiscard]] QString stackWords(const RdmaStack &stack);
/// "mlx5_core 24.10-1.1.4"
[[nodiscard]] QString driverWords(const std::optional<QString> &driver, const std::optional<QString> &version);
[[nodiscard]] QString linkSpeedWords(LinkSpeed speed);     ///< "FDR"; empty when not known
[[nodiscard]] QString linkRateWords(const LinkRate &rate); ///< "56 Gb/s, 4X FDR"

/// The most likely cause; empty when there is nothing to say.
[[nodiscard]] QString counterCauseWords(CounterVerdict verdict);
[[nodiscard]] bool isAlarming(CounterVerdict verdict);

/// What each set bit of a port's capability mask means, from bit 0 up.
[[nodiscard]] QStringList capabilityWords(quint32 mask);

[[nodiscard]] QString byteRateWords(std::optional<double> bytesPerSecond); ///< "1.2 GB/s"; absent: not measured
[[nodiscard]] QString modelWords(const RdmaDevice &device);                ///< the card's name, else its PCI ids
[[nodiscard]] QString briefModelWords(const RdmaDevice &device); ///< "ConnectX-5" of "MT27800 Family [ConnectX-5]"
[[nodiscard]] QString guidWords(const Guid &guid);               ///< f452:1403:007b:cba1

} // namespace rdma
