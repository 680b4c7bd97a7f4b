// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that makes initiator ids of a peer's port GUID.
#include "gui/pages/srptargetpeer.h"

#include "gui/pages/srptargetwording.h"
#include "gui/widgets/dialogfooter.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/loginwords.h"
#include "gui/words/plaintext.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>
#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype listedAtMost = 4;

/// On Ethernet there is one way only; ports that are chosen later may be anything.
std::vector<LoginMethod> methodsAt(const PortLayers &ports)
{
    std::vector<LoginMethod> methods;
    for (const LoginMethod method : {LoginMethod::SrpDaemon, LoginMethod::OldSrpDaemon, LoginMethod::Ibsrpdm})
        if (ports.empty() ||
            std::ranges::any_of(ports, [&](const auto &port) { return !idAt(PeerLogin{{1}, method}, port).isEmpty(); }))
            methods.push_back(method);
    return methods;
}

} // namespace

PeerPortDialog::PeerPortDialog(const LoginScene &scene, PortLayers ports, QWidget *parent)
    : QDialog(parent),
      m_scene(scene),
      m_ports(std::move(ports)),
      m_field(new QLineEdit(this)),
      m_hint(captionLabel({}, this)),
      m_footer(new DialogFooter(tr("Add &Initiator"), this))
{
    setWindowTitle(tr("From a Port GUID"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_field->setAccessibleName(tr("Port GUID or GID of the initiator’s port"));
    m_field->setPlaceholderText(u"fe80:0000:0000:0000:0002:c903:00a1:b2c3"_s);
    m_field->setFont(monospaceFont(font()));
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * 66);
    m_field->setLayoutDirection(Qt::LeftToRight);
    m_hint->setMinimumHeight(2 * fontMetrics().lineSpacing()); // the dialog does not jump when it speaks
    m_hint->setAlignment(Qt::AlignTop | (m_hint->alignment() & Qt::AlignHorizontal_Mask));
    auto *column = new QVBoxLayout(this);
    column->addWidget(lineLabel(tr("Port GUID or GID of the initiator’s port"), this));
    column->addWidget(m_field);
    column->addWidget(m_hint);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(lineLabel(tr("What logs in there"), this));
    column->addLayout(makeWays());
    column->addStretch();
    column->addSpacing(groupSpacing(this));
    column->addWidget(m_footer);
    connect(m_field, &QLineEdit::textChanged, this, &PeerPortDialog::check);
    connect(this, &QDialog::accepted, this, [this] { emit chosen(logins()); });
    check();
}

QLayout *PeerPortDialog::makeWays()
{
    auto *column = new QVBoxLayout;
    const std::vector<LoginMethod> methods = methodsAt(m_ports);
    column->addWidget(captionLabel(methods.size() == 1
                                       ? tr("On these ports initiators log in over RDMA/CM, with one id.")
                                       : tr("It makes the first half of the id. If you do not know, leave all "
                                            "three: they are the same port of the same computer."),
                                   this));
    for (const LoginMethod method : methods) {
        Way way{method, new QCheckBox(loginMethodLabel(method), this), captionLabel({}, this)};
        way.box->setChecked(true);
        way.box->setAccessibleDescription(loginMethodWords(method));
        way.ids->setFont(monospaceFont(font()));
        way.ids->setWordWrap(false);
        way.ids->setAlignment(Qt::AlignTop | (way.ids->alignment() & (Qt::AlignHorizontal_Mask | Qt::AlignAbsolute)));
        const bool isAlike = method == LoginMethod::Ibsrpdm;
        const auto lines = isAlike ? 1 : std::min(static_cast<qsizetype>(m_ports.size()), listedAtMost + 1);
        way.ids->setMinimumHeight(way.ids->fontMetrics().lineSpacing() * static_cast<int>(lines));
        way.ids->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto *below = new QVBoxLayout;
        below->setContentsMargins(groupSpacing(this) * 2, 0, 0, 0);
        below->setSpacing(0);
        below->addWidget(captionLabel(loginMethodWords(method), this));
        below->addWidget(way.ids);
        column->addSpacing(groupSpacing(this) / 2);
        column->addWidget(way.box);
        column->addLayout(below);
        connect(way.box, &QCheckBox::toggled, this, &PeerPortDialog::check);
        m_ways.push_back(way);
    }
    return column;
}

std::vector<PeerLogin> PeerPortDialog::logins() const
{
    std::vector<PeerLogin> logins;
    if (const auto port = peerPortFromText(m_field->text()))
        for (const Way &way : m_ways)
            if (way.box->isChecked())
                logins.push_back({*port, way.method});
    return logins;
}

/// One line where it is one id, else one for each port.
QString PeerPortDialog::idsOf(LoginMethod method) const
{
    const auto peer = peerPortFromText(m_field->text());
    std::map<QString, QString> idOn;
    std::set<QString> ids;
    for (const auto &port : m_ports)
        if (const QString id = peer ? idAt(PeerLogin{*peer, method}, port) : QString(); !id.isEmpty())
            ids.insert(idOn[targetWords(m_scene.state.live, port.first)] = id);
    if (ids.size() <= 1)
        return ids.empty() ? u"0x…"_s : technical(*ids.begin());
    QStringList lines;
    for (const auto &[port, id] : idOn)
        if (lines.size() < listedAtMost)
            lines.append(fill(tr("%1 on %2"), technical(id), port));
    if (const auto more = static_cast<qsizetype>(idOn.size()) - lines.size(); more > 0)
        lines.append(tr("and %1 more").arg(more));
    return lines.join(u'\n');
}

void PeerPortDialog::check()
{
    for (const Way &way : m_ways)
        way.ids->setText(idsOf(way.method));
    const auto port = peerPortFromText(m_field->text());
    const QString wrong = port ? QString() : peerPortProblemWords(port.error());
    m_hint->setText(wrong.isEmpty() ? tr("On its computer, ibstat prints the port GUID and ibv_devinfo -v the GIDs: "
                                         "the first one counts.")
                                    : wrong);
    m_field->setAccessibleDescription(m_hint->text());
    if (!port)
        m_footer->setProblem(wrong.isEmpty() ? tr("Give the initiator’s port.") : wrong);
    else
        m_footer->setProblem(logins().empty() ? tr("Choose what logs in there.") : QString());
}

} // namespace rdma
