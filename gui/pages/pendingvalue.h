// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pending edits of a page: one value, each edit of it a step of the page's undo stack.
#pragma once

#include <QUndoStack>
#include <functional>
#include <utility>

namespace rdma {

/// `Value` holds all pending edits of a page, for example a map from interface to new name.
template <typename Value> class PendingValue {
public:
    PendingValue(QUndoStack *stack, std::function<void()> changed) : m_stack(stack), m_changed(std::move(changed)) {}

    [[nodiscard]] const Value &get() const { return m_value; }

    /// Edits in a row with the same `field` (not -1) are one step back: a word typed, not its letters.
    void edit(Value next, const QString &text, int field = -1)
    {
        if (next != m_value)
            m_stack->push(new Step(this, std::move(next), text, field));
    }

    /// The ground has shifted: what was there before can't be returned to.
    void rebase(Value next)
    {
        m_stack->clear();
        take(std::move(next));
    }

private:
    class Step : public QUndoCommand {
    public:
        Step(PendingValue *pending, Value next, const QString &text, int field)
            : QUndoCommand(text),
              m_pending(pending),
              m_before(pending->m_value),
              m_after(std::move(next)),
              m_field(field)
        {
        }

        void undo() override { m_pending->take(m_before); }
        void redo() override { m_pending->take(m_after); }
        [[nodiscard]] int id() const override { return m_field; }
        bool mergeWith(const QUndoCommand *later) override
        {
            m_after = static_cast<const Step *>(later)->m_after;
            setObsolete(m_after == m_before);
            return true;
        }

    private:
        PendingValue *m_pending;
        Value m_before;
        Value m_after;
        int m_field;
    };

    void take(Value next)
    {
        m_value = std::move(next);
        m_changed();
    }

    QUndoStack *m_stack;
    std::function<void()> m_changed;
    Value m_value;
};

} // namespace rdma
