// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of identities and names: what is accepted has one spelling, and a good interface name is good for every reader.
#include "model/guid.h"
#include "model/ifname.h"
#include "model/initiatorid.h"
#include "model/job.h"
#include "tests/fuzz/law.h"

#include <algorithm>

namespace rdma {

namespace {

void checkGuid(const QString &text)
{
    const auto guid = Guid::fromHex(text);
    if (!guid) {
        law(guid.error().subject.size() <= 100, "a refusal repeats little of what it refuses");
        return;
    }
    law(guid->hex() == text.toLower(), "a GUID is its own digits");
    law(Guid::fromHex(guid->hex()) == *guid, "a GUID reads back");
    law(guid->colonBytes().size() == 23, "eight bytes");
}

void checkInitiatorId(const QString &text)
{
    std::ignore = initiatorIdOfGid(text);
    const auto id = InitiatorId::fromText(text);
    if (!id) {
        law(initiatorIdProblemFromName(nameOf(id.error())) == id.error(), "every problem has a name");
        return;
    }
    const QString name = id->text();
    law(name.size() == 34 && name == name.toLower() && name.startsWith(u"0x"), "a node ACL's name has one form");
    law(InitiatorId::fromText(name) == *id, "an initiator id reads back");
    const QString shown = text.trimmed().toLower();
    law(shown.contains(u':') || name.endsWith(shown.right(32)), "an initiator id is its own digits");
}

void checkInterfaceId(const QString &text)
{
    if (const auto id = InterfaceId::fromText(text)) {
        law(id->text() == text.toLower(), "an id is its own text");
        law(InterfaceId::fromText(id->text()) == *id, "an id reads back");
    }
}

void checkAddress(const QByteArray &text)
{
    if (const auto address = IpoibAddress::fromText(text)) {
        law(address->bytes.size() == 20, "an address has twenty bytes");
        law(address->text() == text.toLower(), "an address is its own text");
        law(IpoibAddress::fromText(address->text()) == *address, "an address reads back");
        law(text.toLower().endsWith(address->portGuid().colonBytes()), "it ends with its port's GUID");
    }
}

void checkName(const QString &text)
{
    const NameProblem problem = problemOf(text);
    law(nameProblemFromName(nameOf(problem)) == problem, "every problem has a name");
    if (problem != NameProblem::None)
        return;
    const QByteArray bytes = text.toUtf8();
    law(bytes.size() <= 15 && !bytes.isEmpty(), "a name fits the kernel's buffer");
    law(!bytes.startsWith('-'), "a name is no option");
    law(std::ranges::all_of(bytes,
                            [](char c) { return c > ' ' && c < 127 && !strchr("\"'\\/:%$`*?[]{}()<>|;&#!,~", c); }),
        "a name has no meaning for udev, a shell or the kernel's templates");
    law(!looksKernelGiven(text) || text.startsWith(QLatin1StringView("ib")), "the kernel's names are ibN");
}

} // namespace

void fuzz(const QByteArray &input)
{
    // The same bytes as UTF-8 and as UTF-16, where lone surrogates are possible.
    const QString wide(reinterpret_cast<const QChar *>(input.constData()), input.size() / 2);
    for (const QString &text : {QString::fromUtf8(input), wide}) {
        checkGuid(text);
        checkInterfaceId(text);
        checkInitiatorId(text);
        checkName(text);
        law(!isJobId(text) || (text.size() == 32 && text == text.toLower()), "a job id is a safe file name");
        law(codeName(codeFromName(text)) == text || codeFromName(text) == ErrorCode::Internal, "unknown is Internal");
    }
    checkAddress(input);
}

} // namespace rdma
