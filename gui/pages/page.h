// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What every feature's page is to the window: it shows a state, collects edits, and says what they would change.
#pragma once

#include "gui/client/answer.h"
#include "gui/widgets/pendingbar.h"
#include "model/result.h"

#include <QUndoStack>
#include <QWidget>
#include <variant>

namespace rdma {

/// What the review sheet is about: a wish and its changes in plain words.
struct Proposal {
    QJsonObject wish;
    QStringList changes;
    bool droppable = false; ///< the changes are the page's pending edits, each can be dropped
};

/// How a page asks for more than the state that it is shown: the details of one object, counters.
using Reading = std::function<void(const QJsonObject &query, QObject *context, const Answer<QJsonObject> &answer)>;

/// How it asks for what another feature knows and not everybody may read. A person may be asked for a password.
using OtherReading = std::function<void(const QString &feature, const QJsonObject &query, QObject *context,
                                        const Answer<QJsonObject> &answer)>;

/// Something that another page has a dialog or an edit for.
struct AllowRequest {
    QString initiator; ///< its id
    QString wwn;       ///< of the port; empty: not told

    bool operator==(const AllowRequest &) const = default;
};

struct EnableRequest {
    QString wwn;

    bool operator==(const EnableRequest &) const = default;
};

/// Of a list only what this text is in.
struct SearchRequest {
    QString text;

    bool operator==(const SearchRequest &) const = default;
};

/// What a page wants another one to show.
struct PageRequest {
    QString feature;
    std::variant<std::monostate, AllowRequest, EnableRequest, SearchRequest> what; ///< nothing: to be looked at

    bool operator==(const PageRequest &) const = default;
};

class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Called on start and whenever the machine changed. Selection and pending edits stay; an edit whose object is gone
    /// is dropped with a notice().
    [[nodiscard]] virtual Result<void> showState(const QJsonObject &state) = 0;

    [[nodiscard]] virtual QJsonObject pendingWish() const { return {}; }
    [[nodiscard]] virtual QList<Change> pendingChanges() const { return {}; }
    virtual void dropChange(qsizetype) {} ///< an undoable edit like any other
    virtual void discardChanges() {}      ///< likewise
    virtual void forgetChanges() {}       ///< they were applied: nothing to come back to
    virtual void revealChange(qsizetype) {}

    /// A wish was refused: true when the page could say so beside the field in question.
    virtual bool revealProblem(const Error &) { return false; }

    /// Another page asked for it; this one is on screen and has its state.
    virtual void takeRequest(const PageRequest &) {}

    void setReading(Reading reading) { m_reading = std::move(reading); }
    void setOtherReading(OtherReading reading) { m_otherReading = std::move(reading); }

    /// As FeatureClient::read(). Without a helper nobody answers.
    void read(const QJsonObject &query, QObject *context, const Answer<QJsonObject> &answer)
    {
        if (m_reading)
            m_reading(query, context, answer);
    }

    void readOther(const QString &feature, const QJsonObject &query, QObject *context,
                   const Answer<QJsonObject> &answer)
    {
        if (m_otherReading)
            m_otherReading(feature, query, context, answer);
    }

    [[nodiscard]] QUndoStack *undoStack() { return &m_undoStack; }

signals:
    void pendingChanged();
    void proposed(const rdma::Proposal &proposal); ///< review this at once; it is no pending edit
    void notice(const QString &text);
    void requested(const rdma::PageRequest &request); ///< the window leads there

private:
    QUndoStack m_undoStack;
    Reading m_reading;
    OtherReading m_otherReading;
};

} // namespace rdma
