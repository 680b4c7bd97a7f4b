// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Uses the window as a person does: looks for what is visible, clicks, types, waits.
#include "tests/gui/person.h"

#include "gui/window/features.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 10'000;

/// Names are shown in directional isolates, buttons have mnemonics: neither is what a person reads.
QString read(QString text)
{
    for (const QChar invisible : {QChar(0x2066), QChar(0x2068), QChar(0x2069), QChar(u'&')})
        text.remove(invisible);
    return text;
}

void collect(const QAbstractItemModel &model, const QModelIndex &parent, int column, QStringList *into)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        into->append(read(model.index(row, column, parent).data().toString()));
        collect(model, model.index(row, 0, parent), column, into);
    }
}

QModelIndex find(const QAbstractItemModel &model, const QModelIndex &parent, const QString &cell)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex here = model.index(row, 0, parent);
        if (read(here.data().toString()).startsWith(cell))
            return here;
        if (const QModelIndex below = find(model, here, cell); below.isValid())
            return below;
    }
    return {};
}

} // namespace

QAbstractButton *Person::button(const QString &label) const
{
    for (QAbstractButton *one : all<QAbstractButton>())
        if (const QString text = read(one->text()); text == label || text == label + u'…')
            return one;
    return nullptr;
}

QLineEdit *Person::nameField() const
{
    const auto fields = all<QLineEdit>();
    return fields.isEmpty() ? nullptr : fields.constFirst();
}

bool Person::sees(const QString &text) const
{
    return texts().join(u'\n').contains(text);
}

QStringList Person::texts() const
{
    QStringList seen;
    for (const QLabel *label : all<QLabel>())
        seen.append(read(label->text()));
    return seen;
}

QStringList Person::column(int which) const
{
    QStringList cells;
    if (const QAbstractItemView *table = topmostTable())
        collect(*table->model(), {}, which, &cells);
    return cells;
}

bool Person::waitToSee(const QString &text) const
{
    return QTest::qWaitFor([&] { return sees(text); }, patience);
}

bool Person::waitForButton(const QString &label) const
{
    return QTest::qWaitFor([&] { return button(label) && button(label)->isEnabled(); }, patience);
}

namespace {

int placeOf(QLatin1StringView feature)
{
    const auto features = allFeatures();
    const auto found = std::ranges::find(features, feature, &FeatureEntry::feature);
    if (found == features.end())
        qFatal("no feature %s", feature.data());
    return static_cast<int>(found - features.begin());
}

} // namespace

void Person::go(QLatin1StringView feature) const
{
    m_window->showFeature(placeOf(feature));
}

QKeySequence Person::keyOf(QLatin1StringView feature)
{
    return {Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + placeOf(feature))};
}

void Person::click(const QString &label) const
{
    if (!waitForButton(label))
        qFatal("no button %s; to be seen: %s", qPrintable(label), qPrintable(texts().join(u" | "_s)));
    if (auto *push = qobject_cast<QPushButton *>(button(label)))
        QTest::mouseClick(push, Qt::LeftButton);
    else
        button(label)->click(); // a radio button's text does not reach to its middle
}

void Person::select(const QString &cell) const
{
    QAbstractItemView *table = topmostTable();
    const QModelIndex found = table ? find(*table->model(), {}, cell) : QModelIndex();
    if (!found.isValid())
        qFatal("no row %s", qPrintable(cell));
    table->setCurrentIndex(found);
}

void Person::typeName(const QString &name) const
{
    QLineEdit *field = nameField();
    field->setFocus();
    field->selectAll();
    if (name.isEmpty())
        QTest::keyClick(field, Qt::Key_Delete);
    else
        QTest::keyClicks(field, name);
}

void Person::press(const QKeySequence &keys) const
{
    QWidget *target = QApplication::focusWidget() ? QApplication::focusWidget() : m_window;
    const QKeyCombination first = keys[0];
    QTest::keyClick(target, first.key(), first.keyboardModifiers());
}

/// Headers are item views as well; lists have one column.
QAbstractItemView *Person::topmostTable() const
{
    QAbstractItemView *topmost = nullptr;
    const auto height = [this](const QWidget *widget) { return widget->mapTo(m_window, QPoint()).y(); };
    for (QAbstractItemView *view : all<QAbstractItemView>()) {
        const bool isTable = !qobject_cast<QHeaderView *>(view) && view->model() && view->model()->columnCount() > 1;
        if (isTable && (!topmost || height(view) < height(topmost)))
            topmost = view;
    }
    return topmost;
}

} // namespace rdma
