// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Altnames on a real kernel.
#include "tests/kernel/realplayground.h"

#include "tests/kernel/testlinks.h"

namespace rdma {

Result<void> RealPlayground::addAltname(int index, const QString &altname)
{
    return changeAltname(index, altname, true);
}

Result<void> RealPlayground::removeAltname(int index, const QString &altname)
{
    return changeAltname(index, altname, false);
}

} // namespace rdma
