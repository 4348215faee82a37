#pragma once

// Kills calls on behalf of a page: asks first, unless told not to, then tells the daemon. A child of its
// page. GUI thread.

#include "core/monitoring/snapshot.h"

#include <QObject>
#include <functional>

class QWidget;

namespace exaid {

class Actions;
class FeedStore;

class KillCommand final : public QObject
{
    Q_OBJECT
public:
    KillCommand(FeedStore &store, Actions &actions, QWidget *page);

    void killCalls(const QList<CallSnapshot> &victims);
    // All calls of a session that the latest snapshot shows.
    void killSession(const QString &session);

Q_SIGNALS:
    // For the status bar.
    void said(const QString &text);

private:
    void confirm(const QList<CallSnapshot> &victims, const QString &session,
                 const std::function<void()> &kill);

    FeedStore &m_store;
    Actions &m_actions;
    QWidget *const m_page;
};

} // namespace exaid
