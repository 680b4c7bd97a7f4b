// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of every codec: what decodes, encodes to something that decodes to the same, and its bytes are stable.
#include "model/devices.h"
#include "model/job.h"
#include "model/json.h"
#include "model/limits.h"
#include "model/log.h"
#include "model/names.h"
#include "tests/fuzz/law.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

template <typename T> void checkCodec(const QJsonObject &object, Result<T> (*decode)(const QJsonObject &))
{
    const Result<T> value = decode(object);
    if (!value) {
        law(value.error().code == ErrorCode::InvalidWish, "a refusal is typed");
        return;
    }
    const QByteArray text = canonical(toJson(*value));
    const auto read = parseObject(text, maxStateBytes);
    law(read.has_value(), "what is encoded is JSON for us, too");
    const Result<T> again = decode(*read);
    law(again.has_value(), "what is encoded decodes");
    law(*again == *value, "decoding what was encoded gives the same value");
    law(canonical(toJson(*again)) == text, "encoding is stable");
}

Result<Error> anyErrorFromJson(const QJsonObject &object)
{
    return errorFromJson(object);
}

/// The wish of a client, on the state that it is a patch of.
void checkWish(const QJsonObject &patch)
{
    static const QJsonObject state =
        parseObject(R"({"interfaces":{"f4521403007bcba1:ffff":{"name":"ib0","ruleName":"mlx4_ib0"}}})", 1000).value();
    checkCodec(mergePatch(state, patch), namesConfigFromJson);
}

} // namespace

void fuzz(const QByteArray &input)
{
    const auto object = parseObject(input, maxStateBytes);
    if (!object)
        return;
    checkCodec(*object, namesConfigFromJson);
    checkCodec(*object, namesLiveFromJson);
    checkCodec(*object, devicesConfigFromJson);
    checkCodec(*object, devicesLiveFromJson);
    checkCodec(*object, devicesQueryFromJson);
    checkCodec(*object, logConfigFromJson);
    checkCodec(*object, logLiveFromJson);
    checkCodec(*object, logQueryFromJson);
    checkCodec(*object, limitsConfigFromJson);
    checkCodec(*object, limitsLiveFromJson);
    checkCodec(*object, limitsQueryFromJson);
    checkCodec(*object, stepFromJson);
    checkCodec(*object, planFromJson);
    checkCodec(*object, jobFromJson);
    checkCodec(*object, jobsConfigFromJson);
    checkCodec(*object, stepViewFromJson);
    checkCodec(*object, planViewFromJson);
    checkCodec(*object, jobViewFromJson);
    checkCodec(*object, jobsLiveFromJson);
    checkCodec(*object, anyErrorFromJson);
    checkWish(*object);
    if (const auto plan = planFromJson(*object)) {
        law(planId(*plan) == planId(planFromJson(toJson(*plan)).value()), "a plan keeps its id through its record");
        for (const Step &step : plan->steps)
            law(inverseOf(inverseOf(step).value()) == step, "the inverse of the inverse is the step");
    }
}

} // namespace rdma
