// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scenes that are pictured, one after the other.
#pragma once

#include <QString>

namespace rdma {

class Camera;

/// Pages, edits, review, one real rename, history: on the demo host's bus. Prints what it did.
void shootDemoHost(const Camera &camera, const QString &address);

/// The page "Devices" with traffic, errors, a port that waits and a device that does not answer.
void shootDevices(const Camera &camera);

/// The page "Export Disks": its tree, dialogs, review and what is not saved.
void shootExports(const Camera &camera);

/// The page "Kernel Messages": its lock, lines and what they mean; a chain with a broken link, a proof.
void shootLog(const Camera &camera);

/// The page "Protocols & Services": its three tabs, old files, the consent in the review.
void shootModules(const Camera &camera);

/// The page "Port Types": cards, pending edits, review, lines to repair, a change that takes long.
void shootPorts(const Camera &camera);

/// The page "Attach Disks": its tree, dialogs, a login under way.
void shootSessions(const Camera &camera);

/// The page "Memory Locking": its tabs, its dialogs.
void shootLimits(const Camera &camera);

/// What a healthy demo host does not show: a job under way, a failed one, nothing there, no helper.
void shootMockHelper(const Camera &camera);

} // namespace rdma
