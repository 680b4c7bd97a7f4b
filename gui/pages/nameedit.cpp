// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A pending rename of one interface: whether it can be, what it asks of the helper, what it is called in plain words.
#include "gui/pages/nameedit.h"

#include "gui/words/errorwords.h"
#include "gui/words/plaintext.h"
#include "model/ifname.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <optional>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::NameEdit)
};

bool isOnlyRule(const NameEdit &edit)
{
    return edit.moment != NameEdit::Moment::Now;
}

/// Another interface has it now, as its name or an alternative one.
bool usedNow(const NamesState &state, const InterfaceId &id, const QString &name)
{
    for (const auto &[other, interface] : state.live.interfaces)
        if ((other != id && interface.name == name) || interface.altnames.contains(name))
            return true;
    return false;
}

bool usedByRule(const NamesState &state, const NameEdits &edits, const InterfaceId &id, const QString &name)
{
    for (const auto &[other, names] : state.config.interfaces)
        if (other != id && !edits.contains(other) && names.ruleName == name)
            return true;
    return false;
}

bool usedByEdit(const NameEdits &edits, const InterfaceId &id, const QString &name)
{
    for (const auto &[other, edit] : edits)
        if (other != id && edit.moment != NameEdit::Moment::RemoveRule && edit.name == name)
            return true;
    return false;
}

QString clashWith(const NamesState &state, const NameEdits &edits, const InterfaceId &id, const QString &name)
{
    if (usedNow(state, id, name))
        return Words::tr("Another interface is called %1. Choose another name.").arg(technical(name));
    if (usedByRule(state, edits, id, name))
        return Words::tr("A rule already gives the name %1 to another interface. Choose another name.")
            .arg(technical(name));
    if (usedByEdit(edits, id, name))
        return Words::tr("You already gave the name %1 to another interface. Choose another name.")
            .arg(technical(name));
    return {};
}

const InterfaceNames *namesOf(const NamesState &state, const InterfaceId &id)
{
    const auto found = state.config.interfaces.find(id);
    return found == state.config.interfaces.end() ? nullptr : &found->second;
}

} // namespace

QString problemWith(const NamesState &state, const NameEdits &edits, const InterfaceId &id)
{
    const auto found = edits.find(id);
    if (found == edits.end() || found->second.moment == NameEdit::Moment::RemoveRule)
        return {};
    const QString &name = found->second.name;
    const NameProblem problem = problemOf(name);
    if (problem != NameProblem::None)
        return problemWords(problem);
    if (isAlreadySo(state, id, found->second))
        return Words::tr("Nothing to change: a rule already gives it this name.");
    return clashWith(state, edits, id, name);
}

bool isAlreadySo(const NamesState &state, const InterfaceId &id, const NameEdit &edit)
{
    const InterfaceNames *names = namesOf(state, id);
    if (!names)
        return false;
    if (edit.moment == NameEdit::Moment::RemoveRule)
        return !names->ruleName;
    return names->ruleName == edit.name && (isOnlyRule(edit) || names->name == edit.name);
}

NameEdits rebased(const NamesState &before, const NamesState &now, const NameEdits &edits)
{
    NameEdits kept = edits;
    std::erase_if(kept, [&](const auto &item) {
        const auto &[id, edit] = item;
        return !namesOf(now, id) || (isAlreadySo(now, id, edit) && !isAlreadySo(before, id, edit));
    });
    return kept;
}

QJsonObject wishFor(const NameEdits &edits)
{
    QJsonObject interfaces;
    for (const auto &[id, edit] : edits) {
        const bool removes = edit.moment == NameEdit::Moment::RemoveRule;
        QJsonObject names{{u"ruleName"_s, removes ? QJsonValue(QJsonValue::Null) : QJsonValue(edit.name)}};
        if (!isOnlyRule(edit))
            names[u"name"_s] = edit.name;
        interfaces[id.text()] = names;
    }
    return {{u"interfaces"_s, interfaces}};
}

QString changeWords(const NamesState &state, const InterfaceId &id, const NameEdit &edit)
{
    const InterfaceNames *names = namesOf(state, id);
    const QString present = technical(names ? names->name : id.text());
    const QString wanted = technical(edit.name);
    if (edit.moment == NameEdit::Moment::RemoveRule)
        return Words::tr("Remove the rule that names %1").arg(present);
    if (edit.moment == NameEdit::Moment::NextBoot)
        return Words::tr("Rename %1 to %2 at the next boot").arg(present, wanted);
    if (present == wanted)
        return Words::tr("Keep the name %1 at every boot").arg(present);
    return Words::tr("Rename %1 to %2 now and at every boot").arg(present, wanted);
}

QString suggestedName(const NamesState &state, const NameEdits &edits, const InterfaceId &id)
{
    const auto found = state.live.interfaces.find(id);
    if (found == state.live.interfaces.end() || found->second.rdmaDevice.isEmpty())
        return {};
    static const QRegularExpression instance(u"_[0-9]+$"_s);
    const Interface &interface = found->second;
    const QString driver = QString(interface.rdmaDevice).remove(instance);
    const QString given = looksKernelGiven(interface.kernelName) ? interface.kernelName : interface.name;
    if (!looksKernelGiven(given))
        return {};
    const QString name = driver % u'_' % given;
    const bool free = problemOf(name) == NameProblem::None && clashWith(state, edits, id, name).isEmpty();
    return free ? name : QString();
}

} // namespace rdma
