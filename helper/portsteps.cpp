// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Changing port types.
#include "helper/portsteps.h"

namespace rdma {

Result<Standing> standing(const SetFirmwareTypes &step, Machine &)
{
    return fail(ErrorCode::NotSupported, step.slot);
}

Result<void> carryOut(const SetFirmwareTypes &step, Machine &)
{
    return fail(ErrorCode::NotSupported, step.slot);
}

StepView view(const SetFirmwareTypes &step, const Host &)
{
    return {kindOf(step), step.slot, {}, {}, {}, {}, {}, true};
}

Result<Standing> standing(const RetypePorts &step, Machine &)
{
    return fail(ErrorCode::NotSupported, step.slot);
}

Result<void> carryOut(const RetypePorts &step, Machine &)
{
    return fail(ErrorCode::NotSupported, step.slot);
}

StepView view(const RetypePorts &step, const Host &)
{
    return {kindOf(step), step.slot, {}, {}, {}, {}, {}, true};
}

Result<Standing> standing(const RebuildBootImage &step, Machine &)
{
    return fail(ErrorCode::NotSupported, step.image);
}

Result<void> carryOut(const RebuildBootImage &step, Machine &)
{
    return fail(ErrorCode::NotSupported, step.image);
}

StepView view(const RebuildBootImage &step, const Host &)
{
    return {kindOf(step), step.image, {}, {}, {}, {}, {}, true};
}

} // namespace rdma
