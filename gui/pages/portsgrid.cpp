// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The ports of one card with their choices.
#include "gui/pages/portsgrid.h"

#include "gui/pages/portstable.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/plaintext.h"
#include "gui/words/portswords.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QRadioButton>
#include <QSignalBlocker>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

enum Column { Name, Now, AtBoot, Pending, ColumnCount };

std::vector<int> portsOf(const PortsState &state, const QString &slot)
{
    std::vector<int> ports;
    if (const auto card = state.config.cards.find(slot); card != state.config.cards.end())
        for (const auto &[port, choice] : card->second)
            ports.push_back(port);
    return ports;
}

/// Why this button cannot be pressed beside what the other ports are to be.
QString barWords(const PortsState &state, const PortsEdits &edits, const PortPlace &place, PortType type)
{
    PortsEdits tried = edits;
    tried.types[place] = type;
    const auto problem = problemAt(state, tried, place);
    return pairProblemWords(problem.value_or(PairProblem::FixedType));
}

/// A group that lets none be chosen, as long as nobody knows.
void check(QButtonGroup *group, QRadioButton *wanted)
{
    group->setExclusive(false);
    for (QAbstractButton *button : group->buttons()) {
        const QSignalBlocker quiet(button);
        button->setChecked(button == wanted);
    }
    group->setExclusive(true);
}

} // namespace

PortsGrid::PortsGrid(QWidget *parent) : QWidget(parent), m_rows(new QGridLayout(this))
{
    m_rows->setContentsMargins({});
    m_rows->setHorizontalSpacing(2 * groupSpacing(this));
    m_rows->setVerticalSpacing(fontMetrics().lineSpacing() / 2);
    m_rows->setColumnStretch(Pending, 1);
}

void PortsGrid::show(const PortsState &state, const PortsEdits &edits, const QString &slot)
{
    if (!hasShapeOf(state, slot))
        rebuild(state, slot);
    setVisible(!m_cells.empty());
    for (const auto &[port, label] : m_names)
        label->setText(portRowOf(state, edits, {slot, port}).name);
    for (const auto &[port, label] : m_pending)
        label->setText(portRowOf(state, edits, {slot, port}).pending);
    for (const Cell &cell : m_cells)
        showCell(cell, state, edits);
}

void PortsGrid::focusOn(const PortPlace &place)
{
    for (const Cell &cell : m_cells)
        for (const auto &[type, button] : cell.buttons)
            if (cell.place == place && (button->isChecked() || cell.group->checkedButton() == nullptr))
                return button->setFocus(Qt::OtherFocusReason);
}

bool PortsGrid::hasShapeOf(const PortsState &state, const QString &slot) const
{
    return m_slot == slot && m_ports == portsOf(state, slot) && std::ranges::all_of(m_cells, [&](const Cell &cell) {
               return cell.offered == typesOffered(state, cell.place);
           });
}

void PortsGrid::rebuild(const PortsState &state, const QString &slot)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_cells.clear();
    m_names.clear();
    m_pending.clear();
    m_slot = slot;
    m_ports = portsOf(state, slot);
    if (!m_ports.empty())
        addHeadings();
    for (const int port : m_ports) {
        const int row = m_rows->rowCount();
        m_names[port] = bodyLabel({}, this);
        m_pending[port] = bodyLabel({}, this);
        m_rows->addWidget(m_names[port], row, Name);
        m_rows->addWidget(m_pending[port], row, Pending);
        for (const auto when : {PortWhen::Now, PortWhen::AtBoot}) {
            const PortPlace place{slot, port, when};
            addCell(row, when == PortWhen::Now ? Now : AtBoot, place, typesOffered(state, place));
        }
    }
}

void PortsGrid::addHeadings()
{
    const std::array titles{tr("Port"), tr("Now"), tr("At Next Boot"), tr("Pending Since")};
    for (int column = 0; column < ColumnCount; ++column) {
        QLabel *title = captionLabel(titles.at(static_cast<std::size_t>(column)), this);
        title->setWordWrap(false);
        m_rows->addWidget(title, 0, column);
    }
}

void PortsGrid::addCell(int row, int column, const PortPlace &place, const std::vector<PortType> &offered)
{
    Cell cell{place, offered};
    auto *box = new QWidget(this);
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins({});
    if (offered.empty()) {
        cell.fixed = bodyLabel({}, box);
        cell.fixed->setWordWrap(false);
        line->addWidget(cell.fixed);
    } else {
        cell.group = new QButtonGroup(box);
        for (const PortType type : offered) {
            cell.buttons[type] = makeButton(place, type, box);
            cell.group->addButton(cell.buttons[type]);
            line->addWidget(cell.buttons[type]);
        }
    }
    line->addStretch();
    m_rows->addWidget(box, row, column);
    m_cells.push_back(cell);
}

QRadioButton *PortsGrid::makeButton(const PortPlace &place, PortType type, QWidget *parent)
{
    auto *button = new QRadioButton(portTypeWords(type), parent);
    const QString where = place.when == PortWhen::Now ? tr("Port %1 now") : tr("Port %1 at the next boot");
    button->setAccessibleName(fill(tr("%1: %2"), fill(where, QString::number(place.port)), portTypeWords(type)));
    connect(button, &QRadioButton::toggled, this, [this, place, type](bool on) {
        if (on)
            emit chosen(place, type);
    });
    return button;
}

void PortsGrid::showCell(const Cell &cell, const PortsState &state, const PortsEdits &edits)
{
    const PortType shown = typeAt(state, edits, cell.place);
    if (cell.fixed != nullptr) {
        const PortRow row = portRowOf(state, edits, {cell.place.slot, cell.place.port});
        return cell.fixed->setText(cell.place.when == PortWhen::Now ? row.now : row.atBoot);
    }
    const auto wanted = cell.buttons.find(shown);
    check(cell.group, wanted == cell.buttons.end() ? nullptr : wanted->second);
    const auto choices = choicesAt(state, edits, cell.place);
    for (const auto &[type, button] : cell.buttons) {
        const bool canBe = type == shown || std::ranges::contains(choices, type);
        button->setEnabled(canBe);
        button->setToolTip(canBe ? QString() : barWords(state, edits, cell.place, type));
        button->setAccessibleDescription(button->toolTip());
        QFont font = button->parentWidget()->font();
        font.setItalic(type == shown && isEdited(edits, cell.place));
        font.setWeight(font.italic() ? QFont::DemiBold : QFont::Normal);
        button->setFont(font);
    }
}

} // namespace rdma
