// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The plan that dies: of every kind of step one, on a root that a test and a program share.
#pragma once

#include "model/plan.h"

namespace rdma::killed {

using namespace Qt::StringLiterals;

inline const QString changedFile = u"/etc/changed.conf"_s;
inline const QString newFile = u"/etc/new.conf"_s;
inline const QString removedFile = u"/etc/removed.conf"_s;
inline const InterfaceId port{Guid{0xf4521403007bcba1}, 0xffff};

/// `fails`: its last step cannot be done, so everything before it is taken back.
inline Plan plan(bool fails)
{
    Plan plan{.feature = u"names"_s,
              .steps = {WriteFile{changedFile, "old\n"_ba, "new\n"_ba}, RenameInterface{port, u"ib0"_s, u"mlx4_ib0"_s},
                        WriteFile{newFile, std::nullopt, "made\n"_ba},
                        WriteFile{removedFile, "gone\n"_ba, std::nullopt}}};
    if (fails)
        plan.steps.emplace_back(WriteFile{u"/etc/other.conf"_s, "not what is there"_ba, "x"_ba});
    return plan;
}

} // namespace rdma::killed
