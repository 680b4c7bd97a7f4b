// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One question of polkitd, from the dialog to the answer.
#include "gui/agent/passwordconversation.h"

#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxTries = 3;

QStringList namesOf(const PolkitQt1::Identity::List &identities)
{
    QStringList names;
    for (const PolkitQt1::Identity &identity : identities)
        names.append(identity.toString().section(u':', 1)); // unix-user:root
    return names;
}

/// Oneself when one may, else the first: polkitd names root first.
int preferredOf(const PolkitQt1::Identity::List &identities)
{
    for (qsizetype i = 0; i < identities.size(); ++i) {
        PolkitQt1::Identity identity = identities.at(i);
        if (identity.toString().startsWith("unix-user:"_L1) && identity.toUnixUserIdentity().uid() == getuid())
            return static_cast<int>(i);
    }
    return 0;
}

} // namespace

PasswordConversation::PasswordConversation(Question question, std::unique_ptr<PolkitQt1::Agent::AsyncResult> result,
                                           QWidget *window, QObject *parent)
    : QObject(parent), m_question(std::move(question)), m_result(std::move(result))
{
    m_dialog = new PasswordDialog(
        {m_question.message, namesOf(m_question.identities), preferredOf(m_question.identities)}, window);
    connect(m_dialog, &PasswordDialog::answered, this, &PasswordConversation::takeAnswer);
    connect(m_dialog, &PasswordDialog::identityChosen, this, &PasswordConversation::beginSession);
    connect(m_dialog, &QDialog::rejected, this, [this] {
        emit dismissed();
        end(u"dismissed"_s);
    });
    connect(m_dialog, &QObject::destroyed, this, [this] { end(u"window closed"_s); });
}

PasswordConversation::~PasswordConversation()
{
    end(u"ended"_s);
    delete m_dialog;
}

void PasswordConversation::start()
{
    m_dialog->show();
    beginSession();
}

void PasswordConversation::withdraw()
{
    end(u"withdrawn"_s);
}

void PasswordConversation::beginSession()
{
    dropSession();
    m_answered = false;
    using PolkitQt1::Agent::Session;
    m_session = new Session(m_question.identities.at(m_dialog->identity()), m_question.cookie, nullptr, this);
    connect(m_session, &Session::request, this, &PasswordConversation::takeRequest);
    connect(m_session, &Session::completed, this, &PasswordConversation::takeCompleted);
    connect(m_session, &Session::showError, m_dialog, &PasswordDialog::showProblem);
    connect(m_session, &Session::showInfo, m_dialog, &PasswordDialog::showProblem);
    m_session->initiate();
}

/// A session that has completed must not be cancelled: polkit-qt has freed what is inside.
void PasswordConversation::dropSession()
{
    if (!m_session)
        return;
    PolkitQt1::Agent::Session *session = std::exchange(m_session, nullptr);
    session->disconnect();
    session->cancel();
    session->deleteLater();
}

void PasswordConversation::takeRequest(const QString &prompt, bool echo)
{
    m_dialog->ask(prompt, echo);
}

void PasswordConversation::takeAnswer(const QString &answer)
{
    if (!m_session)
        return;
    m_answered = true;
    m_session->setResponse(answer);
}

void PasswordConversation::takeCompleted(bool gained)
{
    std::exchange(m_session, nullptr)->deleteLater();
    if (gained)
        return end();
    if (!m_answered) // PAM failed by itself: asking again would go round in circles
        return end(u"authentication failed"_s);
    if (++m_tries >= maxTries)
        return end(u"too many tries"_s);
    m_dialog->showProblem(tr("That was not the right password. Try again."));
    beginSession();
}

void PasswordConversation::end(const QString &problem)
{
    if (!m_result)
        return;
    dropSession();
    const auto result = std::move(m_result);
    if (!problem.isEmpty())
        result->setError(problem);
    result->setCompleted();
    if (m_dialog)
        m_dialog->hide();
    deleteLater();
}

} // namespace rdma
